"""A dataset in; problems with the texts and values that its authors wrote, out: characters, and lexical forms."""

import unicodedata
from collections.abc import Iterator
from typing import Final

from pyoxigraph import Literal, NamedNode, Store

from azkz_graph.dataset import Dataset
from azkz_graph.lexical_form import is_ill_typed, stored
from azkz_graph.problem import Problem, Severity
from azkz_graph.vocabulary import shorten

BIDI: Final = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Characters that steer the direction of the text around them.

Source: https://www.unicode.org/reports/tr9/#Directional_Formatting_Characters.
"""

UNSEEN: Final = frozenset({"Cc", "Cn", "Co", "Cs", "Zl", "Zp"})
"""Categories of characters that no text of one line has: controls, characters without a meaning, line ends."""


def text_problems(dataset: Dataset) -> Iterator[Problem]:
    """Every kind of problem with authored literals, and with the characters of IRIs."""
    store = Store()
    store.extend(dataset.places)
    kept = frozenset(store)
    for quad, place in dataset.places.items():
        if isinstance(quad.object, NamedNode | Literal):
            faults = [*character_faults(quad.object.value), *form_faults(quad.object, quad in kept)]
            yield from (Problem(place, Severity.ERROR, *fault) for fault in faults)


def character_faults(text: str) -> Iterator[tuple[str, str, str]]:
    """What is wrong with the characters of a text: code, what, how to mend it."""
    if text.isascii() and text.isprintable():
        return
    if not unicodedata.is_normalized("NFC", text):
        apart = first_apart(text)
        composed = unicodedata.normalize("NFC", apart)
        what = f"the text is not in Unicode normal form C, which has {named(composed)} for {named(apart)}"
        yield "nfc", what, "write it in composed characters"
    for character in dict.fromkeys(text):
        name = f"U+{ord(character):04X}"
        if character in BIDI:
            what = f"the text holds {name}, which turns the direction of the text around it"
            yield "bidi", what, "take the character out; direction is the matter of whoever shows the text"
        elif unicodedata.category(character) in UNSEEN or character == "\ufeff":
            yield (
                "control-character",
                f"the text holds the control character {name}",
                "take the character out",
            )


def first_apart(text: str) -> str:
    """The first character with its combining marks that has another form in normal form C."""
    clusters: list[str] = []
    for character in text:
        if clusters and unicodedata.combining(character):
            clusters[-1] += character
        else:
            clusters.append(character)
    return next((cluster for cluster in clusters if not unicodedata.is_normalized("NFC", cluster)), text)


def named(text: str) -> str:
    """The characters of a text by number.

    >>> named("é")
    'U+00E9'
    """
    return " ".join(f"U+{ord(character):04X}" for character in text)


def form_faults(term: object, kept: bool) -> Iterator[tuple[str, str, str]]:
    """What is wrong with the lexical form of a literal, which a store has `kept` as it is or rewritten."""
    if not isinstance(term, Literal) or term.language:
        return
    datatype = shorten(term.datatype.value)
    if is_ill_typed(term):
        mend = "write a value that the datatype has, or another datatype"
        yield "datatype", f'"{term.value}" is no {datatype}', mend
    elif not kept:
        better = stored(term)
        mend = f'write "{better.value}"^^{shorten(better.datatype.value)}'
        what = f'"{term.value}"^^{datatype} is rewritten by some stores, and the fact with it'
        yield "lexical-form", what, mend

"""Problems with the texts and values that authors wrote: characters and lexical forms."""

import unicodedata
from collections.abc import Iterable, Iterator
from typing import Final

from pyoxigraph import Literal, NamedNode

from azkz_graph.check.lexical_form import find_kept_literals, has_forms, is_ill_typed, normalize_literal
from azkz_graph.dataset.computable_numbers import LIMITS, is_computable
from azkz_graph.dataset.dataset import Dataset
from azkz_graph.dataset.text_offset import is_offset
from azkz_graph.problem import Problem, Severity
from azkz_graph.text.normal_form import normalize
from azkz_graph.vocabulary import shorten

BIDI: Final = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Characters that steer the direction of the text around them.

Source: https://www.unicode.org/reports/tr9/#Directional_Formatting_Characters.
"""

UNSEEN: Final = frozenset({"Cc", "Cn", "Co", "Cs", "Zl", "Zp"})
"""Categories of characters that no text of one line has: controls, characters without a meaning, line ends."""


Fault = tuple[str, str, str]
"""The code of a problem, what is wrong, and how to mend it."""


def text_problems(dataset: Dataset) -> Iterator[Problem]:
    """Yield every kind of problem with authored literals, and with the characters of IRIs.

    The datatype of a place in a text is not the author's, and no fact has one.
    """
    written = [(quad.object, place) for quad, place in dataset.places.items() if not is_offset(quad)]
    kept = find_kept_literals(term for term, _ in written if isinstance(term, Literal) and has_forms(term))
    for term, place in written:
        faults: list[Fault] = []
        if isinstance(term, Literal):
            faults += character_faults(term.value)
            if has_forms(term):
                faults += form_faults(term, term in kept)
        elif isinstance(term, NamedNode):
            faults += character_faults(term.value)
        for fault in faults:
            yield Problem(place, Severity.ERROR, *fault)


def character_faults(text: str) -> Iterable[Fault]:
    """Yield what is wrong with the characters of a text."""
    # What is printable is in neither BIDI nor UNSEEN; nearly all texts are done with here.
    if text.isprintable() and unicodedata.is_normalized("NFC", text):
        return ()
    return list(find_character_faults(text))


def find_character_faults(text: str) -> Iterator[Fault]:
    """Yield the faults of a text that may have some."""
    if not unicodedata.is_normalized("NFC", text):
        apart = first_apart(text)
        composed = normalize("NFC", apart)
        named, instead = name_characters(composed), name_characters(apart)
        what = f"the text is not in Unicode normal form C, which has {named} for {instead}"
        yield "nfc", what, "write it in composed characters"
    for character in dict.fromkeys(text):
        name = f"U+{ord(character):04X}"
        if character in BIDI:
            what = f"the text holds {name}, which changes the direction of the text around it"
            yield "bidi", what, "remove the character; whatever shows the text sets its direction"
        elif unicodedata.category(character) in UNSEEN or character == "\ufeff":
            yield (
                "control-character",
                f"the text holds the control character {name}",
                "remove the character",
            )


def first_apart(text: str) -> str:
    """Return the first character with its combining marks that differs in normal form C."""
    starts = [
        place for place, character in enumerate(text) if not (place and unicodedata.combining(character))
    ]
    clusters = (text[start:end] for start, end in zip(starts, [*starts[1:], len(text)], strict=True))
    return next((cluster for cluster in clusters if not unicodedata.is_normalized("NFC", cluster)), text)


def name_characters(text: str) -> str:
    """Return the characters of a text by number.

    >>> name_characters("é")
    'U+00E9'
    """
    return " ".join(f"U+{ord(character):04X}" for character in text)


def form_faults(literal: Literal, kept: bool) -> Iterator[Fault]:
    """Yield what is wrong with the lexical form of a literal, which a store has `kept` or rewritten."""
    if is_ill_typed(literal):
        mend = "write a value of the datatype, or another datatype"
        yield "datatype", f'"{literal.value}" is no {shorten(literal.datatype.value)}', mend
    elif not kept:
        better = normalize_literal(literal)
        mend = f'write "{better.value}"^^{shorten(better.datatype.value)}'
        form = f'"{literal.value}"^^{shorten(literal.datatype.value)}'
        yield "lexical-form", f"{form} is rewritten by some stores, which changes the fact", mend
    elif not is_computable(literal):
        form = f'"{literal.value}"^^{shorten(literal.datatype.value)}'
        what = f"{form} cannot be computed with: rules and queries take {LIMITS}"
        yield "number", what, "round it, or write it in a larger unit"

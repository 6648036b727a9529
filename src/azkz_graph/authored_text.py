"""A dataset in; problems with the literals that its authors wrote, out: characters, normal form, lexical form."""

import unicodedata
from collections.abc import Iterator
from typing import Final

from pyoxigraph import Literal, Store

from azkz_graph.dataset import Dataset
from azkz_graph.problem import Problem, Severity
from azkz_graph.vocabulary import shorten

BIDI: Final = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Characters that steer the direction of the text around them.

Source: https://www.unicode.org/reports/tr9/#Directional_Formatting_Characters.
"""


def text_problems(dataset: Dataset) -> Iterator[Problem]:
    """Every kind of problem with authored literals."""
    store = Store()
    store.extend(dataset.places)
    kept = frozenset(store)
    for quad, place in dataset.places.items():
        if not isinstance(quad.object, Literal):
            continue
        if quad not in kept:
            yield Problem(place, Severity.ERROR, *rewritten(quad.object))
        yield from (Problem(place, Severity.ERROR, *fault) for fault in faults(quad.object))


def faults(literal: Literal) -> Iterator[tuple[str, str, str]]:
    """What is wrong with a literal by itself: code, what, how to mend it."""
    text = literal.value
    if not unicodedata.is_normalized("NFC", text):
        yield "nfc", f"{literal} is not in Unicode normal form C", "write it in composed characters"
    for character in dict.fromkeys(text):
        if character in BIDI:
            what = f"the text holds U+{ord(character):04X}, which turns the direction of the text around it"
            yield "bidi", what, "take the character out; direction is the matter of whoever shows the text"
        elif unicodedata.category(character) in ("Cc", "Co", "Cn"):
            what = f"the text holds the control character U+{ord(character):04X}"
            yield "control-character", what, "take the character out"
    if is_ill_typed(literal):
        what = f'"{text}" is no {shorten(literal.datatype.value)}'
        yield "datatype", what, "write a value that the datatype has, or another datatype"


def is_ill_typed(literal: Literal) -> bool:
    """Whether the lexical form is none of the literal's datatype, as far as rdflib knows the datatype."""
    import rdflib

    if literal.language:
        return False
    return rdflib.Literal(literal.value, datatype=rdflib.URIRef(literal.datatype.value)).ill_typed is True


def rewritten(literal: Literal) -> tuple[str, str, str]:
    """The problem of a lexical form that a store changes, and with it every query's answer."""
    what = f'"{literal.value}"^^{shorten(literal.datatype.value)} is rewritten by some stores'
    return (
        "lexical-form",
        what,
        "write the number or time in its shortest form, such as 1 for 01 and 1.5 for 1.50",
    )

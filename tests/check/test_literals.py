"""Characters that no text may hold, and such as it may."""

import pytest
from pyoxigraph import Literal, NamedNode
from small_dataset import dataset_of, quads_of

from azkz_graph.check.literals import character_faults, text_problems


@pytest.mark.parametrize(
    "text",
    ["Baku", "קזחסטן", "שָׁלוֹם", "Әзірбайжан", "Şəhər", "“–”", "א\u200dב", "𐎠", "یک\u200cدیگر", "Ё", "가"],
)
def test_text_without_fault(text: str) -> None:
    assert list(character_faults(text)) == []


@pytest.mark.parametrize(
    ("text", "code", "what"),
    [
        ("e\u0301", "nfc", "which has U+00E9 for U+0065 U+0301"),
        ("Seu\u0308l \u212b", "nfc", "which has U+00FC for U+0075 U+0308"),
        ("\ufb2a", "nfc", "which has U+05E9 U+05C1 for U+FB2A"),
        ("a\u202eb", "bidi", "U+202E"),
        ("א\u200f", "bidi", "U+200F"),
        ("a\u2066b\u2069", "bidi", "U+2066"),
        ("a\tb", "control-character", "U+0009"),
        ("a\u0085b", "control-character", "U+0085"),
        ("a\u2028b", "control-character", "U+2028"),
        ("a\ufeffb", "control-character", "U+FEFF"),
        ("a\ue000b", "control-character", "U+E000"),
        ("a\uffffb", "control-character", "U+FFFF"),
    ],
)
def test_character(text: str, code: str, what: str) -> None:
    found = list(character_faults(text))
    assert found[0][0] == code
    assert what in found[0][1]


def test_marks_that_belong_to_no_single_character() -> None:
    ((_, what, _),) = character_faults("\u1100\u1161")
    assert "U+AC00 for U+1100 U+1161" in what


def test_iris_are_looked_at_too() -> None:
    quads = quads_of("id:a rdfs:seeAlso <https://example.org/e\u0301> .")
    assert [problem.code for problem in text_problems(dataset_of(quads))] == ["nfc"]


def test_derived_datatypes_of_integers_are_rewritten() -> None:
    (problem,) = text_problems(dataset_of(quads_of('id:a schema:value "5"^^xsd:nonNegativeInteger .')))
    assert problem.mend == 'write "5"^^xsd:integer'


def test_languages_and_plain_texts_have_no_form() -> None:
    quads = quads_of('id:a rdfs:label "01"@en , "01" , "01"^^<https://example.org/number> .')
    assert [quad.object for quad in quads if isinstance(quad.object, Literal | NamedNode)]
    assert list(text_problems(dataset_of(quads))) == []

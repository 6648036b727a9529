"""Lexical forms of each datatype, and what a store makes of them."""

import pytest
from pyoxigraph import Literal, NamedNode

from azkz_graph.check.lexical_form import FORMS, is_ill_typed, normalize_literal
from azkz_graph.vocabulary import XSD


def literal(text: str, datatype: str) -> Literal:
    return Literal(text, datatype=NamedNode(XSD + datatype))


WELL = {
    "boolean": ["true", "false", "1", "0"],
    "integer": ["0", "-7", "+7", "007"],
    "nonNegativeInteger": ["0", "+7", "-0"],
    "positiveInteger": ["1", "+01"],
    "decimal": ["1", "1.5", ".5", "5.", "-0.0"],
    "double": ["1e5", "-1.5E-3", "INF", "NaN"],
    "date": ["1992-08-27", "2016-02-29Z", "2016-02-28+14:00", "12016-01-01", "-0044-03-15"],
    "gYearMonth": ["2016-10", "-0044-03"],
    "gYear": ["2016", "0000", "12016", "2016-05:00"],
    "dateTime": ["2016-02-29T24:00:00", "2016-02-28T10:00:00.5Z"],
    "anyURI": ["", "https://example.org/ä"],
    "language": ["he", "en-US"],
}
ILL = {
    "boolean": ["True", "yes", ""],
    "integer": ["", "1.0", " 1", "1_2", "١", "²", "one"],
    "nonNegativeInteger": ["-1"],
    "positiveInteger": ["0", "-1"],
    "decimal": ["1e5", ".", "INF", "1,5"],
    "double": ["inf", "1e", "e5"],
    "date": [
        "2016-02-30",
        "2015-02-29",
        "16-02-28",
        "2016-2-8",
        "2016-02-28Z ",
        "2016-02-28+15:00",
        "20160228",
    ],
    "gYearMonth": ["2016-13", "2016-1", "2016"],
    "gYear": ["199", "02016", "2016 ", "MMXVI"],
    "dateTime": ["2016-02-28", "2016-02-28T25:00:00", "2016-02-30T10:00:00", "2016-02-28T10:00"],
    "anyURI": ["a b", "<a>"],
    "language": ["en us", "toolongatag"],
}


@pytest.mark.parametrize(
    ("datatype", "text"), [(name, text) for name, texts in WELL.items() for text in texts]
)
def test_well_typed(datatype: str, text: str) -> None:
    assert not is_ill_typed(literal(text, datatype))


@pytest.mark.parametrize(
    ("datatype", "text"), [(name, text) for name, texts in ILL.items() for text in texts]
)
def test_ill_typed(datatype: str, text: str) -> None:
    assert is_ill_typed(literal(text, datatype))


def test_every_datatype_is_tried() -> None:
    assert {XSD + name for name in WELL} == {XSD + name for name in ILL} == set(FORMS)


def test_unknown_datatype_takes_any_form() -> None:
    assert not is_ill_typed(Literal("x", datatype=NamedNode("https://example.org/type")))


@pytest.mark.parametrize(
    ("text", "datatype", "kept"),
    [("01", "integer", "1"), ("1.50", "decimal", "1.5"), ("0", "boolean", "false"), ("soon", "date", "soon")],
)
def test_stored(text: str, datatype: str, kept: str) -> None:
    assert normalize_literal(literal(text, datatype)) == literal(kept, datatype)

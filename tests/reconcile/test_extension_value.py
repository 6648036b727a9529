"""Values as they are handed out."""

import pytest
from pyoxigraph import BlankNode, Literal, NamedNode
from reconciling import real_store, store_of

from azkz_graph.reconcile.extension_value import convert_value
from azkz_graph.vocabulary import ID, ONTOLOGY, XSD


@pytest.mark.parametrize(
    ("text", "datatype", "value"),
    [
        ("7", "integer", {"int": 7}),
        ("-07", "integer", {"int": -7}),
        ("9" * 16, "integer", {"str": "9" * 16}),
        ("many", "integer", {"str": "many"}),
        ("\u0667", "integer", {"str": "\u0667"}),
        ("139.7", "decimal", {"float": 139.7}),
        ("139.70", "decimal", {"float": 139.7}),
        ("1.0000000000000000001", "decimal", {"str": "1.0000000000000000001"}),
        ("123456789012345678901.5", "decimal", {"str": "123456789012345678901.5"}),
        ("9223372036854775808", "integer", {"str": "9223372036854775808"}),
        ("1e3", "double", {"float": 1000.0}),
        ("INF", "double", {"str": "INF"}),
        ("NaN", "double", {"str": "NaN"}),
        ("1e999", "double", {"str": "1e999"}),
        ("1992-08-27", "date", {"date": "1992-08-27T00:00:00Z"}),
        ("1992-08-27+05:00", "date", {"date": "1992-08-27T00:00:00+05:00"}),
        ("1992-08-27T10:20:30.5Z", "dateTime", {"date": "1992-08-27T10:20:30.5Z"}),
        ("1992-13-27", "date", {"str": "1992-13-27"}),
        ("-0044-03-15", "date", {"str": "-0044-03-15"}),
        ("2016", "gYear", {"str": "2016"}),
        ("2016-10", "gYearMonth", {"str": "2016-10"}),
        ("true", "boolean", {"str": "true"}),
        ("<b>", "string", {"str": "<b>"}),
    ],
)
def test_a_literal(text: str, datatype: str, value: dict[str, object]) -> None:
    assert convert_value(store_of(""), Literal(text, datatype=NamedNode(XSD + datatype)), "en") == value


def test_a_thing_is_named_in_the_language() -> None:
    baku = NamedNode(ID + "baku")
    assert convert_value(real_store(), baku, "he") == {"id": "baku", "name": "באקו"}
    assert convert_value(real_store(), baku, "any") == {"id": "baku", "name": "Baku"}


def test_a_term_is_its_name_and_a_foreign_thing_its_iri() -> None:
    assert convert_value(real_store(), NamedNode(ONTOLOGY + "About"), "en") == {"str": "about"}
    assert convert_value(real_store(), NamedNode("https://e.org/"), "en") == {"str": "https://e.org/"}
    assert convert_value(store_of(""), BlankNode("x"), "en") == {"str": "_:x"}

"""How well values agree."""

import pytest
from pyoxigraph import Literal, NamedNode
from reconciling import HOSTILE, real_names, real_store, store_of

from azkz_graph.reconcile.name_index import read_names
from azkz_graph.reconcile.property_agreement import Agreements, compare, make_form, prepare_value
from azkz_graph.reconcile.reconciliation_query import Value, read_condition
from azkz_graph.vocabulary import ID, XSD

BAKU = NamedNode(ID + "baku")


def agreement(pid: str, value: object, thing: NamedNode = BAKU) -> float:
    condition = read_condition({"pid": pid, "v": value}, "it")
    return Agreements(real_names(), real_store()).of(condition).get(thing, 0)


@pytest.mark.parametrize(
    ("pid", "value"),
    [
        ("dct:type", "city"),
        ("dct:type", "City"),
        ("dct:type", "עיר"),
        ("dct:type", {"id": "city"}),
        ("dct:type", {"id": "https://w3id.org/azkz/id/city", "name": "whatever"}),
        ("dct:type", ["city", {"id": "city"}]),
        ("http://purl.org/dc/terms/type", "id:city"),
        ("schema:latitude", 40.37767),
        ("schema:latitude", "40.377670"),
        ("schema:sameAs", "Q9248"),
        ("schema:sameAs", "https://www.wikidata.org/wiki/Q9248"),
        ("rdfs:label", "באקו"),
        ("rdf:type", "Place"),
        ("rdf:type", "מקום"),
    ],
)
def test_values_agree(pid: str, value: object) -> None:
    assert agreement(pid, value) == 1


@pytest.mark.parametrize(
    ("pid", "value"),
    [
        ("dct:type", "sea"),
        ("dct:type", {"id": "baku"}),
        ("dct:type", {"id": "a b"}),
        ("dct:type", []),
        ("schema:latitude", 80),
        ("schema:latitude", "north"),
        ("schema:sameAs", "Q232"),
        ("twinnedWith", "Baku"),
        ("nothing", "city"),
        ("", "city"),
        ("\ud800", "\ud800"),
    ],
)
def test_values_do_not_agree(pid: str, value: object) -> None:
    assert agreement(pid, value) == 0


def test_a_part_agrees() -> None:
    assert agreement("dct:type", ["city", "sea"]) == 0.5
    assert 0.99 < agreement("schema:latitude", 40.38) < 1
    assert 0.8 < agreement("dct:type", "citty") < 1


@pytest.mark.parametrize(
    ("given", "like"), [("1992", 1), ("1992-08", 1), ("1992-08-27", 1), (1992, 1), ("1993", 0)]
)
def test_a_date_is_known_by_its_year(given: Value, like: int) -> None:
    day = Literal("1992-08-27", datatype=NamedNode(XSD + "date"))
    assert compare(prepare_value(given), make_form(store_of(""), day)) == like


def test_values_that_are_none_of_their_type_are_texts() -> None:
    store = store_of(HOSTILE)
    agreements = Agreements(read_names(store), store)
    for value in ("many", "INF", "9"):
        assert list(agreements.of(read_condition({"pid": "value", "v": value}, "it")).values()) == [1]
    assert list(agreements.of(read_condition({"pid": "topic", "v": "{{ 7 * 7 }}"}, "it")).values()) == [1]

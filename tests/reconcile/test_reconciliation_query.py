"""Queries as clients send them, and as they should not."""

import pytest
from pyoxigraph import NamedNode

from azkz_graph.problem import UsageError
from azkz_graph.reconcile.reconciliation_query import Condition, Query, read_batch
from azkz_graph.vocabulary import ID, ONTOLOGY


def test_a_query_has_defaults() -> None:
    assert read_batch({"q0": {"query": "Baku"}}) == {"q0": Query("Baku", (), "any", 10, ())}


def test_a_query_is_read_whole() -> None:
    sent = {
        "query": "Baku",
        "type": ["Place", "schema:City", {"id": "azkz:State", "name": "state"}],
        "type_strict": "should",
        "limit": 5000,
        "properties": [
            {"pid": "ofState", "v": [{"id": "azerbaijan"}, "x", 1, 2.5, True]},
            {"pid": "a b", "v": "x"},
        ],
    }
    state = NamedNode(ONTOLOGY + "State")
    assert read_batch({"": sent})[""] == Query(
        "Baku",
        (NamedNode(ONTOLOGY + "Place"), NamedNode("https://schema.org/City"), state),
        "should",
        100,
        (
            Condition(
                "ofState",
                NamedNode(ONTOLOGY + "ofState"),
                (NamedNode(ID + "azerbaijan"), "x", 1, 2.5, "true"),
            ),
            Condition("a b", None, ("x",)),
        ),
    )


def test_a_property_that_is_sent_twice_has_all_its_values() -> None:
    sent = [{"pid": "topic", "v": "x"}, {"pid": "topic", "v": ["y", 1]}]
    (condition,) = read_batch({"q": {"properties": sent}})["q"].conditions
    assert condition.values == ("x", "y", 1)


@pytest.mark.parametrize("type", ["Place", ["Place"], None, [], ""])
def test_a_type_is_one_several_or_none(type: object) -> None:
    assert len(read_batch({"q": {"query": "x", "type": type}})["q"].types) == (
        1 if type and "Place" in str(type) else 0
    )


@pytest.mark.parametrize(
    ("queries", "sentence"),
    [
        (None, "queries is not a JSON object"),
        ([], "queries is not a JSON object"),
        ("Baku", "queries is not a JSON object"),
        ({"q": "Baku"}, "the query 'q' is not a JSON object"),
        ({"q": {}}, "the query 'q' asks for nothing; give it query, or properties"),
        ({"q": {"type": "Place"}}, "asks for nothing"),
        ({"q": {"query": 1}}, "query in the query 'q' is not a JSON string"),
        ({"q": {"query": ["x"]}}, "query in the query 'q' is not a JSON string"),
        ({"q": {"query": "x" * 10_001}}, "has 10001 characters; send at most 10000"),
        ({"q": {"query": "x", "type": 1}}, "type in the query 'q' is not a JSON array"),
        ({"q": {"query": "x", "type": [1]}}, "type in the query 'q' is not a JSON string"),
        ({"q": {"query": "x", "type": {}}}, "type in the query 'q' is not a JSON string"),
        ({"q": {"query": "x", "type": ["x"] * 101}}, "send at most 100"),
        ({"q": {"query": "x", "type_strict": "none"}}, "is not one of any, all and should"),
        ({"q": {"query": "x", "type_strict": []}}, "is not one of any, all and should"),
        ({"q": {"query": "x", "limit": 0}}, "limit in the query 'q' is not a whole number above zero"),
        ({"q": {"query": "x", "limit": "5"}}, "limit in the query 'q' is not a whole number above zero"),
        ({"q": {"query": "x", "properties": {}}}, "properties in the query 'q' asks for|is not a JSON array"),
        ({"q": {"query": "x", "properties": ["x"]}}, "a property in the query 'q' is not a JSON object"),
        (
            {"q": {"query": "x", "properties": [{"v": 1}]}},
            "pid of a property in the query 'q' is not a JSON string",
        ),
        (
            {"q": {"query": "x", "properties": [{"pid": "a"}]}},
            "v of a property in the query 'q' is not a JSON string",
        ),
        ({"q": {"query": "x", "properties": [{"pid": "a", "v": [[]]}]}}, "is not a JSON string"),
        (
            {"q": {"query": "x", "properties": [{"pid": "a", "v": {"name": "x"}}]}},
            "id in v of .* is not a JSON string",
        ),
        ({"q": {"query": "x", "properties": [{"pid": "a", "v": ["x"] * 101}]}}, "send at most 100"),
        (
            {str(n): {"query": "x"} for n in range(1001)},
            "queries has 1001 queries; send at most 1000 at once",
        ),
        ({"\ud800" * 100: {}}, "asks for nothing"),
    ],
)
def test_another_form_is_refused(queries: object, sentence: str) -> None:
    with pytest.raises(UsageError, match=sentence):
        read_batch(queries)


def test_a_thousand_queries_are_taken() -> None:
    assert len(read_batch({str(n): {"query": "x"} for n in range(1000)})) == 1000

"""Answers to reconciliation queries over the project's own things."""

import json
from typing import Any

import pytest
from reconciling import HOSTILE, real_names, real_store, store_of

from azkz_graph.problem import UsageError
from azkz_graph.reconcile.name_index import read_names
from azkz_graph.reconcile.reconciliation import reconcile


def results(query: dict[str, Any]) -> list[dict[str, Any]]:
    return list(reconcile(real_names(), real_store(), {"q": query})["q"]["result"])


def matches(query: dict[str, Any]) -> list[str]:
    return [result["id"] for result in results(query) if result["match"]]


@pytest.mark.parametrize(
    ("name", "id"),
    [
        ("Kazakhstan", "kazakhstan"),
        ("קזחסטן", "kazakhstan"),
        ("Qazaxıstan", "kazakhstan"),
        ("Қазақстан", "kazakhstan"),
        ("Казахстан", "kazakhstan"),
        ("אזרבייג׳ן", "azerbaijan"),
        ("Q9248", "baku"),
        ("https://w3id.org/azkz/id/baku", "baku"),
    ],
)
def test_a_name_or_an_identifier_alone_is_a_match(name: str, id: str) -> None:
    (first, *others) = results({"query": name})
    assert (first["id"], first["score"], first["match"]) == (id, 100, True)
    assert not any(other["match"] for other in others)


def test_an_answer_is_whole() -> None:
    assert results({"query": "באקו", "type": "Place", "limit": 1}) == [
        {
            "id": "baku",
            "name": "באקו",
            "description": "City in Azerbaijan",
            "type": [{"id": "Place", "name": "place"}],
            "score": 100.0,
            "match": True,
            "features": [{"id": "name", "value": 100.0}, {"id": "type", "value": True}],
        }
    ]


def test_candidates_are_named_in_the_language_of_the_query() -> None:
    assert [result["name"] for result in results({"query": "ירבן"})] == []
    assert [result["name"] for result in results({"query": "Казахстн", "limit": 2})] == [
        "Казахстан",
        "Казахи",
    ]
    assert results({"query": "Nazarbaev"})[0]["name"] == "Nursultan Nazarbayev"


def test_a_misspelling_is_no_match() -> None:
    first = results({"query": "Kazakstan"})[0]
    assert (first["id"], first["match"]) == ("kazakhstan", False)
    assert 80 < first["score"] < 95


def test_whom_the_article_leaves_open_is_matched_only_when_asked_for() -> None:
    assert [result["id"] for result in results({"query": "Aliyev", "limit": 3})] == [
        "aliyev",
        "ilham-aliyev",
        "heydar-aliyev",
    ]
    assert matches({"query": "Aliyev"}) == []
    assert matches({"query": "Aliyev", "type": "Person"}) == []
    assert matches({"query": "Aliyev", "type": "UnresolvedPerson"}) == ["aliyev"]
    assert matches({"query": "Aliyev, given name not stated"}) == ["aliyev"]
    assert matches({"query": "https://w3id.org/azkz/id/aliyev"}) == ["aliyev"]


def test_every_name_of_everything_leads_to_it() -> None:
    index = real_names()
    for name in index.names:
        found = [(result["id"], result["score"]) for result in results({"query": name.literal.value})]
        assert (index.entities[name.node].id, 100) in found


def test_the_order_of_words_tells_relations_apart() -> None:
    found = results({"query": "Imports of Kazakstan from Azerbaijan in 2016", "limit": 2})
    assert [result["id"] for result in found] == [
        "imports-of-kazakhstan-from-azerbaijan-2016",
        "imports-of-azerbaijan-from-kazakhstan-2016",
    ]


@pytest.mark.parametrize(
    ("types", "strict", "score", "match"),
    [
        ("State", "any", 100, True),
        ("azkz:State", "any", 100, True),
        ("schema:Country", "any", 100, True),
        (["Person", "State"], "any", 100, True),
        (["schema:Country", "State"], "all", 100, True),
        ("Person", "should", 60, False),
        (["Person", "State"], "should", 100, True),
    ],
)
def test_types_bind(types: object, strict: str, score: float, match: bool) -> None:
    first = results({"query": "Kazakhstan", "type": types, "type_strict": strict})[0]
    assert (first["id"], first["score"], first["match"]) == ("kazakhstan", score, match)


@pytest.mark.parametrize(
    ("types", "strict"), [("Person", "any"), (["Person", "State"], "all"), ("Nothing", "any"), ("a b", "any")]
)
def test_things_of_other_types_are_left_out(types: object, strict: str) -> None:
    found = results({"query": "Kazakhstan", "type": types, "type_strict": strict})
    assert "kazakhstan" not in [result["id"] for result in found]


def test_properties_raise_and_lower_the_score() -> None:
    misspelt = {"query": "Bakuu"}
    plain = results(misspelt)[0]["score"]
    raised = results({**misspelt, "properties": [{"pid": "dct:type", "v": "city"}]})[0]["score"]
    lowered = results({**misspelt, "properties": [{"pid": "dct:type", "v": "sea"}]})[0]["score"]
    assert lowered < plain < raised < 100


def test_what_speaks_against_a_name_prevents_a_match() -> None:
    query = {"query": "Astana", "limit": 1}
    assert matches({**query, "properties": [{"pid": "dct:type", "v": "city"}]}) == ["astana"]
    assert matches({**query, "properties": [{"pid": "schema:latitude", "v": 51.18}]}) == ["astana"]
    assert matches({**query, "properties": [{"pid": "dct:type", "v": "sea"}]}) == []
    assert matches({**query, "properties": [{"pid": "no such property", "v": "city"}]}) == []


def test_properties_alone_find_things_without_a_match() -> None:
    (first, *_) = results({"properties": [{"pid": "iso3166alpha2", "v": "KZ"}]})
    assert (first["id"], first["score"], first["match"]) == ("kazakhstan", 100, False)
    assert {
        result["id"] for result in results({"properties": [{"pid": "rdf:type", "v": "UnresolvedPerson"}]})
    } == {
        "aliyev",
        "president-in-a-title",
        "president-of-azerbaijan-in-a-title",
    }


def test_two_things_of_one_name_are_no_match_until_something_tells_them_apart() -> None:
    store = store_of(
        'id:b rdfs:label "Twin"@en ; a azkz:Place ; azkz:m49 "2" . '
        'id:a rdfs:label "Twin"@en ; a azkz:State ; azkz:m49 "1" .'
    )
    index = read_names(store)

    def found(**more: object) -> list[tuple[str, float, bool]]:
        answer = reconcile(index, store, {"q": {"query": "Twin", **more}})["q"]["result"]
        return [(result["id"], result["score"], result["match"]) for result in answer]

    assert found() == [("a", 100, False), ("b", 100, False)]
    assert found(limit=1) == [("a", 100, False)]
    assert found(type="Place") == [("b", 100, True)]
    assert found(type="Place", type_strict="should") == [("b", 100, True), ("a", 60, False)]
    assert found(properties=[{"pid": "m49", "v": "2"}]) == [("b", 100, True), ("a", 71.4, False)]


def test_queries_of_a_batch_do_not_touch_each_other() -> None:
    queries = {str(n): {"query": name} for n, name in enumerate(("Baku", "", "קזחסטן", "\ud800", "xyzzy"))}
    answer = reconcile(real_names(), real_store(), queries)
    assert list(answer) == list(queries)
    assert answer == {key: {"result": results(query)} for key, query in queries.items()}


def test_scores_are_in_order_and_in_range() -> None:
    for name in ("Kazakhstan", "Азербайджан", "באקו", "president", "Baku State University Library"):
        scores = [result["score"] for result in results({"query": name, "limit": 100})]
        assert scores == sorted(scores, reverse=True)
        assert all(0 < score <= 100 for score in scores)


def test_no_query_no_answer() -> None:
    assert reconcile(real_names(), real_store(), {}) == {}
    with pytest.raises(UsageError):
        reconcile(real_names(), real_store(), [])


def test_a_graph_that_means_harm_is_answered_from_as_json() -> None:
    store = store_of(HOSTILE)
    answer = reconcile(read_names(store), store, {"q": {"query": "script alert"}, "r": {"query": "7"}})
    assert answer["q"]["result"][0]["id"] == "a%3Cscript%3E%22%26"
    assert answer["r"]["result"][0]["match"]
    assert json.loads(json.dumps(answer)) == answer

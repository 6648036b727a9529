"""Values fetched for things that were matched, and the properties proposed for that."""

import json
from typing import Any

import pytest
from reconciling import HOSTILE, real_names, real_store, store_of

from azkz_graph.about.sheet import FOR_TOOLS
from azkz_graph.problem import UsageError
from azkz_graph.reconcile.data_extension import extend, propose_properties


def fetched(id: str, property: str, **settings: object) -> list[dict[str, Any]]:
    answer = extend(real_store(), {"ids": [id], "properties": [{"id": property, "settings": settings}]})
    return list(answer["rows"][id][property])


def test_an_answer_is_whole() -> None:
    query = {
        "ids": ["baku", "id:embassy-of-kazakhstan-in-baku"],
        "properties": [{"id": "receivingState"}, {"id": "schema:latitude", "settings": None}],
    }
    assert extend(real_store(), query) == {
        "meta": [
            {"id": "receivingState", "name": "receiving state", "type": {"id": "State", "name": "state"}},
            {"id": "schema:latitude", "name": "latitude"},
        ],
        "rows": {
            "baku": {"receivingState": [], "schema:latitude": [{"float": 40.37767}]},
            "id:embassy-of-kazakhstan-in-baku": {
                "receivingState": [{"id": "azerbaijan", "name": "Azerbaijan"}],
                "schema:latitude": [],
            },
        },
    }


@pytest.mark.parametrize(
    ("language", "texts"),
    [
        ("en", ["colour", "color", "5"]),
        ("EN-gb", ["colour", "5"]),
        ("fr", ["5"]),
        ("*", ["colour", "color", "צבע", "5"]),
    ],
)
def test_languages_are_ranges(language: str, texts: list[str]) -> None:
    store = store_of('id:a a azkz:Place ; rdfs:label "colour"@en-GB , "color"@en-US , "צבע"@he-IL , "5" .')
    column = {"id": "rdfs:label", "settings": {"language": language}}
    (values,) = extend(store, {"ids": ["a"], "properties": [column]})["rows"]["a"].values()
    assert sorted(value["str"] for value in values) == sorted(texts)


def test_texts_are_in_all_languages_or_in_one() -> None:
    everything = [value["str"] for value in fetched("kazakhstan", "rdfs:label")]
    assert everything == ["Kazakhstan", "קזחסטן", "Qazaxıstan", "Қазақстан", "Казахстан"]
    assert fetched("kazakhstan", "rdfs:label", language="he") == [{"str": "קזחסטן"}]
    assert fetched("kazakhstan", "rdfs:label", language="xx") == []
    assert fetched("kazakhstan", "iso3166alpha2", language="he") == [{"str": "KZ"}]
    assert {"id": "soviet-union", "name": "Советский Союз"} in fetched(
        "kazakhstan", "wasPartOf", language="ru"
    )


@pytest.mark.parametrize("id", ["nobody", "", "a b", "\ud800", "https://e.org/", "State"])
def test_what_is_not_known_has_no_values(id: str) -> None:
    assert fetched(id, "rdfs:label") == []
    assert fetched("baku", id) == []


@pytest.mark.parametrize(
    ("request_", "sentence"),
    [
        (None, "extend is not a JSON object"),
        ([], "extend is not a JSON object"),
        ({}, "ids of extend is not a JSON array"),
        ({"ids": "baku", "properties": []}, "ids of extend is not a JSON array"),
        ({"ids": [1], "properties": []}, "an id is not a JSON string"),
        ({"ids": ["x"] * 1001, "properties": []}, "send at most 1000"),
        ({"ids": []}, "properties of extend is not a JSON array"),
        ({"ids": [], "properties": [{}] * 101}, "send at most 100"),
        ({"ids": [], "properties": ["x"]}, "a property of extend is not a JSON object"),
        ({"ids": [], "properties": [{}]}, "id of a property is not a JSON string"),
        ({"ids": [], "properties": [{"id": "x", "settings": [1]}]}, "settings of 'x' is not a JSON object"),
        (
            {"ids": [], "properties": [{"id": "x", "settings": {"language": 1}}]},
            "language of 'x' is not a JSON string",
        ),
    ],
)
def test_another_form_is_refused(request_: object, sentence: str) -> None:
    with pytest.raises(UsageError, match=sentence):
        extend(real_store(), request_)


def test_a_graph_that_means_harm_is_handed_out_as_json() -> None:
    properties = [{"id": id} for id in ("rdfs:label", "dct:description", "topic", "rdf:type", "value")]
    query = {"ids": ["a%3Cscript%3E%22%26", "number", "empty", ""], "properties": properties}
    answer = extend(store_of(HOSTILE), query)
    assert json.loads(json.dumps(answer, allow_nan=False)) == answer
    assert {"str": "{{ 7 * 7 }}"} in answer["rows"]["a%3Cscript%3E%22%26"]["topic"]


def test_proposed_are_the_properties_of_a_type_the_most_frequent_first() -> None:
    found = propose_properties(real_names(), real_store(), "Place", 8)
    assert (found["type"], found["limit"], len(found["properties"])) == ("Place", 8, 8)
    assert {"id": "schema:latitude", "name": "latitude"} in found["properties"]
    assert "established" not in [property["id"] for property in found["properties"]]
    missions = propose_properties(real_names(), real_store(), "DiplomaticMission", 100)["properties"]
    assert {"id": "sendingState", "name": "sending state"} in missions


def test_without_a_type_all_properties_are_proposed_and_none_for_an_unknown_one() -> None:
    everything = propose_properties(real_names(), real_store(), "", 1000)["properties"]
    assert len(everything) == len(real_names().properties.keys() - FOR_TOOLS)
    for type in ("Nothing", "a b", "\ud800"):
        assert propose_properties(real_names(), real_store(), type, 10)["properties"] == []


def test_a_limit_is_above_zero() -> None:
    with pytest.raises(UsageError, match="limit is not a whole number above zero"):
        propose_properties(real_names(), real_store(), "Place", 0)

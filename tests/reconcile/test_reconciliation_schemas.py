"""Every kind of answer is of the form that the protocol's published JSON schemas demand."""

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft7Validator, FormatChecker
from reconciling import HOSTILE, real_names, real_store, store_of
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT7

from azkz_graph.problem import UsageError
from azkz_graph.reconcile.data_extension import extend, propose_properties
from azkz_graph.reconcile.name_index import read_names
from azkz_graph.reconcile.reconciliation import reconcile
from azkz_graph.reconcile.reconciliation_manifest import build_manifest
from azkz_graph.reconcile.reconciliation_query import read_batch
from azkz_graph.reconcile.suggestions import What, suggest

FOLDER = Path(__file__).parent / "reconciliation_schemas"

QUERIES = {
    "minimal": {"query": "Baku"},
    "full": {
        "query": "Кazахстан",
        "type": ["State", "schema:Place"],
        "type_strict": "should",
        "limit": 3,
        "properties": [
            {"pid": "iso3166alpha2", "v": "KZ"},
            {"pid": "bordersOn", "v": [{"id": "caspian-sea", "name": "Caspian Sea"}, "Russia", 7, 1.5, True]},
        ],
    },
    "one type": {"query": "קזחסטן", "type": "State"},
    "properties": {"properties": [{"pid": "dct:type", "v": "city"}]},
    "nothing found": {"query": "xyzzy"},
}


@cache
def validator(name: str) -> Draft7Validator:
    """The validator of one schema; the schemas refer to each other by file name."""
    schemas = [json.loads(path.read_text(encoding="utf-8")) for path in FOLDER.glob("*.json")]
    resources = [(schema["$id"], Resource.from_contents(schema, DRAFT7)) for schema in schemas]
    registry: Registry[Any] = Registry().with_resources(resources)
    schema = json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))
    return Draft7Validator(schema, registry=registry, format_checker=FormatChecker())


def check(name: str, answer: object) -> None:
    """The answer, written and read as JSON, is of the form of the schema."""
    validator(name).validate(json.loads(json.dumps(answer, allow_nan=False)))


def test_every_schema_is_a_schema() -> None:
    names = sorted(path.stem for path in FOLDER.glob("*.json"))
    assert len(names) == 10
    for name in names:
        Draft7Validator.check_schema(validator(name).schema)


@pytest.mark.parametrize("base", ["https://example.org/azkz/", "http://127.0.0.1:8000/"])
def test_the_manifest(base: str) -> None:
    check("manifest", build_manifest(base))


def test_queries_that_the_schema_permits_are_answered() -> None:
    check("reconciliation-query-batch", QUERIES)
    answer = reconcile(real_names(), real_store(), QUERIES)
    check("reconciliation-result-batch", answer)
    assert {key: bool(each["result"]) for key, each in answer.items()} == {
        key: key != "nothing found" for key in QUERIES
    }


@pytest.mark.parametrize(
    "queries",
    [{"q": {}}, {"q": {"query": 1}}, {"q": {"properties": []}}, {"q": {"query": "x", "type_strict": "x"}}],
)
def test_queries_that_the_schema_forbids_are_refused(queries: dict[str, Any]) -> None:
    assert not validator("reconciliation-query-batch").is_valid(queries)
    with pytest.raises(UsageError):
        read_batch(queries)


@pytest.mark.parametrize(
    ("what", "schema"),
    [
        ("entity", "suggest-entities-response"),
        ("type", "suggest-types-response"),
        ("property", "suggest-properties-response"),
    ],
)
@pytest.mark.parametrize("prefix", ["", "a", "ma", "xyzzy"])
def test_suggestions(what: What, schema: str, prefix: str) -> None:
    check(schema, suggest(real_names(), real_store(), what, prefix, 0))


@pytest.mark.parametrize("language", ["any", "he"])
def test_every_value_of_every_thing(language: str) -> None:
    index = real_names()
    properties = [{"id": entry.id, "settings": {"language": language}} for entry in index.properties.values()]
    query = {"ids": [entry.id for entry in index.entities.values()], "properties": properties[:100]}
    check("data-extension-query", query)
    check("data-extension-response", extend(real_store(), query))
    check("data-extension-response", extend(real_store(), {**query, "properties": properties[100:]}))


@pytest.mark.parametrize("type", ["State", "", "nothing"])
def test_proposed_properties(type: str) -> None:
    check("data-extension-property-proposal", propose_properties(real_names(), real_store(), type, 10))


def test_answers_from_a_graph_that_means_harm() -> None:
    store = store_of(HOSTILE)
    index = read_names(store)
    ids = [entry.id for entry in index.entities.values()]
    queries = {id: {"query": id} for id in ids}
    check("reconciliation-result-batch", reconcile(index, store, queries))
    check("suggest-entities-response", suggest(index, store, "entity", "", 0))
    check("suggest-types-response", suggest(index, store, "type", "", 0))
    properties = [{"id": entry.id} for entry in index.properties.values()]
    check("data-extension-response", extend(store, {"ids": ids, "properties": properties}))

"""The description of the server for programs."""

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from openapi_spec_validator import validate

from azkz_graph.ask.query_catalogue import query_names, saved_query
from azkz_graph.dataset.dataset_record import DatasetRecord
from azkz_graph.dataset.project import Project
from azkz_graph.server.openapi.openapi_document import SERVICES, openapi
from azkz_graph.server.openapi.parameter_examples import parameter_examples
from azkz_graph.server.openapi.parameter_schema import value_schemas
from azkz_graph.sparql.query_file import QueryFile
from azkz_graph.store.memory_store import project_store

RECORD = DatasetRecord(
    "https://example.org/dataset",
    "Two states",
    "What an article says.",
    "1.0.0",
    "2026-11-22",
    "https://creativecommons.org/licenses/by-sa/4.0/",
)
BASE = "https://example.org/azkz/"


@pytest.fixture(scope="module")
def queries(project: Project) -> Mapping[str, QueryFile]:
    return {name: saved_query(project.queries, name) for name in query_names(project.queries)}


@pytest.fixture(scope="module")
def document(project: Project, queries: Mapping[str, QueryFile]) -> dict[str, Any]:
    return openapi(RECORD, queries, BASE, parameter_examples(project_store(project), queries))


def operations(document: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    return ((path, operation) for path, item in document["paths"].items() for operation in item.values())


def test_it_is_valid(document: dict[str, Any]) -> None:
    validate(document)
    assert json.loads(json.dumps(document)) == document


def test_it_is_valid_without_queries_and_record() -> None:
    document = openapi(DatasetRecord("https://example.org/dataset"), {}, "/")
    validate(document)
    assert document["info"] == {"title": "https://example.org/dataset", "version": "0"}
    assert document["servers"] == [{"url": "/"}]


def test_what_it_describes(document: dict[str, Any]) -> None:
    assert document["openapi"].startswith("3.1.")
    assert document["info"] == {
        "title": "Two states",
        "description": "What an article says.",
        "version": "1.0.0",
        "license": {"name": "CC BY-SA 4.0", "url": "https://creativecommons.org/licenses/by-sa/4.0/"},
    }
    assert document["servers"] == [{"url": "https://example.org/azkz"}]


def test_every_query_has_its_paths(document: dict[str, Any], queries: Mapping[str, QueryFile]) -> None:
    assert queries
    for name, query in queries.items():
        answered = document["paths"][f"/query/{name}.{{format}}"]["get"]
        negotiated = document["paths"][f"/query/{name}"]["get"]
        for operation in (answered, negotiated):
            references = [each["$ref"] for each in operation["parameters"] if "$ref" in each]
            assert references == [f"#/components/parameters/{name}.{each}" for each in query.parameters]
            assert operation["summary"] == query.summary
            assert operation["tags"] == query.tags
        assert "303" in negotiated["responses"]
    texts = document["paths"]["/query/{name}.rq"]["get"]["parameters"][0]["schema"]["enum"]
    assert texts == list(queries)


def test_operations_are_told_apart(document: dict[str, Any]) -> None:
    counted = Counter(operation["operationId"] for _, operation in operations(document))
    assert counted.most_common(1)[0][1] == 1


def test_every_tag_is_told_and_used(document: dict[str, Any]) -> None:
    declared = {tag["name"]: tag["description"] for tag in document["tags"]}
    assert {tag for _, operation in operations(document) for tag in operation["tags"]} == declared.keys()
    assert declared["labels"] == "Names"
    assert list(declared)[-len(SERVICES) :] == list(SERVICES)


def test_parts_of_paths_are_parameters(document: dict[str, Any]) -> None:
    for path, operation in operations(document):
        named = {each["name"] for each in operation.get("parameters", []) if each.get("in") == "path"}
        assert {part.partition("}")[0] for part in path.split("{")[1:]} == named


def test_busy_servers_say_when_to_ask_again(document: dict[str, Any]) -> None:
    for path, operation in operations(document):
        assert "429" in operation["responses"], path
    for name in ("TooManyRequests", "Unavailable"):
        assert "Retry-After" in document["components"]["responses"][name]["headers"]


def test_every_component_is_used(document: dict[str, Any]) -> None:
    text = json.dumps(document)
    for kind, components in document["components"].items():
        for name in components:
            if name not in value_schemas():
                assert f'"#/components/{kind}/{name}"' in text

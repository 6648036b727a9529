"""The description of the server for programs."""

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from jsonschema_rs import Draft202012Validator
from openapi_spec_validator import validate
from pyoxigraph import RdfFormat, Store, parse

from azkz_graph.ask.query_catalogue import find_query, query_names
from azkz_graph.ask.result_media_types import GRAPHS, ROWS
from azkz_graph.ask.results import result
from azkz_graph.dataset.dataset_record import DatasetRecord
from azkz_graph.dataset.project import Project
from azkz_graph.routes.document_paths import LANGUAGES, MEDIA_TYPES, THING, document, page
from azkz_graph.server.answering.openapi_document import describe_paths, describe_server, read_document
from azkz_graph.server.answering.openapi_parameters import SCHEMAS, find_examples
from azkz_graph.server.workers.reply import problem
from azkz_graph.sparql.query_file import QueryFile
from azkz_graph.sparql.query_keywords import form
from azkz_graph.store.memory_store import project_store
from azkz_graph.vocabulary import BASE

RECORD = DatasetRecord(
    "https://example.org/dataset",
    "Two states",
    "What an article says.",
    "1.0.0",
    "2026-11-22",
    "https://creativecommons.org/licenses/by-sa/4.0/",
)
SERVER = "https://example.org/azkz/"
FILE = read_document()
PATHS = FILE["paths"]


@pytest.fixture(scope="module")
def queries(project: Project) -> Mapping[str, QueryFile]:
    return {name: find_query(project.queries, name) for name in query_names(project.queries)}


@pytest.fixture(scope="module")
def description(project: Project, queries: Mapping[str, QueryFile]) -> dict[str, Any]:
    return describe_server(RECORD, queries, SERVER, find_examples(project_store(project), queries))


def operations(description: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    return ((path, operation) for path, item in description["paths"].items() for operation in item.values())


def parameters(operation: Mapping[str, Any], description: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The parameters of an operation, those that it refers to among them."""
    components = description["components"]["parameters"]
    found = operation.get("parameters", [])
    return [components[each["$ref"].rpartition("/")[2]] if "$ref" in each else each for each in found]


def test_it_is_valid(description: dict[str, Any]) -> None:
    validate(description)
    assert json.loads(json.dumps(description)) == description


def test_the_file_is_valid_by_itself() -> None:
    validate(FILE)


def test_it_is_valid_without_queries_and_record() -> None:
    description = describe_server(DatasetRecord("https://example.org/dataset"), {}, "/")
    validate(description)
    assert description["info"] == {
        "title": "https://example.org/dataset",
        "version": "0",
        "contact": {"url": "https://example.org/dataset"},
    }
    assert not set(SCHEMAS.values()) & description["components"]["schemas"].keys()
    assert description["servers"] == [{"url": "/"}]


def test_what_it_describes(description: dict[str, Any]) -> None:
    assert description["openapi"].startswith("3.1.")
    assert description["info"] == {
        "title": "Two states",
        "description": "What an article says.",
        "version": "1.0.0",
        "contact": {"url": "https://example.org/dataset"},
        "license": {"name": "CC BY-SA 4.0", "url": "https://creativecommons.org/licenses/by-sa/4.0/"},
    }
    assert description["servers"] == [{"url": "https://example.org/azkz"}]


def test_every_query_has_its_paths(description: dict[str, Any], queries: Mapping[str, QueryFile]) -> None:
    assert queries
    for name, query in queries.items():
        own = f"/query/{name}.{'json' if form(query.text) in ('SELECT', 'ASK') else 'ttl'}"
        paths = (own, f"/query/{name}.{{format}}", f"/query/{name}")
        answered, _, negotiated = found = [description["paths"][path]["get"] for path in paths]
        assert answered["operationId"] == name
        for operation in found:
            references = [each["$ref"] for each in operation["parameters"] if "$ref" in each]
            assert references == [f"#/components/parameters/{name}.{each}" for each in query.parameters]
            assert operation["summary"] == query.summary
            assert operation["tags"] == query.tags
        assert "303" in negotiated["responses"]
    texts = description["paths"]["/query/{name}.rq"]["get"]["parameters"][0]["schema"]["enum"]
    assert texts == list(queries)


TURTLE = {"text/turtle": {"schema": {"type": "string"}}}


def rows_of(schema: str) -> dict[str, Any]:
    """The one type of an answer in JSON."""
    return {"application/sparql-results+json": {"schema": {"$ref": f"#/components/schemas/{schema}"}}}


HEADER = "#+ summary: Which?\n#+ description: Those.\n#+ tags: [trade]\n#+ row: A thing\n"


@pytest.mark.parametrize(
    ("text", "suffixes", "own", "content"),
    [
        ("SELECT * { ?s ?p ?o }", ["csv", "tsv", "xml", "html"], "json", rows_of("SelectedRows")),
        ("ASK { ?s ?p ?o }", ["csv", "tsv", "xml", "html"], "json", rows_of("AskedTruth")),
        ("CONSTRUCT WHERE { ?s ?p ?o }", ["nt", "html"], "ttl", TURTLE),
        ("DESCRIBE <urn:x>", ["nt", "html"], "ttl", TURTLE),
    ],
)
def test_formats_follow_the_form(text: str, suffixes: list[str], own: str, content: dict[str, Any]) -> None:
    paths = describe_paths(QueryFile(Path("q.rq"), HEADER + text), FILE["components"]["pathItems"])
    operation = paths["/query/q.{format}"]["get"]
    (suffix,) = operation["parameters"]
    assert suffix["schema"]["enum"] == suffixes
    answer = operation["responses"]["200"]
    assert answer["description"] == "The answer. A row: A thing."
    assert len(answer["content"]) == len(suffixes)
    typed = paths[f"/query/q.{own}"]["get"]["responses"]["200"]
    assert typed == {"description": "The answer. A row: A thing.", "content": content}
    # A client that is made from this takes the first of several types.
    assert content.items() <= paths["/query/q"]["get"]["responses"]["200"]["content"].items()
    assert next(iter(paths["/query/q"]["get"]["responses"]["200"]["content"])) in content


def test_what_a_query_asks_stands_at_all_its_paths() -> None:
    query = QueryFile(Path("q.rq"), f"{HEADER}ASK {{ VALUES ?x {{ 1 }} }}")
    paths = describe_paths(query, FILE["components"]["pathItems"])
    for path in paths.values():
        operation = path["get"]
        assert (operation["summary"], operation["description"], operation["tags"]) == (
            "Which?",
            "Those.",
            ["trade"],
        )
        assert {"$ref": "#/components/parameters/q.x"} in operation["parameters"]
    assert [path["get"]["operationId"] for path in paths.values()] == ["q", "q-as", "q-by-accept"]


def test_operations_are_told_apart(description: dict[str, Any]) -> None:
    counted = Counter(operation["operationId"] for _, operation in operations(description))
    assert counted.most_common(1)[0][1] == 1


def test_every_operation_says_what_it_is_for_and_succeeds_somehow(description: dict[str, Any]) -> None:
    for path, operation in operations(description):
        assert operation["summary"], path
        assert operation["description"], path
        assert "200" in operation["responses"], path
    assert description["security"] == []


def test_every_tag_is_told_and_used(description: dict[str, Any]) -> None:
    declared = {tag["name"]: tag["description"] for tag in description["tags"]}
    assert {tag for _, operation in operations(description) for tag in operation["tags"]} == declared.keys()
    assert declared["labels"] == "Names"
    assert description["tags"][-len(FILE["tags"]) :] == FILE["tags"]


def test_parts_of_paths_are_parameters(description: dict[str, Any]) -> None:
    for path, operation in operations(description):
        named = {each["name"] for each in parameters(operation, description) if each["in"] == "path"}
        assert {part.partition("}")[0] for part in path.split("{")[1:]} == named


def test_any_request_may_be_faulty_too_frequent_or_too_large(description: dict[str, Any]) -> None:
    for path, operation in operations(description):
        assert {"400", "429", "431", "503"} <= operation["responses"].keys(), path
    for name in ("TooManyRequests", "Unavailable"):
        assert "Retry-After" in description["components"]["responses"][name]["headers"]


def test_every_component_is_used(description: dict[str, Any]) -> None:
    text = json.dumps(description)
    for kind, components in description["components"].items():
        for name in components:
            assert f'"#/components/{kind}/{name}"' in text


DATA = '<urn:s> <urn:p> "שלום"@he, 1, _:b, <<( <urn:a> <urn:b> "c" )>> .'


def validator(name: str) -> Draft202012Validator:
    schemas = FILE["components"]["schemas"]
    return Draft202012Validator(
        {"$ref": f"#/components/schemas/{name}", "components": {"schemas": schemas}}, validate_formats=True
    )


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("SELECT * { ?s ?p ?o OPTIONAL { ?o ?p ?none } }", "SelectedRows"),
        ("SELECT * { ?s ?p <urn:nothing> }", "SelectedRows"),
        ("ASK { ?s ?p ?o }", "AskedTruth"),
    ],
)
def test_answers(query: str, name: str) -> None:
    store = Store()
    store.extend(parse(DATA, format=RdfFormat.TURTLE))
    told = json.loads(result(store.query(query), "json").content)
    assert validator(name).is_valid(told)
    assert validator("SparqlResults").is_valid(told)
    other = {"SelectedRows": "AskedTruth", "AskedTruth": "SelectedRows"}[name]
    assert not validator(other).is_valid(told)


@pytest.mark.parametrize("status", [400, 403, 404, 406, 410, 413, 415, 429, 431, 500, 503])
def test_problems(status: int) -> None:
    told = json.loads(problem(status, "this is wrong; mend it").content)
    assert validator("Problem").is_valid(told)
    assert not validator("Problem").is_valid({**told, "status": 200})


def test_the_endpoint_answers_in_every_syntax() -> None:
    for method, more in (("get", {"text/html"}), ("post", set())):
        answered = PATHS["/sparql"][method]["responses"]["200"]["content"].keys()
        assert answered == {*ROWS, *GRAPHS, *more}
    assert PATHS["/sparql"]["post"]["requestBody"]["content"].keys() == {
        "application/x-www-form-urlencoded",
        "application/sparql-query",
    }


def test_datasets_are_chosen_in_the_address_or_in_the_form() -> None:
    chosen = {"default-graph-uri", "named-graph-uri"}
    get, post = PATHS["/sparql"]["get"], PATHS["/sparql"]["post"]
    assert {each["name"] for each in parameters(get, FILE)} == {"query", *chosen}
    assert {each["name"] for each in parameters(post, FILE)} == chosen
    form = post["requestBody"]["content"]["application/x-www-form-urlencoded"]["schema"]
    assert form["properties"].keys() == {"query", *chosen}


@pytest.mark.parametrize(
    ("path", "more"),
    [
        ("/doc/{slug}.{suffix}", []),
        ("/doc/{article}/{passage}.{suffix}", ["trig"]),
        ("/doc/fact/{id}.{suffix}", []),
    ],
)
def test_documents_are_there_in_every_language_and_syntax(path: str, more: list[str]) -> None:
    operation = PATHS[path]["get"]
    suffix = next(each for each in parameters(operation, FILE) if each["name"] == "suffix")
    pages = [page("doc/baku", language).removeprefix("doc/baku.") for language in LANGUAGES]
    assert suffix["schema"]["enum"] == [*pages, *THING[1:], *more]
    types = {MEDIA_TYPES[each] for each in (*THING, *more)}
    assert operation["responses"]["200"]["content"].keys() == types


def pattern(path: str) -> re.Pattern[str]:
    """What a described path matches."""
    written = re.escape(path.removeprefix("/"))
    for each in parameters(PATHS[path]["get"], FILE):
        schema = each["schema"]
        wanted = schema["pattern"].strip("^$") if "pattern" in schema else "|".join(schema["enum"])
        written = written.replace(re.escape(f"{{{each['name']}}}"), f"(?:{wanted})")
    return re.compile(written)


@pytest.mark.parametrize(
    ("prefix", "named", "described"),
    [
        (
            "id/",
            ["/id/{slug}", "/id/{article}/{passage}"],
            ["/doc/{slug}.{suffix}", "/doc/{article}/{passage}.{suffix}"],
        ),
        ("fact/", ["/fact/{id}"], ["/doc/fact/{id}.{suffix}"]),
    ],
)
def test_every_thing_and_fact_is_described(
    prefix: str, named: list[str], described: list[str], project: Project
) -> None:
    found = project_store(project).query(
        f'SELECT DISTINCT ?s {{ ?s ?p ?o FILTER(STRSTARTS(STR(?s), "{BASE}{prefix}")) }}'
    )
    iris = [row["s"].value for row in found]  # type: ignore[union-attr]
    assert iris
    for iri in iris:
        assert any(pattern(path).fullmatch(iri.removeprefix(BASE)) for path in named)
        assert any(pattern(path).fullmatch(f"{document(iri)}.ttl") for path in described)

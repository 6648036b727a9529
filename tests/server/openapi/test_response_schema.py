"""Answers are what the description says."""

import json

import pytest
from jsonschema_rs import Draft202012Validator
from pyoxigraph import RdfFormat, Store, parse

from azkz_graph.ask.results import result
from azkz_graph.server.openapi.response_schema import PROBLEMS, SCHEMAS, content, problem_responses
from azkz_graph.server.workers.reply import problem

DATA = '<urn:s> <urn:p> "שלום"@he, 1, _:b, <<( <urn:a> <urn:b> "c" )>> .'


def validator(name: str) -> Draft202012Validator:
    return Draft202012Validator(
        {"$ref": f"#/components/schemas/{name}", "components": {"schemas": SCHEMAS}}, validate_formats=True
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


@pytest.mark.parametrize("status", PROBLEMS)
def test_problems(status: int) -> None:
    told = json.loads(problem(status, "this is wrong; mend it").content)
    assert validator("Problem").is_valid(told)
    assert not validator("Problem").is_valid({**told, "status": 200})
    assert set(problem_responses(status)) == {str(status), "400", "429", "431"}


def test_the_schema_of_a_media_type() -> None:
    assert content(["text/csv", "application/sparql-results+json"], "AskedTruth") == {
        "text/csv": {"schema": {"type": "string"}},
        "application/sparql-results+json": {"schema": {"$ref": "#/components/schemas/AskedTruth"}},
    }

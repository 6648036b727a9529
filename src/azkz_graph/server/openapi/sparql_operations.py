"""How an OpenAPI document describes the endpoint for questions in SPARQL.

Source: https://www.w3.org/TR/sparql11-protocol/, section 2.1.
"""

from collections.abc import Mapping
from typing import Any, Final

from azkz_graph.ask.result_media_types import GRAPHS, ROWS
from azkz_graph.routes.document_paths import MEDIA_TYPES
from azkz_graph.server.openapi.response_schema import content, problem_responses

JsonObject = dict[str, Any]

QUERY_TYPE: Final = MEDIA_TYPES["rq"]
FORM_TYPE: Final = "application/x-www-form-urlencoded"
IRIS: Final[JsonObject] = {"type": "array", "items": {"type": "string", "format": "iri"}}
DATASETS: Final[Mapping[str, str]] = {
    "default-graph-uri": "The graphs that together are asked as the default graph.",
    "named-graph-uri": "The graphs that GRAPH can name.",
}


def dataset_parameters() -> list[JsonObject]:
    """The parameters that choose the graphs to ask."""
    return [
        {
            "name": name,
            "in": "query",
            "description": meaning,
            "style": "form",
            "explode": True,
            "schema": IRIS,
        }
        for name, meaning in DATASETS.items()
    ]


def sparql_responses() -> JsonObject:
    """What a question in SPARQL is answered with."""
    meaning = "Rows or a truth value, or, of CONSTRUCT and DESCRIBE, a graph; the type is chosen by Accept."
    return {
        "200": {"description": meaning, "content": content([*ROWS, *GRAPHS])},
        **problem_responses(403, 406, 413, 503),
    }


def sparql_get() -> JsonObject:
    """A question in the address."""
    query = {
        "name": "query",
        "in": "query",
        "description": "A query in SPARQL 1.1. Left out, the endpoint describes itself.",
        "schema": {"type": "string", "minLength": 1},
        "example": "SELECT * { ?s ?p ?o } LIMIT 10",
    }
    responses = sparql_responses()
    responses["200"]["content"].update(content([MEDIA_TYPES["html"]]))
    return {
        "operationId": "sparql",
        "summary": "Ask in SPARQL",
        "description": "SPARQL 1.1 Protocol. Queries alone are answered: no updates, no SERVICE, no LOAD.",
        "externalDocs": {"url": "https://www.w3.org/TR/sparql11-protocol/"},
        "tags": ["sparql"],
        "parameters": [query, *dataset_parameters()],
        "responses": responses,
    }


def sparql_post() -> JsonObject:
    """A question in the body, as a form or as it is."""
    form = {
        "type": "object",
        "required": ["query"],
        "properties": {"query": {"type": "string", "minLength": 1}, **dict.fromkeys(DATASETS, IRIS)},
    }
    return {
        "operationId": "sparql-post",
        "summary": "Ask in SPARQL, with a query of any length",
        "externalDocs": {"url": "https://www.w3.org/TR/sparql11-protocol/"},
        "tags": ["sparql"],
        "parameters": dataset_parameters(),
        "requestBody": {
            "required": True,
            "content": {FORM_TYPE: {"schema": form}, QUERY_TYPE: {"schema": {"type": "string"}}},
        },
        "responses": {**sparql_responses(), **problem_responses(415)},
    }

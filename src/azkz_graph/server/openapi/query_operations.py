"""A saved query in; how an OpenAPI document describes the addresses of its answer, out."""

from collections.abc import Mapping
from typing import Any, Final

from azkz_graph.routes.document_paths import MEDIA_TYPES
from azkz_graph.server.openapi.parameter_schema import references
from azkz_graph.server.openapi.response_schema import content, problem_responses, see_other
from azkz_graph.sparql.query_file import QueryFile
from azkz_graph.sparql.query_keywords import form

JsonObject = dict[str, Any]

ROW_TYPES: Final[Mapping[str, str]] = {
    "json": MEDIA_TYPES["json"],
    "csv": MEDIA_TYPES["csv"],
    "tsv": "text/tab-separated-values",
    "xml": "application/sparql-results+xml",
    "html": MEDIA_TYPES["html"],
}
"""The media type of each document of an answer of rows, by suffix."""

GRAPH_TYPES: Final[Mapping[str, str]] = {suffix: MEDIA_TYPES[suffix] for suffix in ("ttl", "nt", "html")}
"""The media type of each document of an answer that is a graph, by suffix."""

JSON_SCHEMAS: Final[Mapping[str, str]] = {"SELECT": "SelectedRows", "ASK": "AskedTruth"}
"""The schema of SPARQL's JSON for the answer to a query of a form."""


def answer_types(query: QueryFile) -> Mapping[str, str]:
    """The media types of the documents of a query's answer, by suffix."""
    return ROW_TYPES if form(query.text) in JSON_SCHEMAS else GRAPH_TYPES


def query_paths(query: QueryFile) -> JsonObject:
    """The paths of one query: of its documents, and of what leads to the one that is accepted."""
    return {
        f"/query/{query.name}.{{format}}": {"get": documents(query)},
        f"/query/{query.name}": {"get": negotiation(query)},
    }


def documents(query: QueryFile) -> JsonObject:
    """The operation that answers the query in a named format."""
    types = answer_types(query)
    row = query.header.get("row")
    meaning = f"The answer. A row: {row}." if row else "The answer."
    suffix = {
        "name": "format",
        "in": "path",
        "required": True,
        "description": "The format of the answer.",
        "schema": {"type": "string", "enum": list(types)},
        "example": next(iter(types)),
    }
    return {
        "operationId": query.name,
        **about(query),
        "parameters": [suffix, *references(query)],
        "responses": {
            "200": {
                "description": meaning,
                "content": content(types.values(), JSON_SCHEMAS.get(form(query.text), "SparqlResults")),
            },
            **problem_responses(404, 413, 503),
        },
    }


def negotiation(query: QueryFile) -> JsonObject:
    """The operation that leads to the document of the accepted type."""
    return {
        "operationId": f"{query.name}-by-accept",
        **about(query),
        "parameters": references(query),
        "responses": {
            **see_other("The document of the type that Accept asks for, with the same parameters."),
            **problem_responses(406, 503),
        },
    }


def about(query: QueryFile) -> JsonObject:
    """What the query asks."""
    return {"summary": query.summary, "description": query.description, "tags": query.tags}


def query_texts(names: list[str]) -> JsonObject:
    """The path of the queries' own texts."""
    name = {
        "name": "name",
        "in": "path",
        "required": True,
        "description": "The name of the query.",
        "schema": {"type": "string", "enum": names},
    }
    return {
        "/query/{name}.rq": {
            "get": {
                "operationId": "query-text",
                "summary": "The text of a saved query",
                "tags": ["queries"],
                "parameters": [name],
                "responses": {
                    "200": {
                        "description": "The query, with its documentation in its first lines.",
                        "content": content([MEDIA_TYPES["rq"]]),
                    },
                    **problem_responses(404, 503),
                },
            }
        }
    }

"""The media types of an answer in; how an OpenAPI document describes what a request is answered with, out.

Sources: https://spec.openapis.org/oas/v3.1.1, https://json-schema.org/draft/2020-12,
https://www.w3.org/TR/sparql11-results-json/ and RFC 9457.
"""

from collections.abc import Iterable, Mapping
from typing import Any, Final

from azkz_graph.server.workers.reply import PROBLEM

JsonObject = dict[str, Any]

SPARQL_JSON: Final = "application/sparql-results+json"
JSON_TYPES: Final[Mapping[str, str]] = {SPARQL_JSON: "SparqlResults", "application/ld+json": "JsonLd"}
"""The schema of each media type that is JSON."""

TERM: Final[JsonObject] = {
    "description": "An RDF term of an answer.",
    "type": "object",
    "required": ["type", "value"],
    "properties": {
        "type": {"type": "string", "enum": ["uri", "literal", "bnode", "triple"]},
        "value": {"description": "A text, or, of a triple, its three terms."},
        "xml:lang": {"type": "string", "description": "The language of a literal."},
        "datatype": {"type": "string", "description": "The IRI of a literal's datatype."},
    },
}

SELECTED: Final[JsonObject] = {
    "description": "The rows of a SELECT query.",
    "type": "object",
    "required": ["head", "results"],
    "properties": {
        "head": {
            "type": "object",
            "required": ["vars"],
            "properties": {"vars": {"type": "array", "items": {"type": "string"}}},
        },
        "results": {
            "type": "object",
            "required": ["bindings"],
            "properties": {
                "bindings": {
                    "type": "array",
                    "items": {
                        "type": "object",
                        "description": "A row: the term of each variable that is bound.",
                        "additionalProperties": {"$ref": "#/components/schemas/Term"},
                    },
                }
            },
        },
    },
}

ASKED: Final[JsonObject] = {
    "description": "The answer to an ASK query.",
    "type": "object",
    "required": ["head", "boolean"],
    "properties": {"head": {"type": "object"}, "boolean": {"type": "boolean"}},
}

PROBLEM_SCHEMA: Final[JsonObject] = {
    "description": "What is wrong with a request (RFC 9457).",
    "type": "object",
    "required": ["status", "title", "detail"],
    "properties": {
        "type": {"type": "string", "format": "uri-reference"},
        "status": {"type": "integer", "minimum": 400, "maximum": 599},
        "title": {"type": "string", "description": "The name of the status."},
        "detail": {"type": "string", "description": "A sentence on what is wrong, and how to mend it."},
        "instance": {"type": "string", "format": "uri-reference"},
    },
}

SCHEMAS: Final[JsonObject] = {
    "Term": TERM,
    "SelectedRows": SELECTED,
    "AskedTruth": ASKED,
    "SparqlResults": {
        "oneOf": [
            {"$ref": "#/components/schemas/SelectedRows"},
            {"$ref": "#/components/schemas/AskedTruth"},
        ]
    },
    "JsonLd": {"description": "A graph as JSON-LD 1.1.", "type": ["object", "array"]},
    "Problem": PROBLEM_SCHEMA,
}
"""The schemas of what is answered."""

RETRY: Final[JsonObject] = {
    "Retry-After": {"description": "After how many seconds to ask again.", "schema": {"type": "integer"}}
}
PROBLEMS: Final[Mapping[int, tuple[str, str]]] = {
    400: ("BadRequest", "The request is faulty; the detail says where, and how to mend it."),
    403: ("Forbidden", "Updates are refused: the data are read only."),
    404: ("NotFound", "There is nothing of that name."),
    406: ("NotAcceptable", "There is no document of an accepted type; the problem lists those there are."),
    410: ("Gone", "What had that name was withdrawn."),
    413: ("TooLarge", "The request, or the answer to it, is larger than may be."),
    415: ("UnsupportedMediaType", "The body is of a type that is not read."),
    429: ("TooManyRequests", "The client asks too often."),
    431: (
        "HeadTooLarge",
        "The address and the headers together are larger than may be; send them in a body.",
    ),
    503: ("Unavailable", "The answer took too long or too much memory, or too many questions are waiting."),
}
"""The name and the meaning of each status of a problem."""


def problem_components() -> JsonObject:
    """The response of each problem, by its name."""
    schema = {"schema": {"$ref": "#/components/schemas/Problem"}}
    return {
        name: {
            "description": meaning,
            # Who reads pages is told with a page that nothing is there, or what is wrong with a form.
            "content": {PROBLEM: schema, **(content(["text/html"]) if status in (400, 404) else {})},
            **({"headers": RETRY} if status in (429, 503) else {}),
        }
        for status, (name, meaning) in PROBLEMS.items()
    }


ALWAYS: Final = (400, 429, 431)
"""What any request may be answered with: it is no request of HTTP, too frequent, or too large."""


def problem_responses(*statuses: int) -> JsonObject:
    """The problems that an operation may be answered with, by status, those of any operation among them."""
    found = sorted({*statuses, *ALWAYS})
    return {str(status): {"$ref": f"#/components/responses/{PROBLEMS[status][0]}"} for status in found}


def content(media_types: Iterable[str], json_schema: str = "SparqlResults") -> JsonObject:
    """The schemas of an answer that is there in several media types; `json_schema` is that of SPARQL's JSON."""
    schemas = {**JSON_TYPES, SPARQL_JSON: json_schema}
    return {
        media_type: {
            "schema": {"$ref": f"#/components/schemas/{schemas[media_type]}"}
            if media_type in schemas
            else {"type": "string"}
        }
        for media_type in media_types
    }


def see_other(meaning: str) -> JsonObject:
    """The response that leads elsewhere."""
    location = {
        "description": "The address of the document.",
        "schema": {"type": "string", "format": "uri-reference"},
    }
    return {"303": {"description": meaning, "headers": {"Location": location}}}

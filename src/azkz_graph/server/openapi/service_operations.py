"""How an OpenAPI document describes the addresses that do not depend on the saved queries."""

from typing import Any, Final

from azkz_graph.routes.document_paths import LANGUAGES, MEDIA_TYPES, THING
from azkz_graph.server.openapi.response_schema import content, problem_responses, see_other
from azkz_graph.server.openapi.sparql_operations import FORM_TYPE, sparql_get, sparql_post

JsonObject = dict[str, Any]

SEGMENT: Final = "[A-Za-z0-9_-]+"
FACT_ID: Final = "[a-z2-7]{16}"
SUFFIXES: Final = (
    *("html" if language == LANGUAGES[0] else f"{language}.html" for language in LANGUAGES),
    *THING[1:],
)
"""The documents of a thing, the pages in every language among them."""


def service_paths() -> JsonObject:
    """The paths for questions in SPARQL, things, facts, reconciliation and the server itself."""
    return {
        "/sparql": {"get": sparql_get(), "post": sparql_post()},
        "/id/{slug}": {"get": leading("thing", "A thing", [path_parameter("slug", SEGMENT)])},
        "/id/{article}/{passage}": {"get": leading("passage", "A passage of an article", passage())},
        "/fact/{id}": {"get": leading("fact", "A fact", [path_parameter("id", FACT_ID)])},
        "/doc/{slug}.{suffix}": {
            "get": document("thing", "What is said of a thing", [path_parameter("slug", SEGMENT)])
        },
        "/doc/{article}/{passage}.{suffix}": {
            "get": document("passage", "What a passage states", passage(), "trig", "nq")
        },
        "/doc/fact/{id}.{suffix}": {
            "get": document("fact", "A fact and what it rests on", [path_parameter("id", FACT_ID)])
        },
        "/reconcile": {"get": reconciling("get"), "post": reconciling("post")},
        "/health": {"get": health()},
        "/metrics": {"get": told("metrics", "What the server did, for Prometheus", "text/plain")},
        "/openapi.json": {"get": told("openapi", "This description", "application/json")},
    }


def path_parameter(name: str, pattern: str) -> JsonObject:
    """A part of a path."""
    return {
        "name": name,
        "in": "path",
        "required": True,
        "schema": {"type": "string", "pattern": f"^{pattern}$"},
    }


def passage() -> list[JsonObject]:
    """The two parts of a passage's name."""
    return [path_parameter("article", SEGMENT), path_parameter("passage", SEGMENT)]


def leading(name: str, summary: str, parameters: list[JsonObject]) -> JsonObject:
    """What leads from something that has an IRI to its document."""
    return {
        "operationId": name,
        "summary": summary,
        "tags": ["documents"],
        "parameters": parameters,
        "responses": {
            **see_other("The document of the type that Accept asks for; a page in Accept-Language."),
            **problem_responses(404, 406, 410, 503),
        },
    }


def document(name: str, summary: str, parameters: list[JsonObject], *more: str) -> JsonObject:
    """A document of something that has an IRI; `more` are suffixes beyond those of all things."""
    suffixes = [*SUFFIXES, *more]
    types = dict.fromkeys(MEDIA_TYPES[suffix.rpartition(".")[2]] for suffix in suffixes)
    suffix = {
        "name": "suffix",
        "in": "path",
        "required": True,
        "description": "The syntax of the document, and the language of a page.",
        "schema": {"type": "string", "enum": suffixes},
    }
    return {
        "operationId": f"{name}-document",
        "summary": summary,
        "tags": ["documents"],
        "parameters": [*parameters, suffix],
        "responses": {
            "200": {"description": "The document.", "content": content(types)},
            **problem_responses(404, 410, 503),
        },
    }


def reconciling(method: str) -> JsonObject:
    """The reconciliation service, of which its own specification says the rest."""
    queries = {"type": "string", "description": "A batch of queries, as JSON."}
    body = {"content": {FORM_TYPE: {"schema": {"type": "object", "properties": {"queries": queries}}}}}
    return {
        "operationId": "reconcile" if method == "get" else "reconcile-post",
        "summary": "Match names to things",
        "externalDocs": {
            "url": "https://www.w3.org/community/reports/reconciliation/CG-FINAL-specs-0.2-20230410/"
        },
        "tags": ["reconciliation"],
        **(
            {"parameters": [{"name": "queries", "in": "query", "schema": queries}]}
            if method == "get"
            else {"requestBody": body}
        ),
        "responses": {
            "200": {
                "description": "The candidates for each query; without queries, what the service can do.",
                "content": {"application/json": {"schema": {"type": "object"}}},
            },
            **problem_responses(413, 503),
        },
    }


def health() -> JsonObject:
    """Whether the server answers; while the data are being read, it says so with the status of a problem."""
    said = {
        "type": "object",
        "required": ["status"],
        "properties": {"status": {"type": "string", "enum": ["ok", "starting"]}},
    }
    starting = {
        "description": "The data are still being read.",
        "content": {"application/json": {"schema": said}},
    }
    found = told("health", "Whether the server answers", "application/json")
    found["responses"]["200"]["content"]["application/json"]["schema"] = said
    return {**found, "responses": {**found["responses"], "503": starting}}


def told(name: str, summary: str, media_type: str) -> JsonObject:
    """What the server tells of itself."""
    schema = {"type": "object"} if media_type == "application/json" else {"type": "string"}
    return {
        "operationId": name,
        "summary": summary,
        "tags": ["server"],
        "responses": {
            "200": {"description": f"{summary}.", "content": {media_type: {"schema": schema}}},
            **problem_responses(503),
        },
    }

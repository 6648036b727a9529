"""The record of a dataset and its saved queries in; the OpenAPI document that describes their server, out.

Source: https://spec.openapis.org/oas/v3.1.1.
"""

import re
from collections.abc import Mapping
from typing import Any, Final

from azkz_graph.dataset.dataset_record import DatasetRecord
from azkz_graph.server.openapi.parameter_schema import parameter_components, value_schemas
from azkz_graph.server.openapi.query_operations import query_paths, query_texts
from azkz_graph.server.openapi.response_schema import SCHEMAS, problem_components
from azkz_graph.server.openapi.service_operations import service_paths
from azkz_graph.site.language.messages import messages
from azkz_graph.sparql.query_file import QueryFile

JsonObject = dict[str, Any]

SERVICES: Final[Mapping[str, str]] = {
    "queries": "The saved queries' own texts",
    "sparql": "Questions in SPARQL",
    "documents": "Things, facts and passages, and their documents",
    "reconciliation": "Names matched to things",
    "server": "The server itself",
}
"""What the tags of the operations beside the saved queries mean."""

NO_EXAMPLES: Final[Mapping[str, str]] = {}


def openapi(
    record: DatasetRecord,
    queries: Mapping[str, QueryFile],
    base: str,
    examples: Mapping[str, Mapping[str, str]] | None = None,
) -> JsonObject:
    """The document; `base` is the URL of the server, `queries` are the saved queries by name.

    `examples` are values for parameters that have no default, by query and parameter: see `parameter_examples`.
    """
    given = examples or {}
    parameters: JsonObject = {}
    paths: JsonObject = {}
    for name, query in queries.items():
        parameters.update(parameter_components(query, given.get(name, NO_EXAMPLES)))
        paths.update(query_paths(query))
    return {
        "openapi": "3.1.1",
        "info": information(record),
        "servers": [{"url": base.rstrip("/") or "/"}],
        "tags": tags(queries),
        "paths": {**paths, **(query_texts(list(queries)) if queries else {}), **service_paths()},
        "components": {
            "schemas": {**value_schemas(), **SCHEMAS},
            "parameters": parameters,
            "responses": problem_components(),
        },
    }


def information(record: DatasetRecord) -> JsonObject:
    """What the dataset says of itself; what it does not say is not made up."""
    said: JsonObject = {"title": record.title or record.iri, "version": record.version or "0"}
    if record.description:
        said["description"] = record.description
    if record.license:
        said["license"] = {"name": licence_name(record.license), "url": record.license}
    return said


def licence_name(iri: str) -> str:
    """What the licence is called, if its IRI tells.

    >>> licence_name("https://creativecommons.org/licenses/by-sa/4.0/")
    'CC BY-SA 4.0'
    """
    match = re.fullmatch(r"https?://creativecommons\.org/licenses/([a-z-]+)/([0-9.]+)/?", iri)
    return f"CC {match[1].upper()} {match[2]}" if match else iri


def tags(queries: Mapping[str, QueryFile]) -> list[JsonObject]:
    """The subjects of the queries, sorted, and then the services."""
    words = messages("en")
    subjects = sorted({tag for query in queries.values() for tag in query.tags} - SERVICES.keys())
    told = {**{tag: words.get(f"tag_{tag}", tag) for tag in subjects}, **SERVICES}
    return [{"name": name, "description": meaning} for name, meaning in told.items()]

"""OpenAPI document of a server: a file, with what depends on the data.

Source: https://spec.openapis.org/oas/v3.1.1.
"""

import re
from collections.abc import Mapping
from copy import deepcopy
from importlib.resources import files
from typing import Any, Final

from azkz_graph.dataset.dataset_record import DatasetRecord
from azkz_graph.server.answering.openapi_parameters import describe_parameters, drop_unused_types
from azkz_graph.site.language.messages import messages
from azkz_graph.sparql.query_file import QueryFile
from azkz_graph.sparql.query_keywords import form

JsonObject = dict[str, Any]

NO_EXAMPLES: Final[Mapping[str, str]] = {}


def describe_server(
    record: DatasetRecord,
    queries: Mapping[str, QueryFile],
    base: str,
    examples: Mapping[str, Mapping[str, str]] | None = None,
) -> JsonObject:
    """Return the document; `base` is the URL of the server, `queries` are the saved queries by name.

    `examples` are values for parameters that have no default, by query and parameter: see `find_examples`.
    """
    document = read_document()
    components = document["components"]
    items = components.pop("pathItems")
    paths: JsonObject = {}
    drop_unused_types(components["schemas"], queries)
    for name, query in queries.items():
        shown = (examples or {}).get(name, NO_EXAMPLES)
        components["parameters"] |= describe_parameters(query, components["schemas"], shown)
        paths |= describe_paths(query, items)
    if queries:
        document["paths"]["/query/{name}.rq"]["get"]["parameters"][0]["schema"]["enum"] = list(queries)
    return {
        **document,
        "info": describe_dataset(record),
        "servers": [{"url": base.rstrip("/") or "/"}],
        "tags": [*describe_subjects(queries, document["tags"]), *document["tags"]],
        "paths": {**paths, **document["paths"]},
    }


def read_document() -> JsonObject:
    """Return what is the same for all data; its `pathItems` are for `describe_paths`, and not served."""
    import yaml

    text = files("azkz_graph.server.answering").joinpath("openapi.yaml").read_text(encoding="utf-8")
    document: JsonObject = yaml.safe_load(text)
    return document


def describe_dataset(record: DatasetRecord) -> JsonObject:
    """Return what the dataset says of itself; what it does not say is not made up."""
    found: JsonObject = {
        "title": record.title or record.iri,
        "version": record.version or "0",
        # The page about the dataset names those who made it.
        "contact": {"url": record.iri},
    }
    if record.description:
        found["description"] = record.description
    if record.license:
        found["license"] = {"name": licence_name(record.license), "url": record.license}
    return found


def licence_name(iri: str) -> str:
    """Return what the licence is called, if its IRI tells.

    >>> licence_name("https://creativecommons.org/licenses/by-sa/4.0/")
    'CC BY-SA 4.0'
    """
    match = re.fullmatch(r"https?://creativecommons\.org/licenses/([a-z-]+)/([0-9.]+)/?", iri)
    return f"CC {match[1].upper()} {match[2]}" if match else iri


def describe_subjects(queries: Mapping[str, QueryFile], others: list[JsonObject]) -> list[JsonObject]:
    """Return the tags of the queries, sorted, without the `others`."""
    words = messages("en")
    subjects = {tag for query in queries.values() for tag in query.tags} - {tag["name"] for tag in others}
    return [{"name": tag, "description": words.get(f"tag_{tag}", tag)} for tag in sorted(subjects)]


def describe_paths(query: QueryFile, items: JsonObject) -> JsonObject:
    """Return the paths of one query: of its documents, and of what leads to the one that is accepted."""
    kind = form(query.text)
    found: JsonObject = {}
    for end, operation in OPERATIONS.items():
        # The names of components have no braces.
        key = kind + end.replace("{format}", "format")
        if key not in items:
            continue
        found[f"/query/{query.name}{end}"] = item = deepcopy(items[key])
        item["get"] |= {
            "operationId": query.name + operation,
            "summary": query.summary,
            "description": query.description,
            "tags": query.tags,
        }
        item["get"]["parameters"] += [
            {"$ref": f"#/components/parameters/{query.name}.{name}"} for name in query.parameters
        ]
        if end and (row := query.row):
            item["get"]["responses"]["200"]["description"] += f" A row: {row}."
    return found


OPERATIONS: Final[Mapping[str, str]] = {".json": "", ".ttl": "", ".{format}": "-as", "": "-by-accept"}
"""By the end of a query's path, what follows the query's name in the identifier of the operation."""

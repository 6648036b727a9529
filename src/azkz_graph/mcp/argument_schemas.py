"""JSON Schemas of the tools' arguments. Source: https://json-schema.org/draft/2020-12/."""

from collections.abc import Iterable, Mapping
from typing import Any, Final

from azkz_graph.mcp.saved_queries import parameters
from azkz_graph.routes.document_paths import LANGUAGES
from azkz_graph.sparql.query_file import QueryFile

LONGEST: Final = 10_000
"""How many characters a text of a client may have."""

LONGEST_RELATION: Final = 1_000
"""How many characters the name of a relation may have."""

Schema = Mapping[str, Any]


def text(description: str, **more: object) -> Schema:
    """Return the schema of a text that is not empty."""
    kept: dict[str, object] = {"minLength": 1, "maxLength": LONGEST, "pattern": r"\S"}
    return {"type": "string", "description": description, **kept, **more}


def number(description: str, default: int, most: int, least: int = 1) -> Schema:
    """Return the schema of a whole number."""
    bounds = {"minimum": least, "maximum": most, "default": default}
    return {"type": "integer", "description": description, **bounds}


NAME: Final = text(
    "A name in English, Hebrew, Azerbaijani, Kazakh or Russian, or a slug, prefixed name or IRI."
)
LANGUAGE: Final[Schema] = {
    "type": "string",
    "enum": list(LANGUAGES),
    "default": "en",
    "description": "The language of names in the answer, where there are any in it.",
}
OFFSET: Final = number("How many to leave out from the beginning, to see those after.", 0, 1_000_000, least=0)


def parameters_schema(queries: Iterable[QueryFile]) -> Schema:
    """Return the schema of all queries' parameters, each with its type and its queries."""
    having: dict[str, tuple[str, list[str]]] = {}
    for query in queries:
        for each in parameters(query):
            having.setdefault(each.name, (each.type, []))[1].append(query.name)
    single = [{"type": "string", "minLength": 1, "maxLength": LONGEST}, {"type": "integer"}]
    value = [*single, {"type": "array", "items": {"anyOf": single}, "minItems": 1, "maxItems": 20}]
    return {
        "type": "object",
        "description": "Values for the parameters that the query has; several values of one mean any of them. "
        "An entity or term is given by a name in any of five languages, a slug or an IRI.",
        "properties": {
            name: {"description": f"{type}, of {', '.join(holders)}", "anyOf": value}
            for name, (type, holders) in having.items()
        },
    }

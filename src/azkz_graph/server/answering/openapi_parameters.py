"""Parameters of saved queries in the OpenAPI document, with examples from the data."""

import re
from collections.abc import Mapping
from typing import Any, Final

from pyoxigraph import Literal, NamedNode, QuerySolutions, Store

from azkz_graph.ask.address_parameters import MOST_VALUES
from azkz_graph.ask.answers import answer
from azkz_graph.ask.parameters import declarations, value_type
from azkz_graph.sparql.query_file import QueryFile
from azkz_graph.vocabulary import PREFIXES, shorten

JsonObject = dict[str, Any]

SCHEMAS: Final[Mapping[str, str]] = {
    "entity": "Entity",
    "term": "VocabularyTerm",
    "text": "Text",
    "language": "LanguageTag",
    "year": "Year",
    "date": "Day",
    "integer": "WholeNumber",
}
"""The name of the schema of each type's values."""


def drop_unused_types(schemas: JsonObject, queries: Mapping[str, QueryFile]) -> None:
    """Remove the schemas of types that no parameter of the queries has."""
    used = {value_type(query, name) for query in queries.values() for name in query.parameters}
    for type, schema in SCHEMAS.items():
        if type not in used:
            del schemas[schema]


def describe_parameters(query: QueryFile, schemas: JsonObject, examples: Mapping[str, str]) -> JsonObject:
    """Return the query's parameters by the name of their component.

    `schemas` are those of the document by name, and `examples` values by parameter.
    """
    return {
        f"{query.name}.{name}": describe_parameter(query, name, schemas, examples.get(name))
        for name in query.parameters
    }


def describe_parameter(query: QueryFile, name: str, schemas: JsonObject, example: str | None) -> JsonObject:
    """Return one parameter: it may be repeated, so it is a list."""
    schema = SCHEMAS[value_type(query, name)]
    declared = declarations(query).get(name)
    description = str(declared.get("description", "")) if isinstance(declared, dict) else ""
    values = default_values(query, query.parameters[name])
    shown = next(filter(None, (example, *values, *schemas[schema].get("examples", []))), None)
    return {
        "name": name,
        "in": "query",
        "description": description or schemas[schema]["description"],
        "style": "form",
        "explode": True,
        "schema": {
            "type": "array",
            "items": {"$ref": f"#/components/schemas/{schema}"},
            "maxItems": MOST_VALUES,
            **({"default": values} if values else {}),
        },
        **({"example": [shown]} if shown else {}),
    }


def default_values(query: QueryFile, default: str) -> list[str]:
    """Return the default as one would give it: a thing by its prefixed name or IRI, a literal by its text.

    >>> from pathlib import Path
    >>> [default_values(QueryFile(Path("q.rq"), ""), text) for text in ('"he"', "id:baku", "UNDEF", "3 4")]
    [['he'], ['id:baku'], [], ['3', '4']]
    """
    prologue = " ".join(re.findall(r"(?im)^[ \t]*+PREFIX[ \t]++[^\s:]*+:[ \t]*+<[^<>\s]*+>", query.text))
    asked = f"{prologue} SELECT * {{ VALUES ?x {{ {default} }} }}"
    found = Store().query(asked, prefixes=dict(PREFIXES))
    assert isinstance(found, QuerySolutions)
    return [value_text(row["x"]) for row in found if row["x"] is not None]


def find_examples(store: Store, queries: Mapping[str, QueryFile]) -> dict[str, dict[str, str]]:
    """Return, by query and parameter, a value for each parameter that has no default, if the answer shows one.

    It is what the first row that has anything in that place has there.
    """
    found = {name: find_values(store, query) for name, query in queries.items()}
    return {name: values for name, values in found.items() if values}


def find_values(store: Store, query: QueryFile) -> dict[str, str]:
    """Return such values for one query."""
    wanted = [name for name, default in query.parameters.items() if default.upper() == "UNDEF"]
    if not wanted:
        return {}
    rows = answer(store, query.text, source=query.name)
    if not isinstance(rows, QuerySolutions):
        return {}
    shown = [name for name in wanted if name in {variable.value for variable in rows.variables}]
    values: dict[str, str] = {}
    for row in rows:
        for name in shown:
            if row[name] is not None:
                values.setdefault(name, value_text(row[name]))
        if len(values) == len(shown):
            break
    return values


def value_text(term: object) -> str:
    """Return a term as one would give it."""
    if isinstance(term, NamedNode):
        return shorten(term.value).strip("<>")
    return term.value if isinstance(term, Literal) else str(term)

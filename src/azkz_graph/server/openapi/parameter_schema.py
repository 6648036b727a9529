"""A saved query in; how an OpenAPI document describes its parameters, out.

What the schemas admit is what `azkz_graph.ask.parameters` makes terms of, and what `address_parameters` lets pass;
of names of things the data alone can tell.
"""

import re
from collections.abc import Mapping
from typing import Any, Final

from pyoxigraph import Literal, NamedNode, QuerySolutions, Store

from azkz_graph.ask.address_parameters import LONGEST_VALUE, MOST_VALUES
from azkz_graph.ask.parameters import PATTERNS, declarations, value_type
from azkz_graph.sparql.query_file import QueryFile
from azkz_graph.vocabulary import PREFIXES, shorten

JsonObject = dict[str, Any]

PLAIN: Final = r"[^\u0000-\u001f\u007f-\u009f]*"
"""A text without control characters, as ECMAScript writes it."""

MEANINGS: Final[Mapping[str, tuple[str, str]]] = {
    "entity": ("Entity", "A thing: its slug, prefixed name, IRI, or any of its labels."),
    "term": ("VocabularyTerm", "A term of the vocabulary: its prefixed name, IRI, or any of its labels."),
    "text": ("Text", "A text."),
    "language": ("LanguageTag", "A language tag (RFC 5646)."),
    "year": ("Year", "A year in at least four digits."),
    "date": ("Day", "A day: year, month and day."),
    "integer": ("WholeNumber", "A whole number of up to 18 digits."),
}
"""The name of the schema of each type, and what a value is."""

EXAMPLES: Final[Mapping[str, str]] = {
    "language": "en",
    "year": "2016",
    "date": "1992-08-27",
    "integer": "10",
}
"""A value of each type that does not depend on the data."""


def value_schemas() -> JsonObject:
    """The schema of one value of each type, by its name; an empty value counts as none."""
    return {name: value_schema(type, meaning) for type, (name, meaning) in MEANINGS.items()}


def value_schema(type: str, meaning: str) -> JsonObject:
    """The schema of one value of a type."""
    said = {"type": "string", "description": meaning, "maxLength": LONGEST_VALUE}
    if type == "date":
        day = {"format": "date", "pattern": f"^{PATTERNS[type]}$"}
        return {**said, "anyOf": [day, {"maxLength": 0}]}
    return {**said, "pattern": f"^({PATTERNS[type]})?$" if type in PATTERNS else f"^{PLAIN}$"}


def parameter_components(query: QueryFile, examples: Mapping[str, str]) -> JsonObject:
    """The query's parameters by the name of their component; `examples` are values by parameter."""
    return {component(query, name): parameter(query, name, examples.get(name)) for name in query.parameters}


def component(query: QueryFile, name: str) -> str:
    """What the component of a parameter is called."""
    return f"{query.name}.{name}"


def references(query: QueryFile) -> list[JsonObject]:
    """The query's parameters, as an operation names them."""
    return [{"$ref": f"#/components/parameters/{component(query, name)}"} for name in query.parameters]


def parameter(query: QueryFile, name: str, example: str | None) -> JsonObject:
    """One parameter: it may be repeated, and is a list therefore."""
    type = value_type(query, name)
    declared = declarations(query).get(name)
    told = str(declared.get("description", "")) if isinstance(declared, dict) else ""
    values = default_values(query, query.parameters[name])
    shown = next(filter(None, (example, *values, EXAMPLES.get(type))), None)
    schema: JsonObject = {
        "type": "array",
        "items": {"$ref": f"#/components/schemas/{MEANINGS[type][0]}"},
        "maxItems": MOST_VALUES,
        **({"default": values} if values else {}),
    }
    return {
        "name": name,
        "in": "query",
        "description": told or MEANINGS[type][1],
        "style": "form",
        "explode": True,
        "schema": schema,
        **({"example": [shown]} if shown else {}),
    }


def default_values(query: QueryFile, default: str) -> list[str]:
    """The default as one would give it: a thing by its prefixed name or IRI, a literal by its text.

    >>> from pathlib import Path
    >>> [default_values(QueryFile(Path("q.rq"), ""), text) for text in ('"he"', "id:baku", "UNDEF", "3 4")]
    [['he'], ['id:baku'], [], ['3', '4']]
    """
    prologue = " ".join(re.findall(r"(?im)^[ \t]*+PREFIX[ \t]++[^\s:]*+:[ \t]*+<[^<>\s]*+>", query.text))
    asked = f"{prologue} SELECT * {{ VALUES ?x {{ {default} }} }}"
    found = Store().query(asked, prefixes=dict(PREFIXES))
    assert isinstance(found, QuerySolutions)
    return [value_text(row["x"]) for row in found if row["x"] is not None]


def value_text(term: object) -> str:
    """A term as one would give it."""
    if isinstance(term, NamedNode):
        return shorten(term.value).strip("<>")
    return term.value if isinstance(term, Literal) else str(term)

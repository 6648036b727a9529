"""Values that things have for properties, and the properties that things of a type have.

Source: https://reconciliation-api.github.io/specs/0.2/, "Data Extension Service".
"""

from collections import Counter
from dataclasses import dataclass
from typing import Any, Final

from pyoxigraph import Literal, NamedNode, Store

from azkz_graph.about.sheet import FOR_TOOLS
from azkz_graph.graph.facts import Term, nodes, triples
from azkz_graph.graph.node_description import object_key, terms
from azkz_graph.reconcile.client_json import require_array, require_count, require_object, require_string
from azkz_graph.reconcile.described_entity import read_entry
from azkz_graph.reconcile.extension_value import convert_value
from azkz_graph.reconcile.name_index import NameIndex
from azkz_graph.reconcile.reconciliation_identifiers import entity_iri, term_id, term_iri
from azkz_graph.text.language_range import takes_in
from azkz_graph.vocabulary import ID, TYPE

MOST_THINGS: Final = 1000
MOST_PROPERTIES: Final = 100

ANY: Final = "any"
"""The setting of a property that keeps texts in every language."""

RANGE: Final = terms("rdfs", "range")[0]


@dataclass(frozen=True)
class Column:
    """A property that a client wants the values of: its identifier as the client has it, and the texts' language."""

    id: str
    property: NamedNode | None
    language: str


def extend(store: Store, request: object) -> dict[str, Any]:
    """Answer a data extension query, given as the client's parsed JSON.

    Unknown things and properties have no values.

    Raises:
        UsageError: the query asks for too much, or is not of the protocol's form.
    """
    query = require_object(request, "extend")
    ids = [
        require_string(id, "an id") for id in require_array(query.get("ids"), "ids of extend", MOST_THINGS)
    ]
    asked = require_array(query.get("properties"), "properties of extend", MOST_PROPERTIES)
    columns = [read_column(property) for property in asked]
    return {
        "meta": [describe_column(store, column) for column in columns],
        "rows": {id: {column.id: read_cell(store, id, column) for column in columns} for id in ids},
    }


def read_column(property: object) -> Column:
    """Read which property is asked for, and in which language."""
    given = require_object(property, "a property of extend")
    id = require_string(given.get("id"), "id of a property")
    settings = require_object(given.get("settings") or {}, f"settings of {id[:40]!r}")
    language = require_string(settings.get("language") or ANY, f"language of {id[:40]!r}")
    return Column(id, term_iri(id), language.lower())


def describe_column(store: Store, column: Column) -> dict[str, Any]:
    """Return the property's identifier and name, and the type of its values if they are things of one type."""
    if column.property is None:
        return {"id": column.id, "name": column.id}
    name = read_entry(store, column.property, term_id(column.property)).name(column.language)
    kinds = [kind for kind in nodes(store, column.property, RANGE) if has_things(store, kind)]
    types = [{"id": term_id(kind), "name": read_entry(store, kind, term_id(kind)).name()} for kind in kinds]
    return {"id": column.id, "name": name, **({"type": types[0]} if len(types) == 1 else {})}


def has_things(store: Store, kind: NamedNode) -> bool:
    """Return whether any thing that can be matched is of the class."""
    return any(str(quad.subject).startswith(f"<{ID}") for quad in triples(store, None, TYPE, kind))


def read_cell(store: Store, id: str, column: Column) -> list[dict[str, Any]]:
    """Return the values that the thing has for the property, as the protocol writes them."""
    thing = entity_iri(id)
    if thing is None or column.property is None:
        return []
    found = (quad.object for quad in triples(store, thing, column.property))
    kept = [value for value in found if is_wanted(value, column.language)]
    return [convert_value(store, value, column.language) for value in sorted(kept, key=object_key)]


def is_wanted(value: Term, language: str) -> bool:
    """Return whether the value is in the language, or in none."""
    tag = value.language if isinstance(value, Literal) else None
    return language == ANY or tag is None or takes_in(language, tag)


def propose_properties(index: NameIndex, store: Store, type: str, limit: int) -> dict[str, Any]:
    """Return the properties that things of a type have, the most frequent first; an empty type means all things.

    Those that only annotation clients and spatial stores need are not among them.

    Raises:
        UsageError: the limit is below one.
    """
    kind = term_iri(require_string(type, "type"))
    used = Counter(
        property
        for thing, entry in index.entities.items()
        if not type or kind in index.kinds(entry)
        for property in {quad.predicate for quad in triples(store, thing)} - FOR_TOOLS
    )
    frequent = sorted(used, key=lambda property: (-used[property], property.value))
    entries = [index.properties[property] for property in frequent[: require_count(limit, "limit")]]
    return {
        "type": type,
        "limit": limit,
        "properties": [{"id": entry.id, "name": entry.name()} for entry in entries],
    }

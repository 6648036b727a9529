"""Reconciliation queries, as read from a client's parsed JSON.

Source: https://reconciliation-api.github.io/specs/0.2/, "Structure of a Reconciliation Query".
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from pyoxigraph import NamedNode

from azkz_graph.problem import UsageError
from azkz_graph.reconcile.client_json import require_array, require_count, require_object, require_string
from azkz_graph.reconcile.reconciliation_identifiers import entity_iri, term_iri

MOST_QUERIES: Final = 1000
"""The most queries of a batch."""

MOST_PARTS: Final = 100
"""The most types, properties and values of one query."""

MOST_CANDIDATES: Final = 100
CANDIDATES: Final = 10
"""How many candidates a query gets by default."""

Value = str | int | float | NamedNode | None
"""A value to compare with; None is a thing that cannot be ours."""


@dataclass(frozen=True)
class Condition:
    """A property, as the client wrote it and its IRI, and the values that it should have."""

    id: str
    property: NamedNode | None
    values: tuple[Value, ...]


@dataclass(frozen=True)
class Query:
    """One query; `strict` is how types bind: "any" or "all" of them, or as a preference ("should")."""

    text: str | None
    types: tuple[NamedNode | None, ...]
    strict: str
    limit: int
    conditions: tuple[Condition, ...]


def read_batch(queries: object) -> dict[str, Query]:
    """Read a batch of queries, by their keys.

    Raises:
        UsageError: there are too many, or one is not of the protocol's form.
    """
    batch = require_object(queries, "queries")
    if len(batch) > MOST_QUERIES:
        raise UsageError(f"queries has {len(batch)} queries; send at most {MOST_QUERIES} at once")
    return {key: read_query(query, f"the query {key[:40]!r}") for key, query in batch.items()}


def read_query(query: object, name: str) -> Query:
    """Read one query; `name` is what an error calls it."""
    given = {key: value for key, value in require_object(query, name).items() if value is not None}
    if "query" not in given and not given.get("properties"):
        raise UsageError(f"{name} asks for nothing; give it query, or properties")
    return Query(
        require_string(given["query"], f"query in {name}") if "query" in given else None,
        read_types(given.get("type", []), f"type in {name}"),
        read_strictness(given.get("type_strict", "any"), f"type_strict in {name}"),
        min(require_count(given.get("limit", CANDIDATES), f"limit in {name}"), MOST_CANDIDATES),
        read_conditions(given.get("properties", []), name),
    )


def read_types(value: object, what: str) -> tuple[NamedNode | None, ...]:
    """Read one type or several; each is an identifier, or an object that has one."""
    several = [value] if isinstance(value, str | dict) else require_array(value, what, MOST_PARTS)
    ids = (each.get("id") if isinstance(each, dict) else each for each in several)
    return tuple(term_iri(id) for each in ids if (id := require_string(each, what)).strip())


def read_strictness(value: object, what: str) -> str:
    """Read how types bind."""
    if value not in ("any", "all", "should"):
        raise UsageError(f"{what} is not one of any, all and should; choose one, or leave it out")
    return str(value)


def read_conditions(value: object, name: str) -> tuple[Condition, ...]:
    """Read the properties, each once with all the values given for it."""
    found: dict[str, Condition] = {}
    for sent in require_array(value, f"properties in {name}", MOST_PARTS):
        condition = read_condition(sent, f"a property in {name}")
        before = found.get(condition.id, Condition(condition.id, condition.property, ()))
        found[condition.id] = replace(condition, values=before.values + condition.values)
    return tuple(found.values())


def read_condition(condition: object, name: str) -> Condition:
    """Read a property with its values."""
    given: Mapping[str, Any] = require_object(condition, name)
    id = require_string(given.get("pid"), f"pid of {name}")
    several = given.get("v")
    values = require_array(several, f"v of {name}", MOST_PARTS) if isinstance(several, list) else [several]
    return Condition(id, term_iri(id), tuple(read_value(value, f"v of {name}") for value in values))


def read_value(value: object, what: str) -> Value:
    """Read a value: a text, a number, a boolean, or a thing by its identifier."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int | float):
        if isinstance(value, float) and not math.isfinite(value):
            raise UsageError(f"{what} is a number that is too large; send it as a string, or leave it out")
        return value
    if isinstance(value, dict):
        return entity_iri(require_string(value.get("id"), f"id in {what}"))
    return require_string(value, what)

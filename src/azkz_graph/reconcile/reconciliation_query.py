"""A batch of reconciliation queries, as parsed from a client's JSON, in; the queries out.

Source: https://reconciliation-api.github.io/specs/0.2/, "Structure of a Reconciliation Query".
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from pyoxigraph import NamedNode

from azkz_graph.problem import UsageError
from azkz_graph.reconcile.client_json import count, mapping, sequence, string
from azkz_graph.reconcile.reconciliation_identifiers import entity_iri, term_iri

MOST_QUERIES: Final = 1000
"""The most queries of a batch."""

MOST_PARTS: Final = 100
"""The most types, properties and values of one query."""

MOST_CANDIDATES: Final = 100
CANDIDATES: Final = 10
"""How many candidates a query has whose client does not say."""

Value = str | int | float | NamedNode | None
"""A value to compare with; a thing that is none of ours is None."""


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
    """The queries by their keys.

    Raises:
        UsageError: there are too many, or one is not of the protocol's form.
    """
    batch = mapping(queries, "queries")
    if len(batch) > MOST_QUERIES:
        raise UsageError(f"queries has {len(batch)} queries; send at most {MOST_QUERIES} at once")
    return {key: read_query(query, f"the query {key[:40]!r}") for key, query in batch.items()}


def read_query(query: object, name: str) -> Query:
    """The query; `name` is what an error calls it."""
    given = {key: value for key, value in mapping(query, name).items() if value is not None}
    if "query" not in given and not given.get("properties"):
        raise UsageError(f"{name} asks for nothing; give it query, or properties")
    return Query(
        string(given["query"], f"query in {name}") if "query" in given else None,
        read_types(given.get("type", []), f"type in {name}"),
        read_strictness(given.get("type_strict", "any"), f"type_strict in {name}"),
        min(count(given.get("limit", CANDIDATES), f"limit in {name}"), MOST_CANDIDATES),
        read_conditions(given.get("properties", []), name),
    )


def read_types(value: object, what: str) -> tuple[NamedNode | None, ...]:
    """One type or several; each is an identifier, or an object that has one."""
    several = [value] if isinstance(value, str | dict) else sequence(value, what, MOST_PARTS)
    ids = (each.get("id") if isinstance(each, dict) else each for each in several)
    return tuple(term_iri(id) for each in ids if (id := string(each, what)).strip())


def read_strictness(value: object, what: str) -> str:
    """How types bind."""
    if value not in ("any", "all", "should"):
        raise UsageError(f"{what} is none of any, all and should; choose one, or leave it out")
    return str(value)


def read_conditions(value: object, name: str) -> tuple[Condition, ...]:
    """The properties, each once with all the values that are given for it."""
    found: dict[str, Condition] = {}
    for sent in sequence(value, f"properties in {name}", MOST_PARTS):
        condition = read_condition(sent, f"a property in {name}")
        before = found.get(condition.id, Condition(condition.id, condition.property, ()))
        found[condition.id] = replace(condition, values=before.values + condition.values)
    return tuple(found.values())


def read_condition(condition: object, name: str) -> Condition:
    """A property with its values."""
    given: Mapping[str, Any] = mapping(condition, name)
    id = string(given.get("pid"), f"pid of {name}")
    several = given.get("v")
    values = sequence(several, f"v of {name}", MOST_PARTS) if isinstance(several, list) else [several]
    return Condition(id, term_iri(id), tuple(read_value(value, f"v of {name}") for value in values))


def read_value(value: object, what: str) -> Value:
    """A value: a text, a number, a boolean, or a thing by its identifier."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int | float):
        if isinstance(value, float) and not math.isfinite(value):
            raise UsageError(f"{what} is too large a number; send it as a string, or leave it out")
        return value
    if isinstance(value, dict):
        return entity_iri(string(value.get("id"), f"id in {what}"))
    return string(value, what)

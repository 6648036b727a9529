"""Things for search engines, as schema.org in JSON-LD."""

from collections.abc import Iterable, Mapping
from typing import Any

from pyoxigraph import Literal, NamedNode, Triple

from azkz_graph.vocabulary import PREFIXES, TYPE

SCHEMA = PREFIXES["schema"]


def by_subject(triples: Iterable[Triple]) -> Mapping[NamedNode, list[Triple]]:
    """Return the triples of each subject."""
    found: dict[NamedNode, list[Triple]] = {}
    for triple in triples:
        if isinstance(triple.subject, NamedNode):
            found.setdefault(triple.subject, []).append(triple)
    return found


def schema_org(node: NamedNode, said: Iterable[Triple], names: Iterable[Literal]) -> dict[str, Any]:
    """Return the thing with its names, and what `said`, triples in terms of schema.org, says of it."""
    values: dict[str, list[Any]] = {}
    for triple in said:
        if triple.predicate == TYPE and isinstance(triple.object, NamedNode):
            values.setdefault("@type", []).append(triple.object.value.removeprefix(SCHEMA))
        elif triple.predicate.value.startswith(SCHEMA):
            values.setdefault(triple.predicate.value.removeprefix(SCHEMA), []).append(value(triple.object))
    values.setdefault("@type", ["Thing"])
    values.setdefault("name", [value(name) for name in names])
    return {"@context": "https://schema.org", "@id": node.value, "url": node.value, **flat(values)}


def value(term: object) -> object:
    """Return a term as JSON-LD."""
    if isinstance(term, Literal):
        return {"@language": term.language, "@value": term.value} if term.language else term.value
    return {"@id": term.value} if isinstance(term, NamedNode) else str(term)


def flat(values: Mapping[str, list[Any]]) -> dict[str, Any]:
    """Return each value by itself where it is the only one, sorted."""
    return {
        key: found[0] if len(found) == 1 else sorted(found, key=str) for key, found in sorted(values.items())
    }

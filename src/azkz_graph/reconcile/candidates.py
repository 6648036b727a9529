"""Things that a reconciliation query may mean, each with its score and its features."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from pyoxigraph import NamedNode

from azkz_graph.graph.name_lookup import fold_name
from azkz_graph.graph.node_description import terms
from azkz_graph.reconcile.described_entity import Entry
from azkz_graph.reconcile.name_index import NameIndex
from azkz_graph.reconcile.name_matching import Likeness, find_likenesses
from azkz_graph.reconcile.property_agreement import Agreements
from azkz_graph.reconcile.reconciliation_query import Query

WEIGHT: Final = 0.4
"""How much a property counts beside the name."""

AGREED: Final = 0.99
"""How well a property agrees at least that does not speak against a thing: numbers are often rounded."""

OTHER_TYPE: Final = 0.6
"""How much a score counts if the query prefers another type."""

UNRESOLVED: Final = frozenset(terms("azkz", "UnresolvedPerson"))
"""The kinds of whom a text leaves undetermined: the family name alone never tells that they are meant."""


@dataclass(frozen=True)
class Candidate:
    """A thing that may be meant; `sure` if nothing that was asked speaks against it, `features` make its score."""

    entry: Entry
    language: str | None
    score: float
    sure: bool
    features: Mapping[str, float | bool]


def find_candidates(index: NameIndex, agreements: Agreements, query: Query) -> Iterator[Candidate]:
    """Yield the things that the query may mean, in no order."""
    met = {condition.id: agreements.of(condition) for condition in query.conditions}
    if query.text is None:
        named: Mapping[NamedNode, Likeness | None] = dict.fromkeys(
            thing for agreed in met.values() for thing, part in agreed.items() if part
        )
    else:
        named = find_likenesses(index, query.text)
    for thing, likeness in named.items():
        entry = index.entities[thing]
        fits = has_type(index, entry, query)
        if fits or query.strict == "should":
            parts = {f"property:{id}": agreed.get(thing, 0.0) for id, agreed in met.items()}
            yield score_candidate(entry, likeness, parts, query, fits)


def has_type(index: NameIndex, entry: Entry, query: Query) -> bool:
    """Return whether the thing has one of the query's types, or all if the query is that strict."""
    kinds = index.kinds(entry)
    fitting = [kind in kinds for kind in query.types]
    return all(fitting) if query.strict == "all" else any(fitting) or not fitting


def score_candidate(
    entry: Entry, likeness: Likeness | None, parts: Mapping[str, float], query: Query, fits: bool
) -> Candidate:
    """Score a thing by its name, and by each property as a part of one more name."""
    named = [likeness.score] if likeness else []
    weight = WEIGHT if likeness else 1.0
    score = (sum(named) + 100 * weight * sum(parts.values())) / (len(named) + weight * len(parts))
    exact = likeness is not None and likeness.exact and all(part >= AGREED for part in parts.values())
    features: dict[str, float | bool] = {"name": round(likeness.score, 1)} if likeness else {}
    if query.types:
        features["type"] = fits
    return Candidate(
        entry,
        likeness.language if likeness else None,
        round(score * (1 if fits else OTHER_TYPE), 1),
        exact and fits and is_determined(entry, query),
        {**features, **{id: round(part, 3) for id, part in parts.items()}},
    )


def is_determined(entry: Entry, query: Query) -> bool:
    """Return whether the name tells who is meant, or the query asks for persons whom it leaves open."""
    alternatives = {fold_name(name.value) for name in entry.alternatives}
    return (
        UNRESOLVED.isdisjoint(entry.types)
        or not UNRESOLVED.isdisjoint(query.types)
        or fold_name(query.text or "") not in alternatives
    )

"""Answers to batches of reconciliation queries.

Source: https://reconciliation-api.github.io/specs/0.2/, "Reconciliation Queries".
"""

from typing import Any

from pyoxigraph import Store

from azkz_graph.reconcile.candidates import Candidate, find_candidates
from azkz_graph.reconcile.described_entity import Entry
from azkz_graph.reconcile.name_index import NameIndex
from azkz_graph.reconcile.property_agreement import Agreements
from azkz_graph.reconcile.reconciliation_query import Query, read_batch


def reconcile(index: NameIndex, store: Store, queries: object) -> dict[str, Any]:
    """Answer a batch of queries, given as the client's parsed JSON.

    Raises:
        UsageError: there are too many queries, or one is not of the protocol's form.
    """
    agreements = Agreements(index, store)
    return {
        key: {"result": rank_candidates(index, agreements, query)}
        for key, query in read_batch(queries).items()
    }


def rank_candidates(index: NameIndex, agreements: Agreements, query: Query) -> list[dict[str, Any]]:
    """Return the candidates for a query, the likeliest first; one is a match if it alone is sure."""
    found = sorted(
        find_candidates(index, agreements, query), key=lambda each: (-each.score, each.entry.iri.value)
    )
    unambiguous = sum(each.sure for each in found) == 1
    language = found[0].language if found else None
    return [
        format_candidate(index, each, language, each.sure and unambiguous) for each in found[: query.limit]
    ]


def format_candidate(index: NameIndex, each: Candidate, language: str | None, match: bool) -> dict[str, Any]:
    """Format a candidate as the protocol has it, named in the language that the query seems to be in."""
    entry = each.entry
    return {
        "id": entry.id,
        "name": entry.name(language),
        **({"description": entry.description} if entry.description else {}),
        "type": format_types(index, entry),
        "score": each.score,
        "match": match,
        "features": [{"id": id, "value": value} for id, value in each.features.items()],
    }


def format_types(index: NameIndex, entry: Entry, language: str = "en") -> list[dict[str, str]]:
    """Format the classes of a thing as the protocol has them."""
    kinds = (index.types[kind] for kind in entry.types)
    return [{"id": kind.id, "name": kind.name(language)} for kind in kinds]

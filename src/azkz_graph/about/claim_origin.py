"""Origin of a claim: who holds the view, and the passages that report it."""

from dataclasses import dataclass

from pyoxigraph import NamedNode

from azkz_graph.graph.facts import Triples, facts_by, is_fact, nodes, read_fact
from azkz_graph.graph.labels import HEDGE, label
from azkz_graph.graph.passages import sort_key
from azkz_graph.vocabulary import CLAIM, CLAIMANT, SUBJECT, TYPE


@dataclass(frozen=True)
class ClaimOrigin:
    """Those who hold a view, and the passages that report it, in reading order."""

    holders: tuple[NamedNode, ...]
    passages: tuple[NamedNode, ...]


def claim_origin(store: Triples, claim: NamedNode) -> ClaimOrigin:
    """Return the origin of a claim, whose passages are those of all facts about it."""
    reporting = {passage for fact in facts_by(store, SUBJECT, claim) for passage in fact.passages}
    ordered = sorted(reporting, key=lambda passage: sort_key(store, passage))
    return ClaimOrigin(nodes(store, claim, CLAIMANT), tuple(ordered))


def described_claim(store: Triples, node: NamedNode) -> NamedNode | None:
    """Return the node if it is a claim; if it is a fact, the claim that is its subject or object; else None."""
    if CLAIM in nodes(store, node, TYPE):
        return node
    if not is_fact(store, node):
        return None
    triple = read_fact(store, node).triple
    parts = (part for part in (triple.subject, triple.object) if isinstance(part, NamedNode))
    return next((part for part in parts if CLAIM in nodes(store, part, TYPE)), None)


def holder_words(store: Triples, holder: NamedNode, language: str = "en") -> str:
    """Return the name of a holder, with the hedges of the article in brackets: many of them, say."""
    hedges = [label(store, hedge, language) for hedge in nodes(store, holder, HEDGE)]
    name = label(store, holder, language)
    return f"{name} ({', '.join(hedges)})" if hedges else name

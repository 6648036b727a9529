"""Views: what claims say of a thing, in words, and within which limits."""

from typing import Final

from pyoxigraph import NamedNode

from azkz_graph.graph.facts import Term, Triples, nodes, triples, values
from azkz_graph.graph.labels import HEDGE, predicate_words, statement_words, words
from azkz_graph.vocabulary import (
    CLAIM,
    CLAIM_OBJECT,
    CLAIM_PREDICATE,
    CLAIM_SUBJECT,
    CLAIMANT,
    DESCRIPTION,
    LABEL,
    TYPE,
)

PARTS: Final = (CLAIM_SUBJECT, CLAIM_PREDICATE, CLAIM_OBJECT)
NO_LIMITS: Final = frozenset({*PARTS, CLAIMANT, HEDGE, TYPE, LABEL, DESCRIPTION})
"""What is said of a claim elsewhere than among its limits."""


def is_claim(store: Triples, node: object) -> bool:
    """Return whether the node is a claim: a statement that is described and not asserted."""
    return isinstance(node, NamedNode) and any(triples(store, node, TYPE, CLAIM))


def claims_on(store: Triples, subject: Term) -> tuple[NamedNode, ...]:
    """Return the claims of which this is the subject, in the order of their IRIs."""
    found = {quad.subject for quad in triples(store, None, CLAIM_SUBJECT, subject)}
    return tuple(sorted((claim for claim in found if isinstance(claim, NamedNode)), key=str))


def claims_by_relation(store: Triples, subject: Term, predicate: NamedNode) -> tuple[NamedNode, ...]:
    """Return the claims of which these are the subject and the predicate."""
    return tuple(
        claim for claim in claims_on(store, subject) if predicate in nodes(store, claim, CLAIM_PREDICATE)
    )


def content(store: Triples, claim: NamedNode, language: str = "en") -> str:
    """Return what is claimed, in words; every part of a claim that has several."""
    subjects, predicates, objects = (values(store, claim, part) for part in PARTS)
    return "; ".join(
        statement_words(store, subject, predicate, object, language)
        for subject in subjects
        for predicate in predicates
        for object in objects
        if isinstance(predicate, NamedNode)
    )


def limits(store: Triples, claim: NamedNode, language: str = "en") -> list[tuple[str, str]]:
    """Return what limits or qualifies the claim: without it the claim would say something else.

    Each is what it is called, and its words.
    """
    said = (quad for quad in triples(store, claim) if quad.predicate not in NO_LIMITS)
    return sorted(
        (predicate_words(store, quad.predicate, language), words(store, quad.object, language))
        for quad in said
    )

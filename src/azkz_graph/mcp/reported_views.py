"""Views that the data report, each with those who hold it, never as facts."""

from collections.abc import Iterable
from typing import Final

from pyoxigraph import NamedNode

from azkz_graph.about.claim_origin import CLAIMANT, claim_origin
from azkz_graph.about.sheet import CLAIM
from azkz_graph.graph.facts import Term, Triples, nodes, triples, values
from azkz_graph.graph.labels import HEDGE, label, predicate_words, words
from azkz_graph.mcp.answer_records import View
from azkz_graph.mcp.shown_values import is_kind, put_into_words, value
from azkz_graph.vocabulary import DESCRIPTION, LABEL, OBJECT, PREDICATE, SUBJECT, TYPE

PARTS: Final = (SUBJECT, PREDICATE, OBJECT)
NO_LIMITS: Final = frozenset({*PARTS, CLAIMANT, HEDGE, TYPE, LABEL, DESCRIPTION})
"""What is said of a claim elsewhere than among its limits."""


def is_claim(store: Triples, node: object) -> bool:
    """Return whether the node is a claim: a statement that is described and not asserted."""
    return is_kind(store, node, CLAIM)


def view(store: Triples, claim: NamedNode, language: str = "en") -> View:
    """Return what the claim says, and whose it is."""
    origin = claim_origin(store, claim)
    hedges = [hedge for node in (claim, *origin.holders) for hedge in nodes(store, node, HEDGE)]
    return View(
        claim=claim.value,
        name=label(store, claim, language),
        claimants=tuple(value(store, each, language) for each in origin.holders),
        content=content(store, claim, language),
        hedges=tuple(label(store, hedge, language) for hedge in dict.fromkeys(hedges)),
        within=tuple(within(store, claim, language)),
        reported_in=tuple(each.value for each in origin.passages),
        asserted=False,
    )


def content(store: Triples, claim: NamedNode, language: str) -> str:
    """Return what is claimed, in words; every part of a claim that has several."""
    subjects, predicates, objects = (values(store, claim, part) for part in PARTS)
    return "; ".join(
        put_into_words(store, subject, predicate, object, language)
        for subject in subjects
        for predicate in predicates
        for object in objects
        if isinstance(predicate, NamedNode)
    )


def within(store: Triples, claim: NamedNode, language: str) -> list[str]:
    """Return what limits or qualifies the claim: without it the claim would say something else."""
    said = (quad for quad in triples(store, claim) if quad.predicate not in NO_LIMITS)
    return sorted(
        f"{predicate_words(store, quad.predicate, language)}: {words(store, quad.object, language)}"
        for quad in said
    )


def views_with(store: Triples, node: NamedNode) -> tuple[NamedNode, ...]:
    """Return the claims that the node makes, or of which it is the subject or the object.

    Itself if it is one.
    """
    found = {quad.subject for part in (*PARTS, CLAIMANT) for quad in triples(store, None, part, node)}
    return claims(store, {node, *found})


def views_saying(
    store: Triples, subject: Term, predicate: NamedNode, objects: Iterable[Term]
) -> tuple[NamedNode, ...]:
    """Return the claims of which these are the subject, the predicate and one of the objects."""
    wanted = set(objects)
    found = {quad.subject for quad in triples(store, None, SUBJECT, subject)}
    return tuple(
        claim
        for claim in claims(store, found)
        if predicate in nodes(store, claim, PREDICATE) and wanted.intersection(values(store, claim, OBJECT))
    )


def claims(store: Triples, found: Iterable[object]) -> tuple[NamedNode, ...]:
    """Return those of the nodes that are claims, in the order of their IRIs."""
    kept = (node for node in found if isinstance(node, NamedNode) and is_claim(store, node))
    return tuple(sorted(kept, key=str))

"""An index of names and what somebody calls a thing in; the things it may be, and how near each comes, out."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from pyoxigraph import NamedNode
from rapidfuzz import fuzz

from azkz_graph.graph.name_lookup import folded
from azkz_graph.reconcile.answer_language import answer_language
from azkz_graph.reconcile.foreign_identifiers import key
from azkz_graph.reconcile.name_index import Name, NameIndex
from azkz_graph.reconcile.reconciliation_identifiers import entity_iri
from azkz_graph.reconcile.spelling import spelled
from azkz_graph.reconcile.spelling_likeness import spelling_scores

EXACT: Final = 100.0
RELATED: Final = 90.0
"""The score of what an identifier is about without being the same thing."""


@dataclass(frozen=True)
class Likeness:
    """How near a thing comes, from 0 to 100, and whether by its very name or identifier.

    `language` is the one to name it in to who wrote the text.
    """

    score: float
    exact: bool
    language: str


def likenesses(index: NameIndex, text: str) -> dict[NamedNode, Likeness]:
    """The things that the text may mean, by their best name."""
    found: dict[NamedNode, Likeness] = {}
    for node, likeness in candidates(index, text):
        if node not in found or likeness.score > found[node].score:
            found[node] = likeness
    return found


def candidates(index: NameIndex, text: str) -> Iterator[tuple[NamedNode, Likeness]]:
    """The things that the text may mean, by each of their names that is like it, surer ones first."""
    for name in index.exact.get(folded(text), ()):
        yield name.node, Likeness(EXACT, True, answer_language(text, name.literal))
    yield from identified(index, text)
    for name, score in misspelled(index, text):
        yield name.node, Likeness(score, False, answer_language(text, name.literal))


def identified(index: NameIndex, text: str) -> Iterator[tuple[NamedNode, Likeness]]:
    """The things that the text is an identifier of, or that are related to what it identifies."""
    node = entity_iri(text)
    if node is not None and node in index.entities:
        yield node, Likeness(EXACT, True, answer_language(text))
    for same in sorted(index.identifiers.same.get(key(text), ()), key=str):
        yield same, Likeness(EXACT, True, answer_language(text))
    for related in sorted(index.identifiers.related.get(key(text), ()), key=str):
        yield related, Likeness(RELATED, False, answer_language(text))


def misspelled(index: NameIndex, text: str) -> list[tuple[Name, float]]:
    """The names that the text may be a misspelling or a part of; of equal ones, those in its own script first."""
    form, written = spelled(text), folded(text)
    if not form:
        return []
    found = [(index.names[place], score) for place, score in spelling_scores(index, form).items()]
    return sorted(found, key=lambda each: (-each[1], -fuzz.ratio(written, each[0].folded), str(each[0].node)))

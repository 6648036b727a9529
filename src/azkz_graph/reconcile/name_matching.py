"""Matching of a text with the names and identifiers of things."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from pyoxigraph import NamedNode
from rapidfuzz import fuzz, process

from azkz_graph.graph.name_lookup import fold_name
from azkz_graph.reconcile.answer_language import choose_language
from azkz_graph.reconcile.foreign_identifiers import make_key
from azkz_graph.reconcile.name_index import Name, NameIndex
from azkz_graph.reconcile.reconciliation_identifiers import entity_iri
from azkz_graph.reconcile.spelling import normalize_spelling

EXACT: Final = 100.0
RELATED: Final = 90.0
"""The score of what an identifier is about without being the same thing."""

RESPELLED: Final = 95.0
"""The score of a name that differs by marks, punctuation or script alone."""

TURNED: Final = 0.97
"""How much a likeness counts that ignores the order of words, which may tell two things apart."""

PARTLY: Final = 0.92
"""How much a likeness counts that mostly ignores the words that only one side has."""

LEAST_SHARE: Final = 40
"""The least likeness of the sorted words, of 100: a text that is a quarter of a name, and in it, reaches it."""

CUTOFF: Final = 60.0
"""The least score that is worth showing."""


@dataclass(frozen=True)
class Likeness:
    """How near a thing comes, from 0 to 100, and whether by its very name or identifier.

    `language` is the one in which to name it to the author of the text.
    """

    score: float
    exact: bool
    language: str


def find_likenesses(index: NameIndex, text: str) -> dict[NamedNode, Likeness]:
    """Return the things that the text may mean, each with the likeness of its best name."""
    found: dict[NamedNode, Likeness] = {}
    for node, likeness in find_matches(index, text):
        if node not in found or likeness.score > found[node].score:
            found[node] = likeness
    return found


def find_matches(index: NameIndex, text: str) -> Iterator[tuple[NamedNode, Likeness]]:
    """Yield the things that the text may mean, once for each name that is like it, exact ones first."""
    for name in index.exact.get(fold_name(text), ()):
        yield name.node, Likeness(EXACT, True, choose_language(text, name.literal))
    yield from match_identifiers(index, text)
    for name, score in match_spellings(index, text):
        yield name.node, Likeness(score, False, choose_language(text, name.literal))


def match_identifiers(index: NameIndex, text: str) -> Iterator[tuple[NamedNode, Likeness]]:
    """Yield the things that the text is an identifier of, then those related to what it identifies."""
    node = entity_iri(text)
    if node is not None and node in index.entities:
        yield node, Likeness(EXACT, True, choose_language(text))
    for same in sorted(index.identifiers.same.get(make_key(text), ()), key=str):
        yield same, Likeness(EXACT, True, choose_language(text))
    for related in sorted(index.identifiers.related.get(make_key(text), ()), key=str):
        yield related, Likeness(RELATED, False, choose_language(text))


def match_spellings(index: NameIndex, text: str) -> list[tuple[Name, float]]:
    """Return the names that the text may misspell or be a part of, the best first.

    Of names with equal scores, those in the text's own script come first.
    """
    form, written = normalize_spelling(text), fold_name(text)
    if not form:
        return []
    near = process.extract(
        form, index.spellings, scorer=fuzz.token_sort_ratio, score_cutoff=LEAST_SHARE, limit=None
    )
    found = [
        (index.names[place], score)
        for name, likeness, place in near
        if (score := score_spelling(form, name, likeness)) >= CUTOFF
    ]
    return sorted(found, key=lambda each: (-each[1], -fuzz.ratio(written, each[0].folded), str(each[0].node)))


def score_spelling(form: str, name: str, sorted_ratio: float) -> float:
    """Return how like a name a form is, from 0 to 95; `sorted_ratio` is the likeness of their sorted words.

    Words that only one side has weigh a third as much as those on both.
    """
    shared_ratio = fuzz.token_set_ratio(form, name)
    best = max(fuzz.ratio(form, name), TURNED * sorted_ratio, PARTLY * (sorted_ratio + 2 * shared_ratio) / 3)
    return RESPELLED * best / 100

"""The words of a name as somebody spelled it in; the words of known names that are meant by them out."""

from dataclasses import dataclass
from typing import Final

from rapidfuzz import fuzz, process

from azkz_graph.reconcile.name_index import NameIndex

WORD_CUTOFF: Final = 80.0
"""The least likeness of two words, of 100, for one to be a misspelling of the other."""

WORD_LENGTH: Final = 4
"""The shortest word that is corrected; shorter ones are too like each other."""

MOST_WORDS: Final = 12
"""The most words that are looked at one by one; a name has no more."""


@dataclass(frozen=True)
class Words:
    """The words of a form, corrected; single letters apart, for they are initials; how sure the corrections are."""

    long: frozenset[str]
    initials: frozenset[str]
    sureness: float


def corrected(index: NameIndex, form: str) -> Words:
    """The words of the form, each replaced by the word of a name that it comes nearest to."""
    words = form.split()
    if len(words) > MOST_WORDS:
        return Words(frozenset(words), frozenset(), 1)
    nearest = [correction(index, word) for word in words if len(word) > 1]
    sureness = min((likeness for _, likeness in nearest), default=1.0)
    return Words(
        frozenset(word for word, _ in nearest), frozenset(word for word in words if len(word) == 1), sureness
    )


def correction(index: NameIndex, word: str) -> tuple[str, float]:
    """The word of a name that the word comes nearest to, and how near from 0 to 1; the word itself if none is near."""
    if len(word) < WORD_LENGTH or word in index.words:
        return word, 1
    near = process.extractOne(word, index.word_list, scorer=fuzz.ratio, score_cutoff=WORD_CUTOFF)
    return (near[0], near[1] / 100) if near else (word, 1)

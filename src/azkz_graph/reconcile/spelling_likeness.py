"""An index of names and a spelled form in; how like it each name is out."""

from collections.abc import Iterator
from typing import Final

from rapidfuzz import fuzz, process

from azkz_graph.reconcile.name_index import Name, NameIndex
from azkz_graph.reconcile.word_correction import WORD_CUTOFF, Words, corrected

RESPELLED: Final = 95.0
"""The score of a name that differs by marks, punctuation or script alone."""

ALIKE: Final = 0.9
"""How much of the likeness of two spellings counts."""

TURNED: Final = 0.97
"""How much of a likeness counts that leaves out in which order words stand: that may tell two things apart."""

CUTOFF: Final = 72.0
"""The least likeness of two spellings, of 100, that is worth showing."""

SURE: Final = 90.0
"""The likeness from which two spellings are each other's although their words are not."""

OTHER_WORDS: Final = 0.8
"""How much of a likeness counts where either side has words that the other has not: these are two things."""

PARTLY: Final = 50.0
WHOLLY: Final = 100 * ALIKE * TURNED
"""The scores of names of which nearly nothing, and every word, was given."""

LEAST_PART: Final = 0.25
"""The least part of a name that has to be given for it to be meant."""

MOST_BEARERS: Final = 4
"""The most names that a word may be in for it to tell by itself which thing is meant."""


def spelling_scores(index: NameIndex, form: str) -> dict[int, float]:
    """The score, from 0 to 100, of each name that is like the form, by its place in the index."""
    given = frozenset(form.split())
    found: dict[int, float] = {}
    for scorer, certainty in ((fuzz.ratio, ALIKE), (fuzz.token_sort_ratio, ALIKE * TURNED)):
        for name, likeness, place in process.extract(
            form, index.spellings, scorer=scorer, score_cutoff=CUTOFF, limit=None
        ):
            apart = likeness < SURE and have_other_words(index.names[place].words, given)
            score = RESPELLED if name == form else likeness * certainty * (OTHER_WORDS if apart else 1)
            found[place] = max(score, found.get(place, 0))
    for place, score in shares(index, form, corrected(index, form)):
        found[place] = max(score, found.get(place, 0))
    return found


def have_other_words(these: frozenset[str], those: frozenset[str]) -> bool:
    """Whether each side has a word that is like none of the other's."""
    return has_other_word(these, those) and has_other_word(those, these)


def has_other_word(these: frozenset[str], those: frozenset[str]) -> bool:
    """Whether one of these words is like none of those."""
    return any(
        process.extractOne(word, those, scorer=fuzz.ratio, score_cutoff=WORD_CUTOFF) is None
        for word in these - those
    )


def shares(index: NameIndex, form: str, words: Words) -> Iterator[tuple[int, float]]:
    """The names that begin with the form, or have all its words, or whose words it has, or that share a rare one.

    With each stands its score, by how much of the longer text is shared.
    """
    rare = {word for word in words.long if index.words.get(word, MOST_BEARERS + 1) <= MOST_BEARERS}
    length = len(" ".join([*words.long, *words.initials]))
    for place, name in enumerate(index.names):
        shared = name.words & words.long
        if shared:
            whole = len(shared) in (len(name.words), len(words.long))
            part = len(" ".join([*shared, *fitting(name, words)])) / max(length, len(name.spelled))
            if whole or shared & rare:
                yield from scored(place, part, words.sureness * (1 if whole else ALIKE))
        elif name.spelled.startswith(form):
            yield from scored(place, len(form) / len(name.spelled), 1)


def scored(place: int, part: float, certainty: float) -> Iterator[tuple[int, float]]:
    """The score of a name of which that part was given, if it is enough."""
    if part >= LEAST_PART:
        yield place, (PARTLY + (WHOLLY - PARTLY) * part) * certainty


def fitting(name: Name, words: Words) -> list[str]:
    """The initials with which a word of the name begins that is not given."""
    return [letter for letter in words.initials if any(word[0] == letter for word in name.words - words.long)]

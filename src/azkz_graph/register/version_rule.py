"""Rule for versions: which number a release gets, by what has changed since the one before.

Source of major, minor and patch: https://semver.org. Here what may break is what others wrote down: an IRI.
"""

import re
from collections.abc import Iterable
from enum import IntEnum
from typing import Final

from azkz_graph.register.comparison import Alteration, Change
from azkz_graph.register.release_register import version_number


class Level(IntEnum):
    """The part of a version's number that a change raises."""

    NONE = 0
    PATCH = 1
    """Only words changed: labels, definitions, descriptions."""
    MINOR = 2
    """Facts, rules, queries or shapes changed, passages were cut in another way, or identifiers were added."""
    MAJOR = 3
    """An identifier was withdrawn or has another meaning; a fact does not count, for it is named by what it states."""


WORDS: Final = frozenset({Alteration.RELABELLED, Alteration.REWORDED, Alteration.ALTERED})
"""Changes that leave facts and identifiers as they are."""

PROGRAMS: Final = frozenset({"query", "rule", "shape"})
"""Kinds of identifiers whose text is a program: another text can give another answer."""


def level(changes: Iterable[Change]) -> Level:
    """Return the part of the number that the changes raise together."""
    return max(map(change_level, changes), default=Level.NONE)


def change_level(change: Change) -> Level:
    """Return the part of the number that one change raises."""
    if change.kind != "fact" and (change.alteration is Alteration.WITHDRAWN or changes_meaning(change)):
        return Level.MAJOR
    is_program = change.kind in PROGRAMS and change.alteration is Alteration.ALTERED
    return Level.PATCH if change.alteration in WORDS and not is_program else Level.MINOR


def changes_meaning(change: Change) -> bool:
    """Return whether what the identifier meant is no longer true of it, so that it must not keep its name.

    A class or a subject of a note that is added leaves the others true, and a parameter that is added to a query may
    be left out; every domain, range or parent of a term tells more of what its uses mean.
    """
    if change.alteration not in (Alteration.RECLASSIFIED, Alteration.REDEFINED):
        return False
    before, after = (set(re.findall(r"[^\s;]+", text)) for text in (change.before, change.after))
    return not before <= after or (change.kind == "term" and change.alteration is Alteration.REDEFINED)


def shares_no_word(change: Change) -> bool:
    """Return whether a label or definition gave way to one that has no word in common with it.

    >>> shares_no_word(Change("thing", Alteration.RELABELLED, "id:a", "Port of Baku@en", "Baku harbour@en"))
    False
    >>> shares_no_word(Change("thing", Alteration.RELABELLED, "id:a", "Baku@en", "Aktau@en"))
    True
    """
    if change.alteration not in (Alteration.RELABELLED, Alteration.REWORDED):
        return False
    before, after = (words(text, change.alteration) for text in (change.before, change.after))
    return bool(before and after) and not before & after


def words(text: str, alteration: Alteration) -> frozenset[str]:
    """Return the words of a label, without its language, or of a definition, without the shortest."""
    said = text.rpartition("@")[0] if alteration is Alteration.RELABELLED else text
    least = 1 if alteration is Alteration.RELABELLED else 4
    return frozenset(word for word in re.findall(r"\w+", said.casefold()) if len(word) >= least)


def following_version(version: str, raised: Level) -> str:
    """Return the version that follows another one.

    >>> following_version("1.4.2", Level.MINOR)
    '1.5.0'
    """
    major, minor, patch = version_number(version)
    numbers = {
        Level.NONE: (major, minor, patch),
        Level.PATCH: (major, minor, patch + 1),
        Level.MINOR: (major, minor + 1, 0),
        Level.MAJOR: (major + 1, 0, 0),
    }
    return ".".join(map(str, numbers[raised]))

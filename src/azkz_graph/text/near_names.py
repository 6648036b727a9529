"""Names that a misspelled name may stand for, by one measure for everything that has a name."""

import re
from collections.abc import Iterable
from typing import Final

LETTERS: Final = 4
"""How many letters of the longer name allow for one slip, which is a letter added, left out, changed or swapped."""

LONGEST: Final = 100
"""The most characters of a name that is compared: it takes time for each character."""


def near_names(name: str, known: Iterable[str], most: int = 4) -> list[str]:
    """Return at most so many of the known names that come close to `name`, the closest first.

    Upper and lower case are alike. Names with other digits are names of other things, and come close to none. A name
    that is too long comes close to none either.

    >>> near_names("kazahstan", ["uzbekistan", "kazakhstan", "pakistan"])
    ['kazakhstan']
    >>> near_names("trade-2016", ["trade-2017"])
    []
    """
    if len(name) > LONGEST:
        return []
    folded = name.casefold()
    found = []
    for each in dict.fromkeys(known):
        other = each.casefold()
        allowed = max(len(folded), len(other)) // LETTERS
        if abs(len(folded) - len(other)) <= allowed and digits(folded) == digits(other):
            slips = count_slips(folded, other, allowed)
            if slips <= allowed:
                found.append((slips, each))
    return [each for _, each in sorted(found, key=lambda pair: pair[0])[:most]]


def names_with_words(name: str, known: Iterable[str], most: int = 4) -> list[str]:
    """Return at most so many of the known names that have all the words of `name`, the shortest first.

    Words stand between spaces or hyphens.

    >>> names_with_words("nasimi-centre", ["Nasimi", "Imadaddin Nasimi cultural centre"])
    ['Imadaddin Nasimi cultural centre']
    """
    wanted = words(name)
    found = [each for each in dict.fromkeys(known) if wanted <= words(each)] if wanted else []
    return sorted(found, key=len)[:most]


def words(name: str) -> set[str]:
    """Return the words of a name, in one case."""
    return set(re.findall(r"[^\s-]+", name.casefold()))


def near_iri(iri: str, known: Iterable[str]) -> str | None:
    """Return the known IRI in the same namespace whose name comes closest; None if none comes close.

    >>> near_iri("http://a/b#citty", ["http://a/b#city", "http://a/citty"])
    'http://a/b#city'
    """
    space = iri[: max(iri.rfind("/"), iri.rfind("#")) + 1]
    names = (each.removeprefix(space) for each in known if each.startswith(space))
    near = near_names(iri.removeprefix(space), (name for name in names if not re.search("[/#]", name)), 1)
    return space + near[0] if near else None


def digits(text: str) -> list[str]:
    """Return the digits of a text."""
    return re.findall(r"\d", text)


def count_slips(one: str, other: str, allowed: int) -> int:
    """Return how many slips lie between two texts, or a number above `allowed` if it is more than that.

    This is the optimal string alignment distance.

    >>> [count_slips("tags", other, 4) for other in ("tags", "tgas", "tag", "taxes")]
    [0, 1, 1, 2]
    """
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one):
        last, before, row = before, row, [i + 1]
        for j, facing in enumerate(other):
            slips = min(before[j] + (letter != facing), before[j + 1] + 1, row[j] + 1)
            if i and j and letter == other[j - 1] and facing == one[i - 1]:
                slips = min(slips, last[j - 1] + 1)
            row.append(slips)
        if min(row) > allowed and min(before) > allowed:
            return allowed + 1
    return row[-1]

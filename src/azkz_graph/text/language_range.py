"""Language ranges: which tags a range takes in, and how close a tag comes to the language that a reader wants.

Source: https://www.rfc-editor.org/rfc/rfc4647.
"""

from collections.abc import Iterable
from functools import lru_cache

SECOND = "en"
"""The language that a reader gets where there is none of the wanted one."""


def takes_in(range: str, tag: str | None) -> bool:
    """Return whether the range takes in the tag, by basic filtering (section 3.3.1).

    >>> takes_in("en", "en-GB"), takes_in("EN-gb", "en-gb"), takes_in("en-GB", "en"), takes_in("e", "en")
    (True, True, False, False)
    """
    if not tag:
        return False
    wide, narrow = range.lower(), tag.lower()
    return wide in ("*", narrow) or narrow.startswith(f"{wide}-")


def range_of(tag: str | None, ranges: Iterable[str]) -> str | None:
    """Return the first of the ranges that takes in the tag; None if none does."""
    return next((range for range in ranges if takes_in(range, tag)), None)


@lru_cache(maxsize=4096)
def distance(tag: str | None, wanted: str) -> int:
    """Return how far a tag is from the wanted language: the closest first, then English, no language, any other.

    As in look-up (section 3.4) the wanted tag loses one subtag after the other; what begins with the rest counts too.

    >>> tags = ["ru", "kk-Latn", None, "en-GB", "kk", "en", "kk-Cyrl-KZ"]
    >>> sorted(tags, key=lambda tag: distance(tag, "kk-Cyrl"))
    ['kk-Cyrl-KZ', 'kk', 'kk-Latn', 'en', 'en-GB', None, 'ru']
    """
    subtags = wanted.split("-") if wanted != "*" else []
    ranges = [*("-".join(subtags[:length]) for length in range(len(subtags), 0, -1)), SECOND]
    for place, wide in enumerate(ranges):
        if takes_in(wide, tag):
            return 2 * place + (wide.lower() != str(tag).lower())
    return 2 * len(ranges) + (tag is not None)

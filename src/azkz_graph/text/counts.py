"""Counts in English sentences."""


def counted(number: int, singular: str, plural: str = "") -> str:
    """Return a number with the words behind it.

    >>> counted(1, "triple"), counted(1200, "triple"), counted(0, "query is", "queries are")
    ('1 triple', '1,200 triples', '0 queries are')
    """
    return f"{number:,} {words(number, singular, plural)}"


def words(number: int, singular: str, plural: str = "") -> str:
    """Return the words that stand behind a number, by default the singular with an s."""
    return singular if number == 1 else plural or f"{singular}s"

"""Text from the data on one line that cannot command a terminal."""

import unicodedata
from typing import Final

LONGEST: Final = 300
"""How much of another's words is shown, in characters."""


def printable(content: str) -> str:
    """Put the text on one line; what could turn or command a terminal, or is no character, is shown by its number.

    >>> printable("a" + chr(27) + "[2J" + chr(0x202E) + "b" + chr(0xFFFF))
    'a<U+001B>[2J<U+202E>b<U+FFFF>'
    """
    return "".join(
        f"<U+{ord(character):04X}>" if is_unprintable(character) else character
        for character in " ".join(content.split())
    )


def brief(words: str) -> str:
    """Make somebody else's words printable as `printable` does, and cut them where they are long.

    >>> len(brief("no " * 1000))
    301
    """
    # What is cut before it is made printable costs nothing, however long it is.
    text = printable(words[: 8 * LONGEST])
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"


def is_unprintable(character: str) -> bool:
    """Return whether it is a control, half a character or one that XML lacks, or turns what follows it."""
    return (
        unicodedata.category(character) in ("Cc", "Cs")
        or character in "\u202a\u202b\u202d\u202e\u2066\u2067\u2068\ufffe\uffff"
    )

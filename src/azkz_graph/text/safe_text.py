"""Text from the data on one line that cannot command a terminal."""

import unicodedata
from typing import Final

LONGEST: Final = 300
"""How much of another's words is shown, in characters."""


def printable(content: str) -> str:
    """Put the text on one line, with characters that could turn or command a terminal shown by their number.

    >>> printable("a" + chr(27) + "[2J" + chr(0x202E) + "b")
    'a<U+001B>[2J<U+202E>b'
    """
    return "".join(
        f"<U+{ord(character):04X}>" if is_control(character) else character
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


def is_control(character: str) -> bool:
    """Return whether it is a control character, or changes the direction of what follows it."""
    return (
        unicodedata.category(character) == "Cc" or character in "\u202a\u202b\u202d\u202e\u2066\u2067\u2068"
    )

"""A text from the data in; the same on one line, with nothing in it that could command a terminal, out."""

import unicodedata
from typing import Final

LONGEST: Final = 300
"""How much of another's words is shown, in characters."""


def printable(content: str) -> str:
    """The text on one line, with characters that could turn or command a terminal shown by their number.

    >>> printable("a" + chr(27) + "[2J" + chr(0x202E) + "b")
    'a<U+001B>[2J<U+202E>b'
    """
    return "".join(
        f"<U+{ord(character):04X}>" if is_control(character) else character
        for character in " ".join(content.split())
    )


def brief(words: str) -> str:
    """Return another's words as `printable` does, the end left off where they are many.

    >>> len(brief("no " * 1000))
    301
    """
    # What is cut before it is made printable costs nothing, however long it is.
    text = printable(words[: 8 * LONGEST])
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"


def is_control(character: str) -> bool:
    """Whether it is a control character, or turns the direction of what follows it."""
    return (
        unicodedata.category(character) == "Cc" or character in "\u202a\u202b\u202d\u202e\u2066\u2067\u2068"
    )

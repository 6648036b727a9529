"""A text from the data in; the same on one line, with nothing in it that could command a terminal, out."""

import unicodedata


def printable(content: str) -> str:
    """The text on one line, with characters that could turn or command a terminal shown by their number.

    >>> printable("a" + chr(27) + "[2J" + chr(0x202E) + "b")
    'a<U+001B>[2J<U+202E>b'
    """
    return "".join(
        f"<U+{ord(character):04X}>" if is_control(character) else character
        for character in " ".join(content.split())
    )


def is_control(character: str) -> bool:
    """Whether it is a control character, or turns the direction of what follows it."""
    return (
        unicodedata.category(character) == "Cc" or character in "\u202a\u202b\u202d\u202e\u2066\u2067\u2068"
    )

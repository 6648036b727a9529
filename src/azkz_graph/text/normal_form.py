"""Normal forms of Unicode, in time that grows linearly with the text."""

import unicodedata
from typing import Final, Literal

Form = Literal["NFC", "NFD", "NFKC", "NFKD"]

MOST: Final = 64
"""No text has so many combining marks on one letter. Source: https://www.unicode.org/reports/tr15/#Stream_Safe_Text_Format."""

SHORT: Final = 512
"""A text that is no longer is normalized as it is."""

MADE_OF_MARKS: Final = "\u0f73\u0f75\u0f81"
"""Characters that are no marks, and are made of nothing but marks."""


def normalize(form: Form, text: str) -> str:
    """Convert a text to a normal form; runs of more than `MOST` marks are converted in pieces of that length.

    Python puts the marks of one letter in order one by one, each past those before it, so that ten thousand would
    take a second.

    >>> normalize("NFC", "e" + chr(0x301)) == chr(0xE9)
    True
    """
    if len(text) <= SHORT:
        return unicodedata.normalize(form, text)
    if unicodedata.is_normalized(form, text):
        return text
    return "".join(unicodedata.normalize(form, piece) for piece in pieces(text))


def pieces(text: str) -> list[str]:
    """Cut a text wherever `MOST` marks follow each other."""
    cuts, marks = [0], 0
    for place, character in enumerate(text):
        marks = marks + 1 if unicodedata.combining(character) or character in MADE_OF_MARKS else 0
        if marks == MOST:
            cuts.append(place + 1)
            marks = 0
    return [text[start:end] for start, end in zip(cuts, [*cuts[1:], len(text)], strict=True)]

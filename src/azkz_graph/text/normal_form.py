"""Normal forms of Unicode, in time that grows linearly with the text."""

import re
import unicodedata
from typing import Final, Literal

Form = Literal["NFC", "NFD", "NFKC", "NFKD"]

MOST: Final = 64
"""No text has so many combining marks on one letter. Source: https://www.unicode.org/reports/tr15/#Stream_Safe_Text_Format."""

SHORT: Final = 512
"""A text that is no longer is normalized as it is."""

MADE_OF_MARKS: Final = "\u0f73\u0f75\u0f81"
"""Characters that are no marks, and are made of nothing but marks."""

INVISIBLE: Final = re.compile(
    r"[\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164"
    r"\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufff8\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
"""Soft hyphens, zero-width spaces and joiners, marks of direction, and whatever else nobody sees.

Source: https://www.unicode.org/reports/tr44/#Default_Ignorable_Code_Point.
"""


def visible(text: str) -> str:
    """Return the text without what nobody sees, which copied names bring along.

    >>> visible("Kazakh" + chr(0xAD) + "stan" + chr(0x200F))
    'Kazakhstan'
    """
    return INVISIBLE.sub("", text)


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

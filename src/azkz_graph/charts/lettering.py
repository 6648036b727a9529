"""Widths of texts, and texts cut or broken to fit.

Nothing knows the reader's font, so widths are those of a wide one (DejaVu Sans): a text may be narrower, not wider.
"""

import re
import unicodedata
from typing import Final

NARROW: Final = frozenset(" .,:;'’|!()[]/iIjltfr-·ıіІјו'ן ")
WIDE: Final = frozenset("mwMWOQ%@—…≈→ЖШЩЮФжшщюфмМəƏDGНUA")
SIZE: Final = 13.0
"""The size of letters in pixels that labels have; `charts.css` sets the same."""

SMALL: Final = 11.0
"""The size of the quieter ones."""

HARMFUL: Final = re.compile(
    r"[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066\u2067\ud800-\udfff\ufffe\uffff]+"
)
"""Characters that turn the text around them, and such as are no characters of a text.

Sources: Unicode Standard Annex 9, section 2; https://www.w3.org/TR/xml/#charsets.
"""

ISOLATES: Final = "\u2068\u2069"
"""What begins and ends a part whose direction is its own."""

NO_ISOLATES: Final = dict.fromkeys(map(ord, ISOLATES))


def neutral(text: str) -> str:
    """Return the text on one line, without direction controls and characters that cannot be shown.

    >>> neutral("a" + chr(0x202E) + "b" + chr(0) + "c")
    'a b c'
    """
    return HARMFUL.sub(" ", text)


def isolate(text: str) -> str:
    """Isolate the direction of the text from what stands around it, both ways."""
    return ISOLATES[0] + " ".join(neutral(text).translate(NO_ISOLATES).split()) + ISOLATES[1]


def width(text: str, size: float = SIZE) -> float:
    """Return the width of a text in pixels, rather too large than too small.

    >>> width("Baku") < width("Kazakhstan")
    True
    """
    return sum(map(advance, text)) * size


def advance(character: str) -> float:
    """Return the width of one character as a share of the size of the letters."""
    if unicodedata.combining(character) or unicodedata.category(character) == "Cf":
        return 0.0
    if unicodedata.east_asian_width(character) in ("W", "F"):
        return 1.0
    if character in NARROW:
        return 0.4
    if character in WIDE:
        return 0.88
    return 0.7 if character.isupper() else 0.62


def cut(text: str, room: float, size: float = SIZE) -> str:
    """Return the text, or its beginning with an ellipsis if it is wider than the room.

    >>> cut("Organisation of Islamic Cooperation", 100)
    'Organisatio…'
    """
    # Whatever fits is a few hundred characters long; the rest of a long text need not be measured.
    text = " ".join(neutral(text[:4000]).split())
    if width(text, size) <= room:
        return text
    room -= width("…", size)
    end, used = 0, 0.0
    while end < len(text) and used + advance(text[end]) * size <= room:
        used += advance(text[end]) * size
        end += 1
    return text[:end].rstrip() + "…"


def lines(text: str, room: float, most: int = 2, size: float = SIZE) -> list[str]:
    """Break the text between words into at most that many lines; the last is cut if there is more.

    >>> lines("Commonwealth of Independent States", 150)
    ['Commonwealth of', 'Independent States']
    """
    left = neutral(text[:4000]).split()
    broken: list[str] = []
    while left and len(broken) < most - 1:
        count, used = 1, width(left[0], size)
        while count < len(left) and (used := used + width(" " + left[count], size)) <= room:
            count += 1
        broken.append(cut(" ".join(left[:count]), room, size))
        left = left[count:]
    return [*broken, cut(" ".join(left), room, size)] if left else broken or [""]


def direction(text: str) -> str | None:
    """Return the direction of the text by its first letter; None if it has none.

    >>> [direction(text) for text in ("Baku", "באקו", "12")]
    ['ltr', 'rtl', None]
    """
    for character in text:
        turn = unicodedata.bidirectional(character)
        if turn in ("L", "R", "AL"):
            return "ltr" if turn == "L" else "rtl"
    return None

"""Texts of the graph as pages may show them, harmless in direction and length."""

from typing import Final

REPLACEMENT: Final = "\N{REPLACEMENT CHARACTER}"

HARMFUL: Final = dict.fromkeys(
    [
        *range(0x00, 0x09),
        *range(0x0B, 0x0D),
        *range(0x0E, 0x20),
        *range(0x7F, 0xA0),
        *range(0x2028, 0x202F),
        *range(0x2066, 0x206A),
        *range(0xD800, 0xE000),
        *range(0xFDD0, 0xFDF0),
        *(plane << 16 | code for plane in range(17) for code in (0xFFFE, 0xFFFF)),
    ],
    REPLACEMENT,
)
"""Controls, and the characters that turn round the direction of what follows.

Source: https://www.unicode.org/reports/tr9/#Explicit_Directional_Embeddings and what HTML forbids in a document.
"""

MOST: Final = 160
"""The longest that a name is shown where it leads on to a page; the page shows it whole."""


def harmless(text: str) -> str:
    """Return the text with a mark in place of each character that could spoil what stands around it.

    >>> harmless("a\\u202eb")
    'a\ufffdb'
    """
    return text.translate(HARMFUL)


def brief(text: str) -> str:
    """Return the text without harm, cut where it is longer than a line or two.

    >>> len(brief("a" * 10_000))
    160
    """
    safe = harmless(text)
    return safe if len(safe) <= MOST else safe[: MOST - 1] + "…"

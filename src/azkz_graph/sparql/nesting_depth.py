"""Nesting depth of the brackets in a query's text.

The engine calls itself for each level; past some thousands the stack ends, and the process with it.
"""

import re
from collections.abc import Iterator
from typing import Final

from azkz_graph.sparql.query_keywords import STEPPED_OVER

MOST: Final = 500
"""The deepest nesting that is parsed; the stack holds more than twice as much."""

STEPS: Final = {**dict.fromkeys("({[", 1), **dict.fromkeys(")}]", -1)}

BRACKET: Final = re.compile(rf"{STEPPED_OVER} | (?P<bracket>[(){{}}\[\]])", re.VERBOSE | re.DOTALL)
"""What must be stepped over to find brackets, and the brackets."""


def levels(text: str) -> Iterator[int]:
    """Yield how many brackets are open behind each; brackets in strings, IRIs and comments do not count.

    >>> list(levels("SELECT * { { ?s ?p '{{{' } }"))
    [1, 2, 1, 0]
    """
    level = 0
    for match in BRACKET.finditer(text):
        if match["bracket"]:
            level += STEPS[match["bracket"]]
            yield level
        elif match["open"]:
            # The engine may take it for code; what it closes there may be in a string.
            level += sum(map(match["open"].count, "({["))
            yield level


def is_too_deep(text: str) -> bool:
    """Return whether more brackets are open somewhere than allowed; the text behind that place is not read.

    The text behind that place is not read.
    """
    return any(level > MOST for level in levels(text))

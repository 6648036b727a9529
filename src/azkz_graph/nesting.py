"""The text of a query in; how deeply its brackets nest, out.

The engine's parser calls itself for each bracket; past some thousands the stack ends, and the process with it.
"""

from itertools import accumulate
from typing import Final

from azkz_graph.query_file import TOKEN

MOST: Final = 500
"""The deepest nesting that is parsed; the stack holds more than twice as much."""

STEPS: Final = {**dict.fromkeys("({[", 1), **dict.fromkeys(")}]", -1)}


def depth(text: str) -> int:
    """How many brackets are open at most; those in strings, IRIs and comments do not count.

    >>> depth("SELECT * { { ?s ?p '{{{' } }")
    2
    """
    code = TOKEN.sub(lambda token: "{}" if token["name"] else "", text)
    return max(accumulate((STEPS.get(character, 0) for character in code), initial=0))

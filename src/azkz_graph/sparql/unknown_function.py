"""Functions that the engine does not know, which have no value.

Source: https://www.w3.org/TR/sparql11-query/#extensionFunctions.
"""

import re
from typing import Final

MOST_UNKNOWN: Final = 20
"""How many of them a query may call: the engine reads the query again for each."""

UNKNOWN: Final = re.compile(r"The custom function <(.*)> is not supported", re.DOTALL)
"""What the engine says of one, before it evaluates anything."""


def unknown_function(error: Exception) -> str | None:
    """Return the IRI of the function for which the engine refuses a query, if that is why.

    >>> unknown_function(RuntimeError("The custom function <http://example.org/f> is not supported"))
    'http://example.org/f'
    """
    found = UNKNOWN.fullmatch(str(error))
    return found[1] if found else None


def no_value(*arguments: object) -> None:
    """Return nothing, whatever the arguments: for the engine an error of the expression."""

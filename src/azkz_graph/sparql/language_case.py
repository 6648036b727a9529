"""Comparisons with language tags in a query's text, in the case in which the engine keeps tags.

Tags are the same in any case (RFC 5646, section 2.1.1), and the engine keeps them in lower case, so a text in capitals
is equal to none of them.
"""

import re
from typing import Final

from azkz_graph.sparql.query_keywords import STEPPED_OVER

TAG: Final = r"""(?:"[A-Za-z0-9-]*+"|'[A-Za-z0-9-]*+')"""
LANG: Final = r"\bLANG\s*+\(\s*+[?$]\w++\s*+\)"

COMPARISON: Final = re.compile(
    rf"""(?P<compared>{LANG}\s*+(?:!?=\s*+{TAG} | (?:NOT\s++)?+IN\s*+\(\s*+{TAG}(?:\s*+,\s*+{TAG})*+\s*+\))
    | {TAG}\s*+!?=\s*+{LANG}) | {STEPPED_OVER}""",
    re.VERBOSE | re.DOTALL | re.IGNORECASE,
)
"""A comparison of the tag of a variable with texts, and what must be stepped over to find one."""


def with_lower_tags(text: str) -> str:
    """Return the query with the tags that it compares in lower case, each in its place.

    >>> with_lower_tags("FILTER(LANG(?a) IN ('en-GB', 'he') || 'kk-Cyrl' = lang(?b)) # LANG(?c) = 'EN'")
    "FILTER(LANG(?a) IN ('en-gb', 'he') || 'kk-cyrl' = lang(?b)) # LANG(?c) = 'EN'"
    """
    return COMPARISON.sub(lambda match: lower_texts(match[0]) if match["compared"] else match[0], text)


def lower_texts(comparison: str) -> str:
    """Return the comparison with its texts in lower case."""
    return re.sub(TAG, lambda match: match[0].lower(), comparison)

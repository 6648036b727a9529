"""Words in a query's text that may be keywords."""

import re
from collections.abc import Iterator
from typing import Final

BYTE_ORDER_MARK: Final = "\ufeff"
"""What editors may write before a text in UTF-8, and is no part of it."""

STEPPED_OVER: Final = r"""\#[^\n\r]* | <(?:[^<>"{}|^`\\\x00-\x20]|\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8})*+> | \\.
    | \"{3}(?:\"{0,2}+(?:[^"\\]|\\.))*+\"{3} | "(?!"")(?:[^"\\\n\r]|\\[^\n\r])*+"
    | '{3}(?:'{0,2}+(?:[^'\\]|\\.))*+'{3} | '(?!'')(?:[^'\\\n\r]|\\[^\n\r])*+'
    | (?P<open> \"{3}(?:\"{0,2}+(?:[^"\\]|\\.))*+ | "(?:[^"\\\n\r]|\\[^\n\r])*+
    | '{3}(?:'{0,2}+(?:[^'\\]|\\.))*+ | '(?:[^'\\\n\r]|\\[^\n\r])*+ )"""
"""What is no code: comments, IRIs, what is escaped in a name, strings; and a string that is not closed,
which the engine may read otherwise.

No part of a text is read twice, so that the longest takes no longer than its length asks for: what is not closed is
one token too, and repetitions are possessive. Source: https://www.w3.org/TR/sparql11-query/#sparqlGrammar.
"""

TOKEN: Final = re.compile(
    rf"""{STEPPED_OVER} | [?$]\w+ | @[\w-]+
    | [\w.-]*+:(?:(?:[\w:%]|\\.)(?:[\w.:%-]|\\.)*+)? | (?P<words>[\w.-]++)""",
    re.VERBOSE | re.DOTALL,
)
"""What is no keyword (also variables, tags, prefixed names), and the words that may be."""

WORD: Final = re.compile(r"\w+")


def keywords(text: str) -> Iterator[str]:
    """Yield the words of a query that may be keywords, in capitals; all words of a string that is not closed.

    >>> list(keywords('ask { ?service a <service:x> ; rdfs:label "service"@en } # SERVICE'))
    ['ASK', 'A']
    """
    return (word.upper() for match in TOKEN.finditer(text) for word in words(match))


def words(match: re.Match[str]) -> list[str]:
    """Yield the words that a token may be."""
    return WORD.findall(match["words"] or match["open"] or "")


def form(text: str) -> str:
    """Return the form of a query: SELECT, CONSTRUCT, DESCRIBE or ASK; SELECT if it is no query.

    >>> form("PREFIX select: <urn:x> ask { { SELECT * { ?s ?p ?o } } }")
    'ASK'
    """
    forms = (word for word in keywords(text) if word in ("SELECT", "CONSTRUCT", "DESCRIBE", "ASK"))
    return next(forms, "SELECT")

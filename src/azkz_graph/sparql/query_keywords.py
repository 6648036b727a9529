"""The text of a query in; its words that may be keywords, out."""

import re
from collections.abc import Iterator
from typing import Final

STEPPED_OVER: Final = r"""\#[^\n\r]* | <[^<>"{}|^`\\\s]*>
    | \"{3}(?:\"{0,2}+(?:[^"\\]|\\.))*+\"{3} | "(?!"")(?:[^"\\\n\r]|\\[^\n\r])*+"
    | '{3}(?:'{0,2}+(?:[^'\\]|\\.))*+'{3} | '(?!'')(?:[^'\\\n\r]|\\[^\n\r])*+'
    | (?P<open> \"{3}(?:\"{0,2}+(?:[^"\\]|\\.))*+ | "(?:[^"\\\n\r]|\\[^\n\r])*+
    | '{3}(?:'{0,2}+(?:[^'\\]|\\.))*+ | '(?:[^'\\\n\r]|\\[^\n\r])*+ )"""
"""What is no code: comments, IRIs, strings; and a string that is not closed, which the engine may read otherwise.

No part of a text is read twice, so that the longest takes no longer than its length asks for: what is not closed is
one token too, and repetitions are possessive. Source: https://www.w3.org/TR/sparql11-query/#sparqlGrammar.
"""

TOKEN: Final = re.compile(
    rf"""{STEPPED_OVER} | [?$]\w+ | @[\w-]+
    | (?P<prefix>[\w.-]*+):(?:(?:[\w:%]|\\.)(?:[\w.:%-]|\\.)*+)? | (?P<words>[\w.-]++)""",
    re.VERBOSE | re.DOTALL,
)
"""What is no keyword (also variables, tags, prefixed names), and the words that may be.

Where no other reading is left, the engine takes a keyword that runs into its neighbours: `1SERVICEx:y{}` asks x:y.
"""

WORD: Final = re.compile(r"\w+")

BLOCK: Final = re.compile(r"(?:\s|\#[^\n\r]*+)*+\{")
"""The beginning of a block, which stands behind the name of a graph or a server."""


def keywords(text: str) -> Iterator[str]:
    """The words of a query that may be keywords, in capitals.

    >>> list(keywords('ask { ?service a <service:x> ; rdfs:label "service"@en } # SERVICE'))
    ['ASK', 'A']
    >>> list(keywords("ask { # \\rservice x:y {} . ?s ?p 1Service<x:y> {} . ?s ?p x:.serviceX:y {} }"))
    ['ASK', 'SERVICE', 'SERVICE', 'SERVICE']
    """
    return (word for match in TOKEN.finditer(text) for word in words(match))


def words(match: re.Match[str]) -> Iterator[str]:
    """The keywords that a token may be, in capitals; all words of a string that is not closed."""
    if "service" in (match["prefix"] or "").lower() and BLOCK.match(match.string, match.end()):
        yield "SERVICE"
    for word in WORD.findall(match["words"] or match["open"] or ""):
        yield "SERVICE" if "service" in word.lower() else word.upper()


def form(text: str) -> str:
    """The form of a query: SELECT, CONSTRUCT, DESCRIBE or ASK; SELECT of what is no query.

    >>> form("PREFIX select: <urn:x> ask { { SELECT * { ?s ?p ?o } } }")
    'ASK'
    """
    forms = (word for word in keywords(text) if word in ("SELECT", "CONSTRUCT", "DESCRIBE", "ASK"))
    return next(forms, "SELECT")


def elsewhere(text: str) -> tuple[int, str] | None:
    """The line and the word by which a query asks for data from elsewhere, if it does.

    >>> elsewhere("ASK {\\n?s ?p ?o .SERVICE <http://x.test/> {} }")
    (2, 'SERVICE')
    """
    for match in TOKEN.finditer(text):
        for word in words(match):
            if word in ("SERVICE", "FROM"):
                return text.count("\n", 0, match.start()) + 1, word
    return None

"""The text of a query in; its words that may be keywords, out."""

import re
from collections.abc import Iterator
from typing import Final

TOKEN: Final = re.compile(
    r"""\#[^\n\r]* | <[^<>"{}|^`\\\s]*>
    | \"{3}.*?\"{3} | '{3}.*?'{3} | "(?:[^"\\\n\r]|\\.)*" | '(?:[^'\\\n\r]|\\.)*'
    | [?$]\w+ | @[\w-]+ | (?P<prefix>[\w.-]*+):(?:(?:[\w:%]|\\.)(?:[\w.:%-]|\\.)*+)? | (?P<word>\w+)""",
    re.VERBOSE | re.DOTALL,
)
"""What is no keyword (comments, IRIs, strings, variables, tags, prefixed names), and the words that may be.

Where no other reading is left, the engine takes a keyword that runs into its neighbours: `1SERVICEx:y{}` asks x:y.
"""

BLOCK: Final = re.compile(r"(?:\s|\#[^\n\r]*+)*+\{")
"""The beginning of a block, which stands behind the name of a graph or a server."""


def keywords(text: str) -> Iterator[str]:
    """The words of a query that may be keywords, in capitals.

    >>> list(keywords('ask { ?service a <service:x> ; rdfs:label "service"@en } # SERVICE'))
    ['ASK', 'A']
    >>> list(keywords("ask { # \\rservice x:y {} . ?s ?p 1Service<x:y> {} . ?s ?p x:.serviceX:y {} }"))
    ['ASK', 'SERVICE', 'SERVICE', 'SERVICE']
    """
    return (word.upper() for match in TOKEN.finditer(text) if (word := keyword(match)))


def keyword(match: re.Match[str]) -> str:
    """The keyword that a token may be; nothing if it can be none."""
    word = match["word"] or match["prefix"] or ""
    if "service" in word.lower() and (match["word"] or BLOCK.match(match.string, match.end())):
        return "SERVICE"
    return match["word"] or ""


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
        if (word := keyword(match).upper()) in ("SERVICE", "FROM"):
            return text.count("\n", 0, match.start()) + 1, word
    return None

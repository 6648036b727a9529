"""The text of a query in; its words that may be keywords, out."""

import re
from collections.abc import Iterator
from typing import Final

TOKEN: Final = re.compile(
    r"""\#[^\n]* | <[^<>"{}|^`\\\s]*>
    | \"{3}.*?\"{3} | '{3}.*?'{3} | "(?:[^"\\\n]|\\.)*" | '(?:[^'\\\n]|\\.)*'
    | [?$]\w+ | @[\w-]+ | [\w.-]*:(?:[\w.:%-]|\\.)* | (?P<word>\w+)""",
    re.VERBOSE | re.DOTALL,
)
"""What is no keyword (comments, IRIs, strings, variables, tags, prefixed names), and the words that may be."""


def keywords(text: str) -> Iterator[str]:
    """The words of a query that may be keywords, in capitals.

    >>> list(keywords('ask { ?service a <service:x> ; rdfs:label "service"@en } # SERVICE'))
    ['ASK', 'A']
    """
    return (match["word"].upper() for match in TOKEN.finditer(text) if match["word"])


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
        if match["word"] and match["word"].upper() in ("SERVICE", "FROM"):
            return text.count("\n", 0, match.start()) + 1, match["word"].upper()
    return None

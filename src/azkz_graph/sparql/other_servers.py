"""Queries that ask another server (SERVICE).

Whether `<` begins an IRI, and so what is a comment or a string behind it, depends in SPARQL on everything
before it: in `FILTER(?o<'>#')` it begins none. A reader that decides this differently from the engine would
skip what the engine obeys. So nothing is skipped here, and a clause is found wherever it is written, in a
comment too.
"""

import re
from typing import Final

from azkz_graph.sparql.query_keywords import TOKEN, words

WORD: Final = re.compile(r"[?$:]\w++|(?P<service>service)", re.ASCII | re.IGNORECASE)
"""Names that are no keyword whatever stands before, variables and local ones; and the word."""

GAP: Final = r"(?:\s|\#[^\n\r]*+)*+"
NAME: Final = r"[\w.\-\x80-\U0010ffff]"
"""More characters than a name may have: the engine takes no other for the end of one that is part of a clause."""

CLAUSE: Final = re.compile(
    # Ranges of characters that ignore case take ten times as long to compile.
    rf"{GAP}(?:(?i:silent){GAP})?+(?:<[^>]*+>?+|[?$]?+{NAME}*+(?::(?:{NAME}|[:%]|\\.)*+)?+){GAP}(?P<block>\{{)?+",
    re.ASCII,
)
"""What stands behind the word in a clause, as far as it stands there: the name of a server, and a block.

Source: https://www.w3.org/TR/sparql11-query/#rServiceGraphPattern.
"""

MOST: Final = 10
"""How often a text is read at most; only one that hides something needs more, and is taken for what it may hide."""


def clause_place(text: str) -> int | None:
    """Find where a query asks another server, if it does.

    >>> clause_place("ASK { ?s ?p 1Service<x:y> {} }"), clause_place("ASK { # \\rservice x:y {} }")
    (13, 9)
    >>> clause_place('SELECT ?service ?x { ?service a <x:service>; ?x "service"@en # SERVICE') is None
    True
    """
    read = 0
    for word in WORD.finditer(text):
        if word["service"] and (clause := CLAUSE.match(text, word.end())):
            read += clause.end() - clause.start()
            if clause["block"] or read > MOST * len(text):
                return word.start()
    return None


def elsewhere(text: str) -> tuple[int, str] | None:
    """Find the line and the word by which a query asks for data from elsewhere, if it does.

    >>> elsewhere("ASK {\\n?s ?p ?o .SERVICE <http://x.test/> {} }")
    (2, 'SERVICE')
    """
    place, word = clause_place(text), "SERVICE"
    if place is None:
        froms = (match.start() for match in TOKEN.finditer(text) if "FROM" in map(str.upper, words(match)))
        place, word = next(froms, None), "FROM"
    return None if place is None else (text.count("\n", 0, place) + 1, word)

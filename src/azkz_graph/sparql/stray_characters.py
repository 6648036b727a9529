"""Stray characters in RDF and SPARQL: unseen ones, other quotation marks, and the lines of an unfinished merge.

A parser stops at them, and what it says either shows nothing or names something else.
"""

import re
import unicodedata
from typing import Final, NamedTuple

from pyoxigraph import RdfFormat

from azkz_graph.sparql.query_keywords import BYTE_ORDER_MARK, STEPPED_OVER

NO_CODE: Final = re.compile(STEPPED_OVER, re.VERBOSE | re.DOTALL)
"""What is no code in SPARQL, Turtle and its kin: comments, IRIs, strings."""

NO_CODE_IN_JSON: Final = re.compile(r'"(?:[^"\\\n]|\\.)*+"?', re.DOTALL)
NO_CODE_IN_XML: Final = re.compile(
    r"""<!--(?:[^-]|-(?!->))*+(?:-->)?+ | "[^"<]*+"?+ | '[^'<]*+'?+ | >[^<]*+""", re.VERBOSE
)

MERGE: Final = re.compile(r"^(?:<{7}|\|{7}|={7}|>{7})(?=\s|\Z)", re.MULTILINE)
"""The beginning of a line with which Git marks a conflict. Source: https://git-scm.com/docs/git-merge."""

QUOTATION_MARK: Final = re.compile("[\u00ab\u00bb\u2018-\u201f\u2039\u203a\uff02\uff07]")
"""A mark that word processors write in place of a straight quotation mark."""

DASHES: Final = frozenset("\u2010\u2011\u2012\u2013\u2014\u2212")
"""Marks that they write in place of a hyphen."""

NOT_ASCII: Final = re.compile("[^\x00-\x7f]")

UNSEEN: Final = frozenset({"Cf", "Zs", "Zl", "Zp"})
"""Categories of characters that show as a blank or as nothing."""

IN_NAMES: Final = frozenset("\u200c\u200d")
"""Of these, the joiners, which names may hold in every syntax."""


class Stray(NamedTuple):
    """What stands in a text by mistake, where, and how to mend it; lines and columns count from 1."""

    what: str
    mend: str
    line: int
    column: int


def find_stray(text: str, line: int | None = None, format: RdfFormat | None = None) -> Stray | None:
    """Return the first stray character in the code of a text that a parser refuses at `line`, if there is any.

    The text is SPARQL unless it is in an RDF `format`. Strings, comments and IRIs may hold any of these characters;
    but in a string that is not closed, a quotation mark of another kind is what should close it.

    >>> find_stray("ASK {\\n ?s\\u00a0?p ?o }")[0]
    'the character U+00A0 (no-break space) stands at column 4'
    >>> find_stray("ASK { ?s ?p '\\u00a0' }") is None
    True
    """
    text = "\n".join(text.split("\n")[:line])
    code = NO_CODE
    if format == RdfFormat.JSON_LD:
        code = NO_CODE_IN_JSON
    elif format == RdfFormat.RDF_XML:
        code = NO_CODE_IN_XML
    seen = code.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), text)
    if mark := MERGE.search(seen):
        mend = "keep one of the two versions, and remove the lines with <<<<<<<, ======= and >>>>>>>"
        what = f"a merge is unfinished: this line begins with {mark[0]}"
        return Stray(what, mend, text.count("\n", 0, mark.start()) + 1, 1)
    found = next((match for match in NOT_ASCII.finditer(seen) if is_stray(match[0])), None)
    if found is None:
        opened = (match for match in code.finditer(text) if match.groupdict().get("open"))
        quoted = (QUOTATION_MARK.search(text, match.start(), match.end()) for match in opened)
        found = next(filter(None, quoted), None)
    return stray_character(text, found) if found else None


def is_stray(character: str) -> bool:
    """Return whether no code may have the character, though people may not notice it."""
    is_mark = character in DASHES or QUOTATION_MARK.match(character) is not None
    return is_mark or (character not in IN_NAMES and unicodedata.category(character) in UNSEEN)


def stray_character(text: str, found: re.Match[str]) -> Stray:
    """Say that a character does not belong in its place."""
    character, before = found[0], text[: found.start()]
    line, column = before.count("\n") + 1, found.start() - before.rfind("\n")
    name = "byte order mark" if character == BYTE_ORDER_MARK else unicodedata.name(character).lower()
    mend = "remove it"
    if QUOTATION_MARK.match(character):
        mend = "type a straight quotation mark in its place"
    elif character in DASHES:
        mend = "type a hyphen in its place"
    elif unicodedata.category(character) == "Zs":
        mend = "type a space in its place"
    what = f"the character U+{ord(character):04X} ({name}) stands at column {column}"
    return Stray(what, mend, line, column)

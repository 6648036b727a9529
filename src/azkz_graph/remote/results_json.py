"""Results in the JSON of SPARQL, without what the format does not define.

Engines add members (QLever and Comunica a `meta`), name a variable twice, and write terms in forms of their own, all of
which the parser refuses. Nothing is built of what is passed over,
so a hostile body takes no more memory than its own length. Source: https://www.w3.org/TR/sparql11-results-json/.
"""

import json
import re
from collections.abc import Iterator, Mapping, MutableSet
from typing import Final

from azkz_graph.remote.readable_terms import readable_label, readable_literal

STRING: Final = rb'"(?:[^"\\]|\\.)*+"'

MEMBERS: Final = (
    rb"""(?: (?: "(?:value|its:dir)" \s*+ : \s*+ (?!"")%b
    | "type" \s*+ : \s*+ "(?: uri | (?:typed-)?literal | bnode" \s*+ , \s*+ "value" \s*+ : \s*+ "\w++ )" )
    \s*+ ,?+ \s*+ )*+"""
    % STRING
)

TAG: Final = rb"[A-Za-z]{2,3}+ (?: -[A-Za-z]{4} )?+ (?: -(?: [A-Za-z]{2} | [0-9]{3} ) )?+"

PLAIN: Final = rb"""\{ \s*+ (?: %(key)b \s*+ : \s*+ \{ \s*+ %(members)b
    (?: (?: "xml:lang" \s*+ : \s*+ "%(tag)b" | "datatype" \s*+ : \s*+ (?!"")%(key)b ) \s*+ ,?+ \s*+ %(members)b )?+
    \} \s*+ ,?+ \s*+ )*+ \} (?: \s*+ , \s*+ )?+""" % {b"key": STRING, b"members": MEMBERS, b"tag": TAG}

PLAIN_ROWS: Final = re.compile(rb"\s*+(?:%b)++" % PLAIN, re.VERBOSE | re.DOTALL)
"""Rows whose terms the parser reads for sure, as nearly all rows: they are copied as they are."""

TOKEN: Final = re.compile(rb"\s*+(?:(%b)|([{}\[\]:,])|([^\s{}\[\]:,\"]++))" % STRING, re.DOTALL)

BRACKETS: Final = re.compile(rb"%b?+|[{}\[\]]" % STRING, re.DOTALL)

Known = Mapping[bytes, "Known"] | None
"""The members of an object that are kept; None keeps a value as it is."""

TERM: Final[dict[bytes, Known]] = {
    b'"type"': None,
    b'"datatype"': None,
    b'"xml:lang"': None,
    b'"its:dir"': None,
}
TERM[b'"value"'] = {b'"subject"': TERM, b'"predicate"': TERM, b'"object"': TERM}
ANY: Final = b"*"
HEAD: Final[Mapping[bytes, Known]] = {b'"vars"': None}
DOCUMENT: Final[Known] = {
    b'"head"': HEAD,
    b'"results"': {b'"bindings"': {ANY: TERM}},
    b'"boolean"': None,
}
"""What an answer has. A list is read as each of its members; a variable may have any name."""


def known_members(content: bytes, strange: MutableSet[str]) -> bytes:
    """Return the JSON with nothing but the members that the format defines, and no value of theirs that is null.

    Each variable is named once. `strange` collects the languages that are none, without which texts are read. The
    brackets nest no deeper than Python can call itself; what is no JSON is left for the parser to refuse.

    Raises:
        ValueError: it ends too early.

    >>> content = b'{"head": {"vars": ["a", "a"], "link": []}, "results": {"bindings": [{"a": null}]}, "meta": [{}]}'
    >>> known_members(content, set())
    b'{"head":{"vars":["a"]},"results":{"bindings":[{}]}}'
    """
    return b"".join(Reader(content.removeprefix(b"\xef\xbb\xbf"), strange).copied(DOCUMENT))


class Reader:
    """Reads JSON from a position on."""

    def __init__(self, content: bytes, strange: MutableSet[str]) -> None:
        self.content, self.strange = content, strange
        self.position = 0

    def token(self) -> bytes:
        """Return the next token, and step behind it."""
        found = TOKEN.match(self.content, self.position)
        if found is None:
            raise ValueError("it ends too early")
        self.position = found.end()
        return found[0].lstrip()

    def copied(self, known: Known) -> Iterator[bytes]:
        """Yield the parts of the next value that are kept."""
        start = self.position
        token = self.token()
        if known is None or token not in (b"{", b"["):
            self.position = start
            yield self.skipped()
        elif token == b"[":
            yield from self.copied_list(known)
        else:
            yield from self.copied_object(known)

    def copied_list(self, known: Mapping[bytes, Known]) -> Iterator[bytes]:
        """Yield the parts of a list behind its bracket."""
        yield b"["
        separator = b""
        while True:
            if plain := PLAIN_ROWS.match(self.content, self.position):
                yield separator + plain[0].rstrip().removesuffix(b",")
                self.position = plain.end()
                separator = b","
                if plain[0].rstrip().endswith(b","):
                    continue
            start = self.position
            token = self.token()
            if token == b"]":
                yield token
                return
            if token == b",":
                continue
            self.position = start
            yield separator
            yield from self.copied(known)
            separator = b","

    def copied_object(self, known: Mapping[bytes, Known]) -> Iterator[bytes]:
        """Yield the parts of an object behind its bracket."""
        yield b"{"
        separator = b""
        members = self.members(known)
        for name, value in self.readable_term(dict(members)).items() if known is TERM else members:
            yield separator + name + b":" + value
            separator = b","
        yield b"}"

    def members(self, known: Mapping[bytes, Known]) -> Iterator[tuple[bytes, bytes]]:
        """Yield the members of an object that are kept, with their values."""
        while (name := self.token()) != b"}":
            if name == b",":
                continue
            if self.token() != b":":
                raise ValueError("a member has no value")
            if name not in known and ANY not in known:
                self.skipped()
                continue
            value = b"".join(self.copied(known.get(name, known.get(ANY))))
            if known is HEAD and value.startswith(b"["):
                value = json.dumps(list(dict.fromkeys(json.loads(value)))).encode()
            if value != b"null" and (value != b'""' or name == b'"value"'):
                yield name, value

    def readable_term(self, members: dict[bytes, bytes]) -> dict[bytes, bytes]:
        """Return the members of a term in the forms that the parser takes."""
        texts = {name: json.loads(value) for name, value in members.items() if value.startswith(b'"')}
        found = {json.loads(name): text for name, text in texts.items()}
        if found.get("type") == "bnode" and "value" in found:
            found["value"] = readable_label(found["value"])
        found = readable_literal(found, "xml:lang", self.strange)
        written = {json.dumps(name).encode(): json.dumps(text).encode() for name, text in found.items()}
        return {name: value for name, value in members.items() if name not in texts} | written

    def skipped(self) -> bytes:
        """Step over the next value, and return it."""
        first = self.token()
        start, depth = self.position - len(first), 0
        if first in (b"{", b"["):
            for bracket in BRACKETS.finditer(self.content, start):
                depth += {b"{": 1, b"[": 1, b"}": -1, b"]": -1}.get(bracket[0], 0)
                if depth == 0:
                    self.position = bracket.end()
                    return self.content[start : self.position]
            raise ValueError("it ends too early")
        return first

"""Results in the JSON of SPARQL, without what the format does not define.

Engines add members (QLever and Comunica a `meta`), which the parser refuses. Nothing is built of what is passed over,
so a hostile body takes no more memory than its own length. Source: https://www.w3.org/TR/sparql11-results-json/.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Final

STRING: Final = rb'"(?:[^"\\]|\\.)*+"'

PLAIN: Final = rb"""\{ \s*+ (?:%(key)s \s*+ : \s*+ \{ \s*+
    (?: "(?:type|value|datatype|xml:lang|its:dir)" \s*+ : \s*+ (?!"")%(key)s \s*+ ,?+ \s*+ )*+ \} \s*+ ,?+ \s*+ )*+ \}
    (?: \s*+ , \s*+ )?+""" % {b"key": STRING}

PLAIN_ROWS: Final = re.compile(rb"\s*+(?:%b)++" % PLAIN, re.VERBOSE | re.DOTALL)
"""Rows whose terms have only what the format defines, as nearly all rows do: they are copied as they are."""

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
DOCUMENT: Final[Known] = {
    b'"head"': {b'"vars"': None},
    b'"results"': {b'"bindings"': {ANY: TERM}},
    b'"boolean"': None,
}
"""What an answer has. A list is read as each of its members; a variable may have any name."""


def known_members(content: bytes) -> bytes:
    """Return the JSON with nothing but the members that the format defines, and no value of theirs that is null.

    Its brackets nest no deeper than Python can call itself; what is no JSON is left for the parser to refuse.

    Raises:
        ValueError: it ends too early.

    >>> known_members(b'{"head": {"vars": ["a"], "link": []}, "results": {"bindings": [{"a": null}]}, "meta": [{}]}')
    b'{"head":{"vars":["a"]},"results":{"bindings":[{}]}}'
    """
    return b"".join(Reader(content.removeprefix(b"\xef\xbb\xbf")).copied(DOCUMENT))


class Reader:
    """Reads JSON from a position on."""

    def __init__(self, content: bytes) -> None:
        self.content = content
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
        while (name := self.token()) != b"}":
            if name == b",":
                continue
            if self.token() != b":":
                raise ValueError("a member has no value")
            if name not in known and ANY not in known:
                self.skipped()
                continue
            parts = list(self.copied(known.get(name, known.get(ANY))))
            if parts[0] == b"null" or (parts[0] == b'""' and name != b'"value"'):
                continue
            yield separator + name + b":"
            yield from parts
            separator = b","
        yield b"}"

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

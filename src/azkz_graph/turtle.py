"""Turtle and TriG files in; quads with the line that each was written on, and syntax problems, out."""

import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import DefaultGraph, NamedNode, Quad, QuadParser, RdfFormat, parse

from azkz_graph.problem import Place, Problem, Severity

FORMATS: Mapping[str, RdfFormat] = {".ttl": RdfFormat.TURTLE, ".trig": RdfFormat.TRIG}

MENDS: Mapping[str, str] = {
    "prefix": "declare the prefix at the top of the file, or correct it",
    "UTF-8": "save the file as UTF-8",
    "IRI": "percent-encode the character, or take it out of the IRI",
    "unicode character": "write the character itself; half of a surrogate pair is none",
    "": "correct the line, or the end of the statement before it",
}
"""How to mend a syntax error, by a word of the parser's message; the first that occurs in it is taken."""


@dataclass(frozen=True)
class Parsed:
    """What one file holds: quads in its order with their places, its prefixes, and at most one syntax problem."""

    quads: tuple[tuple[Quad, Place], ...]
    prefixes: Mapping[str, str]
    problems: tuple[Problem, ...]


class LineReader(io.RawIOBase):
    """Hands a parser one line at a time, so that the line that completed a quad is known when the quad appears."""

    def __init__(self, data: bytes) -> None:
        super().__init__()
        self.lines = data.splitlines(keepends=True)
        self.number = 0
        self.rest = b""

    def readable(self) -> bool:  # noqa: D102
        return True

    def read(self, size: int = -1) -> bytes:
        """At most `size` bytes of the current line, or of the next one when it is used up."""
        if not self.rest and self.number < len(self.lines):
            self.rest = self.lines[self.number]
            self.number += 1
        end = len(self.rest) if size < 0 else size
        chunk, self.rest = self.rest[:end], self.rest[end:]
        return chunk


def read_turtle(path: Path, graph: NamedNode | None = None) -> Parsed:
    """The quads of a Turtle or TriG file; what is in the default graph goes into `graph`, if one is given.

    Source of the syntax: https://www.w3.org/TR/turtle/ and https://www.w3.org/TR/trig/. After a syntax error
    nothing more of the file is read.
    """
    try:
        data = path.read_bytes()
    except IsADirectoryError:
        return failed(path, "file", "this is a folder", "put a file of this name in its place")
    except FileNotFoundError:
        return failed(path, "file", "the file is missing", "add it")
    reader = LineReader(data)
    parser = parse(reader, format=FORMATS[path.suffix])
    quads: list[tuple[Quad, Place]] = []
    try:
        for quad in parser:
            quads.append((placed(quad, graph), Place(path, reader.number)))
    except SyntaxError as error:
        problem = syntax_problem(path, error)
        return Parsed(tuple(quads), prefixes_of(parser), (problem,))
    return Parsed(tuple(quads), prefixes_of(parser), ())


def placed(quad: Quad, graph: NamedNode | None) -> Quad:
    """The quad, in `graph` if it was in the default graph."""
    if graph is None or quad.graph_name != DefaultGraph():
        return quad
    return Quad(quad.subject, quad.predicate, quad.object, graph)


def prefixes_of(parser: QuadParser) -> dict[str, str]:
    """The prefixes that the parser has met."""
    return dict(parser.prefixes)


def failed(path: Path, code: str, what: str, mend: str) -> Parsed:
    """Nothing read, and why."""
    return Parsed((), {}, (Problem(Place(path, 1), Severity.ERROR, code, what, mend),))


def syntax_problem(path: Path, error: SyntaxError) -> Problem:
    """The parser's error as a problem of the file."""
    what = re.sub(r"^Parser error at line \d+ (between columns \d+ and|column) \d+: ", "", str(error.msg))
    mend = next(mend for word, mend in MENDS.items() if word in what)
    return Problem(Place(path, error.lineno or 1), Severity.ERROR, "syntax", what, mend)


def terms(quad: Quad) -> Iterator[NamedNode]:
    """The IRIs of a quad's subject, predicate and object."""
    for term in (quad.subject, quad.predicate, quad.object):
        if isinstance(term, NamedNode):
            yield term

"""Turtle and TriG files as quads with their lines, and their syntax problems."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, cast

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, QuadParser, RdfFormat, Triple, parse

from azkz_graph.dataset.source_file import error, read_file
from azkz_graph.dataset.text_offset import with_offset
from azkz_graph.disk.compressed_file import without_compression
from azkz_graph.problem import Place, Problem
from azkz_graph.sparql.rdf_limits import excess
from azkz_graph.sparql.stray_characters import find_stray

FORMATS: Mapping[str, RdfFormat] = {".ttl": RdfFormat.TURTLE, ".trig": RdfFormat.TRIG}

DEFAULT = DefaultGraph()

PREFIX = re.compile(r"\s*@?prefix\s+([^\s:]*):", re.IGNORECASE)
"""The declaration of a prefix. Source: https://www.w3.org/TR/turtle/#prefixed-name."""

WHERE = re.compile(
    r"Parser error (?:at line \d+ )?between (?:line \d+ )?columns? \d+ and (?:line \d+ column )?\d+: "
    r"|Parser error at line \d+ column \d+: "
)
"""What the parser's message begins with."""

FAULTS: Sequence[tuple[re.Pattern[str], str, str]] = (
    (
        re.compile(r"prefix (\S+) has not been declared", re.IGNORECASE),
        r"the prefix \1 is not declared",
        "declare it at the top of the file, or correct it",
    ),
    (
        re.compile("IRI code point (.*)", re.IGNORECASE),
        r"the IRI holds \1",
        "percent-encode the character, or remove it",
    ),
    (
        re.compile("No scheme.*", re.IGNORECASE),
        "the IRI is relative",
        "write it with its scheme, or as a prefixed name",
    ),
    (
        re.compile(
            r"escape sequence '(\S+)' is encoding \S+ that is not a valid unicode character", re.IGNORECASE
        ),
        r"\1 is half of a surrogate pair",
        "write the character itself",
    ),
    (
        re.compile("dot is expected", re.IGNORECASE),
        "the statement before this has no end",
        "end it with a dot, or go on with ;",
    ),
    (
        re.compile("(Unexpected end of file|Unexpected end)$", re.IGNORECASE),
        "the statement that begins here has no end",
        "end it with a dot, and close the quotation or bracket that is open",
    ),
    (re.compile("subtag|language tag", re.IGNORECASE), "this is not a language tag", "write one such as @en"),
    (re.compile("(.*)"), r"\1", "correct the line, or the end of the statement before it"),
)
"""What is wrong and how to mend it, by a pattern of the parser's message; the first that is found is taken."""


@dataclass(frozen=True)
class Parsed:
    """What one file holds: quads in its order with their places, its prefixes, and its problems."""

    quads: tuple[tuple[Quad, Place], ...]
    prefixes: Mapping[str, str]
    problems: tuple[Problem, ...]


class LineReader:
    """Hands a parser one line at a time, so that the line that completed a quad is known when the quad appears."""

    def __init__(self, data: bytes) -> None:
        self.lines = data.splitlines(keepends=True)
        self.number = 0
        self.line = b""
        self.position = 0

    def read(self, size: int = -1) -> bytes:
        """Return at most `size` bytes of the current line, or of the next one when it is used up."""
        if self.position >= len(self.line) and self.number < len(self.lines):
            self.line, self.position = self.lines[self.number], 0
            self.number += 1
        start = self.position
        self.position = len(self.line) if size < 0 else min(start + size, len(self.line))
        return self.line[start : self.position]


def read_turtle(path: Path, graph: NamedNode | None = None) -> Parsed:
    """Read the quads of a Turtle or TriG file; those in the default graph go into `graph`, if one is given.

    Source of the syntax: https://www.w3.org/TR/turtle/ and https://www.w3.org/TR/trig/. After a syntax error
    nothing more of the file is read.
    """
    text, problems = read_file(path)
    return Parsed((), {}, problems) if text is None else parse_turtle(path, text, graph, problems)


def parse_turtle(
    path: Path, text: str, graph: NamedNode | None = None, problems: tuple[Problem, ...] = ()
) -> Parsed:
    """Parse the text of a Turtle or TriG file as `read_turtle` does; `problems` are known of the file already."""
    data = text.encode("utf-8")
    if found := excess(data, format_of(path)):
        unread = error(path, found.line, "syntax", found.what, "shorten it, and nest it less")
        return Parsed((), {}, (*problems, unread))
    reader = LineReader(data)
    parser = parse(cast(IO[bytes], reader), format=format_of(path))
    quads: list[tuple[Quad, Place]] = []
    faults = list(problems)
    place = Place(path, 1)
    try:
        for quad in parser:
            if place.line != reader.number:
                place = Place(path, reader.number)
            if beyond := beyond_rdf11(quad):
                faults.append(error(path, place.line, "rdf-version", *beyond))
            else:
                quads.append((place_in_graph(with_offset(quad), graph), place))
    except SyntaxError as fault:
        faults.append(syntax_problem(path, fault, text))
    except MemoryError:
        faults.append(error(path, reader.number, "syntax", "a term is longer than can be read", "shorten it"))
    return Parsed(tuple(quads), prefixes_of(parser), tuple(faults))


def format_of(path: Path) -> RdfFormat:
    """Return the syntax of an authored file, which may be compressed."""
    return FORMATS[without_compression(path).suffix]


def beyond_rdf11(quad: Quad) -> tuple[str, str] | None:
    """Say what of a quad only RDF 1.2 has, and how to do without it."""
    value = quad.object
    if isinstance(value, Triple):
        return "a triple term is not in RDF 1.1, which every store reads", "state the triple by itself"
    if isinstance(value, Literal) and value.direction is not None:
        what = "a text with a direction is not in RDF 1.1, which every store reads"
        return what, "tag it with its language alone"
    return None


def place_in_graph(quad: Quad, graph: NamedNode | None) -> Quad:
    """Put the quad into `graph` if it was in the default graph."""
    if graph is None or quad.graph_name != DEFAULT:
        return quad
    return Quad(quad.subject, quad.predicate, quad.object, graph)


def prefixes_of(parser: QuadParser) -> dict[str, str]:
    """Return the prefixes that the parser has met."""
    return dict(parser.prefixes)


def prefix_places(path: Path) -> Mapping[str, Place]:
    """Return the line of a file that first declares each of its prefixes at its beginning."""
    text, _ = read_file(path)
    found: dict[str, Place] = {}
    for number, line in enumerate((text or "").splitlines(), 1):
        if declared := PREFIX.match(line):
            found.setdefault(declared[1], Place(path, number))
    return found


def syntax_problem(path: Path, fault: SyntaxError, text: str) -> Problem:
    """Convert the parser's error to a problem of the file, which holds the text."""
    if stray := find_stray(text, fault.lineno or 1, format_of(path)):
        return error(path, stray.line, "syntax", stray.what, stray.mend)
    said = str(fault.msg)
    where = WHERE.match(said)
    message = said[where.end() :] if where else said
    message = message[:1].lower() + message[1:] if message[1:2].islower() else message
    for pattern, what, mend in FAULTS:
        found = pattern.search(message)
        if found:
            return error(path, fault.lineno or 1, "syntax", found.expand(what), mend)
    raise AssertionError("the last pattern is found in any message")

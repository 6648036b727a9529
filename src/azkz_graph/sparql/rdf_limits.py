"""Limits on RDF that would exhaust the parser's stack or memory, and the line where they are exceeded.

A parser keeps what is open, and expands prefixes, so a few bytes may take gigabytes, or overflow the stack.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import IO, Any, Final, NamedTuple
from xml.parsers import expat

from pyoxigraph import RdfFormat

from azkz_graph.sparql.nesting_depth import MOST

LONGEST_IRI: Final = 65_536
"""The longest IRI in Turtle and TriG, where each name may repeat that of its prefix, in bytes."""

LINKED: Final = 1000
"""How many terms of a context may be between others, as in a chain: the parser calls itself for each."""

OPENERS: Final[Mapping[RdfFormat, Sequence[bytes]]] = {
    RdfFormat.TURTLE: (b"(", b"[", b"{", b"<<"),
    RdfFormat.TRIG: (b"(", b"[", b"{", b"<<"),
    RdfFormat.N_TRIPLES: (b"<<",),
    RdfFormat.N_QUADS: (b"<<",),
}
"""What may nest, by syntax."""

STEP: Final = re.compile(
    rb"""\#[^\n\r]*+ | \\. | <[^<>"{}|^`\s]*+>
    | "{3}(?:"{0,2}+(?:[^"\\]|\\.))*+(?:"{3})? | "(?:[^"\\\n\r]|\\.)*+"?
    | '{3}(?:'{0,2}+(?:[^'\\]|\\.))*+(?:'{3})? | '(?:[^'\\\n\r]|\\.)*+'?
    | (?P<opened> <<\(? | [(\[{]) | (?P<closed> \)?>> | [)\]}])""",
    re.VERBOSE | re.DOTALL,
)
"""What is stepped over (comments, escapes, IRIs, strings), what opens and what closes.

What is not closed is a token too, so that no part is read twice; the parser stops there. Source:
https://www.w3.org/TR/rdf12-turtle/#sec-grammar.
"""

LONG_IRI: Final = re.compile(rb"<[^<>\"\s]{%d}" % LONGEST_IRI)


PIECE: Final = 1024 * 1024
"""How many bytes are read at once."""


class Excess(NamedTuple):
    """What is too much for a parser, and its line."""

    what: str
    line: int


class ExcessError(Exception):
    """Something is too much for a parser."""

    def __init__(self, excess: Excess) -> None:
        super().__init__(excess.what)
        self.excess = excess


TOO_DEEP: Final = f"triple terms or brackets nest more than {MOST} deep"


def excess(data: bytes, format: RdfFormat) -> Excess | None:
    """Find what in the RDF is too much for the parser of this syntax, if anything is."""
    if format == RdfFormat.JSON_LD:
        return excess_of_json(data)
    if format == RdfFormat.RDF_XML:
        return excess_of_xml(data)
    place = deep_place(data, OPENERS.get(format, ()))
    if place is not None:
        return Excess(TOO_DEEP, line_at(data, place))
    return excess_of_iris(data, format)


def excess_of_iris(data: bytes, format: RdfFormat) -> Excess | None:
    """Find an IRI that is too long where prefixes could repeat it."""
    if format in (RdfFormat.TURTLE, RdfFormat.TRIG) and (long := LONG_IRI.search(data)):
        return Excess(f"an IRI has more than {LONGEST_IRI:,} characters", line_at(data, long.start()))
    return None


def harmless_pieces(stream: IO[bytes], format: RdfFormat) -> Iterator[bytes]:
    """Yield what a stream holds, in pieces that end where a line ends, up to what is too much for the parser.

    JSON-LD and RDF/XML are one piece.

    Raises:
        ExcessError: something is too much; it has not been yielded.
    """
    if format not in OPENERS:
        data = stream.read()
        refuse_excess(excess(data, format), 1)
        yield data
        return
    level, line, left, is_read = 0, 1, b"", False
    while not is_read:
        # What is left is read again, so as much follows it each time: a long string is not read too often.
        piece = stream.read(max(PIECE, len(left)))
        data, is_read = left + piece, not piece
        end = len(data) if is_read else data.rfind(b"\n") + 1
        if b"<<" in data or b">>" in data or format not in (RdfFormat.N_TRIPLES, RdfFormat.N_QUADS):
            place = end
            for place, deep in levels(data, end, level):
                if deep > MOST:
                    refuse_excess(Excess(TOO_DEEP, line_at(data, place)), line)
            level, end = deep, end if is_read else place
        done, left = data[:end], data[end:]
        refuse_excess(excess_of_iris(done, format), line)
        line += done.count(b"\n")
        yield done


def refuse_excess(found: Excess | None, line: int) -> None:
    """Refuse what is too much in a piece that begins at a line.

    Raises:
        ExcessError: something is.
    """
    if found is not None:
        raise ExcessError(Excess(found.what, found.line + line - 1))


def deep_place(data: bytes, openers: Sequence[bytes]) -> int | None:
    """Find where more is open than allowed; the data behind that place is not read.

    >>> deep_place(b"(" * 501, [b"("]), deep_place(b"() '(' # (" * 501, [b"("]), deep_place(b"<<(" * 501, [b"<<"])
    (500, None, 1500)
    """
    if sum(map(data.count, openers)) <= MOST:
        return None
    return next((place for place, level in levels(data, len(data)) if level > MOST), None)


def levels(data: bytes, end: int, level: int = 0) -> Iterator[tuple[int, int]]:
    """Yield the place of each bracket before `end`, and how many are open behind it.

    The last place is `end`, or that of a string which goes on there.
    """
    for match in STEP.finditer(data, 0, end):
        if match.lastgroup == "opened":
            level += 1
        elif match.lastgroup == "closed":
            level -= 1
        elif match.end() == end and match[0][:1] in (b'"', b"'"):
            end = match.start()
            break
        else:
            continue
        yield match.start(), level
    yield end, level


def line_at(data: bytes, place: int) -> int:
    """Return the line of a place."""
    return data.count(b"\n", 0, place) + 1


class LinkedError(Exception):
    """Terms are between others."""


def excess_of_json(data: bytes) -> Excess | None:
    """Find what is too much in JSON-LD, if anything is; what is no JSON is left for its parser to refuse."""
    text = data.decode("utf-8-sig", "replace")
    try:
        json.loads(text, object_pairs_hook=texts_within, parse_int=len, parse_float=len)
    except LinkedError:
        return Excess(f"a context has a chain of more than {LINKED:,} terms", 1)
    except RecursionError:
        return Excess("its objects nest too deep", 1)
    except ValueError:
        return None
    return None


def texts_within(members: list[tuple[str, Any]]) -> tuple[str, ...]:
    """Return the texts of an object, whose own objects have become their texts.

    Raises:
        LinkedError: more of its members than may be name another one and are named by another one.
    """
    if len(members) > LINKED:
        names = {name for name, _ in members}
        naming: set[str] = set()
        named: set[str] = set()
        for name, value in members:
            prefix = name.partition(":")[0]
            for text in (prefix, *(value if isinstance(value, tuple) else (value,))):
                found = {text, text.partition(":")[0]} & names if isinstance(text, str) else set()
                found -= {name}
                if found:
                    naming.add(name)
                    named |= found
        if len(naming & named) > LINKED:
            raise LinkedError
    return tuple(value for _, value in members if isinstance(value, str))


def excess_of_xml(data: bytes) -> Excess | None:
    """Find what is too much in RDF/XML, if anything is; what is no XML is left for its parser to refuse."""
    reader, level = expat.ParserCreate(), 0

    def opened(name: str, attributes: dict[str, str]) -> None:
        nonlocal level
        level += 1
        if level > MOST:
            raise RecursionError

    def closed(name: str) -> None:
        nonlocal level
        level -= 1

    reader.StartElementHandler, reader.EndElementHandler = opened, closed
    try:
        reader.Parse(data, True)
    except RecursionError:
        return Excess(f"its elements nest more than {MOST} deep", reader.CurrentLineNumber)
    except (expat.ExpatError, ValueError):
        return None
    return None

"""Files of RDF: their syntax, and the one way in which they are read."""

import io
import re
import sys
from codecs import BOM_UTF8
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import IO, Any, Final

from pyoxigraph import Quad, RdfFormat, Store, parse

from azkz_graph.dataset.computable_numbers import has_long_number
from azkz_graph.disk.compressed_file import (
    COMPRESSED,
    START,
    CompressionError,
    Pieces,
    decompressed,
    without_compression,
)
from azkz_graph.problem import UsageError
from azkz_graph.sparql.rdf_limits import ExcessError, harmless_pieces
from azkz_graph.sparql.stray_characters import Stray, find_stray
from azkz_graph.store.readable_rdf_xml import RdfXmlError, readable_rdf_xml

SYNTAXES: Final[Mapping[str, RdfFormat]] = {
    "ttl": RdfFormat.TURTLE,
    "trig": RdfFormat.TRIG,
    "nt": RdfFormat.N_TRIPLES,
    "nq": RdfFormat.N_QUADS,
    "jsonld": RdfFormat.JSON_LD,
    "rdf": RdfFormat.RDF_XML,
}
"""The syntaxes, by the names that `--data-format` takes."""

FORMATS: Final[Mapping[str, RdfFormat]] = {
    **{f".{name}": format for name, format in SYNTAXES.items()},
    ".turtle": RdfFormat.TURTLE,
    ".json": RdfFormat.JSON_LD,
    ".owl": RdfFormat.RDF_XML,
    ".xml": RdfFormat.RDF_XML,
}
"""The syntax of a file, by its suffix."""

XML: Final = re.compile(rb"<(\?xml|!|([\w.-]+:)?RDF[\s>])")
JSON: Final = re.compile(rb'\{\s*["}]|\[\s*\{')
LINE: Final = re.compile(
    rb"""(?:<[^<>\s]*+>|_:[^\s<>"]++)[ \t]*+<[^<>\s]*+>[ \t]*+
    (?:<[^<>\s]*+>|_:[^\s<>"]++|"(?:[^"\\]|\\.)*+"(?:@[\w-]++|\^\^<[^<>\s]*+>)?+)[ \t]*+
    (?P<graph><[^<>\s]*+>|_:[^\s<>"]++)?+[ \t]*+\.[ \t]*+(?:\#.*+)?+""",
    re.VERBOSE,
)
"""How RDF/XML and JSON-LD begin, and a line of N-Triples or N-Quads."""

EXPLAINED: Final = 1 << 20
"""How many bytes of a text's beginning are kept to explain what a parser refuses in it."""

STANDARD_INPUT: Final = Path("-")


@dataclass(frozen=True)
class RdfFile:
    """A file as a user names it; `-` is standard input.

    `syntax`, a key of SYNTAXES, overrides what its suffix says; `content` is what a pipe held.
    """

    path: Path
    syntax: str | None = None
    content: bytes | None = None

    def __str__(self) -> str:
        return "standard input" if self.path == STANDARD_INPUT else str(self.path)

    @property
    def is_kept(self) -> bool:
        """Return whether it can be read again, which a pipe cannot."""
        return self.content is not None or (
            self.path != STANDARD_INPUT and (self.path.is_file() or self.path.is_dir())
        )


def load_file(store: Store, file: RdfFile) -> bool:
    """Add what one file holds to the store; return whether it may hold numbers that no query computes with.

    Its blank nodes are those of no other file.

    Raises:
        UsageError: it cannot be read or parsed.
    """
    with open_rdf(file) as (stream, options, seen):
        store.bulk_load(stream, **options)
    return seen.has_long_number


def parse_file(file: RdfFile) -> Iterator[Quad]:
    """Yield what one file holds, one quad after the other; its blank nodes are those of no other file.

    Raises:
        UsageError: it cannot be read or parsed.
    """
    with open_rdf(file) as (stream, options, _):
        yield from parse(stream, rename_blank_nodes=True, **options)


def hold_pipe(file: RdfFile) -> RdfFile:
    """Return the file so that it can be read several times: with its content, if it is a pipe.

    Raises:
        UsageError: it cannot be read.
    """
    if file.is_kept:
        return file
    with explained(file), open_bytes(file) as stream:
        return replace(file, content=stream.read())


@contextmanager
def open_rdf(file: RdfFile) -> "Iterator[tuple[IO[bytes], dict[str, Any], Seen]]":
    """Yield the text of a file, its syntax and base IRI as a parser's options, and what is seen of it in passing.

    Raises:
        UsageError: it cannot be read, or what is done with it here fails to parse it.
    """
    base = (file.path.resolve() if file.is_kept else Path.cwd() / STANDARD_INPUT).as_uri()
    seen = Seen()
    with explained(file, seen), open_bytes(file) as stored:
        text = io.BufferedReader(Pieces(decompressed(stored, file.path)), START)
        if text.peek().startswith(BOM_UTF8):
            text.read(len(BOM_UTF8))
        seen.format = syntax(file, text.peek())
        yield Pieces(checked(text, seen)), {"format": seen.format, "base_iri": base}, seen  # type: ignore[misc]


@contextmanager
def open_bytes(file: RdfFile) -> Iterator[IO[bytes]]:
    """Yield what is stored in a file."""
    if file.content is not None:
        yield io.BytesIO(file.content)
    elif file.path != STANDARD_INPUT:
        with file.path.open("rb") as stream:
            yield stream
    elif sys.stdin is None:
        raise UsageError("standard input is closed; pipe in RDF, or name a file")
    else:
        yield sys.stdin.buffer


def syntax(file: RdfFile, start: bytes) -> RdfFormat:
    """Return the syntax of a file: as the user says, or its suffix, or if it has none, the start of its text.

    Raises:
        UsageError: its suffix is that of no syntax.
    """
    if file.syntax is not None:
        return SYNTAXES[file.syntax]
    path = without_compression(file.path)
    if path.suffix == "":
        return guess_syntax(start)
    format = FORMATS.get(path.suffix.lower())
    if format is None:
        raise UsageError(
            f"{file}: the syntax is unknown; name a file that ends in {', '.join(FORMATS)}, behind which "
            f"{', '.join(COMPRESSED)} may stand, or say it by --data-format"
        )
    return format


def guess_syntax(start: bytes) -> RdfFormat:
    """Return the syntax in which a text can begin so; TriG, which has Turtle and N-Triples in it, if in no other.

    >>> guess_syntax(b'{"@id": "urn:a"}'), guess_syntax(b"[] a <urn:a> .")
    (<RdfFormat JSON-LD>, <RdfFormat TriG>)
    """
    text = start.lstrip()
    if XML.match(text):
        return RdfFormat.RDF_XML
    if JSON.match(text):
        return RdfFormat.JSON_LD
    for line in (line.strip() for line in text.split(b"\n")):
        if line and not line.startswith(b"#"):
            found = LINE.fullmatch(line)
            if found is None:
                break
            if found["graph"]:
                return RdfFormat.N_QUADS
    return RdfFormat.TRIG


@dataclass
class Seen:
    """What is seen of a text while it is read: its syntax, numbers of many digits, and its beginning.

    The beginning explains what a parser refuses.
    """

    format: RdfFormat = RdfFormat.TRIG
    has_long_number: bool = False
    start: bytearray = field(default_factory=bytearray)

    def stray(self, line: int | None) -> Stray | None:
        """Return the stray character at or before the line, if the beginning has one."""
        whole = len(self.start) < EXPLAINED or (line is not None and line <= self.start.count(b"\n"))
        return find_stray(self.start.decode("utf-8", "replace"), line, self.format) if whole else None


def checked(text: IO[bytes], seen: Seen) -> Iterator[bytes]:
    """Yield a text, piece by piece, without what would harm the parser; RDF/XML is read whole and rewritten.

    Raises:
        ExcessError: there is too much of something.
        RdfXmlError: it is RDF/XML that is not XML, or has entities that are elsewhere or grow.
    """
    if seen.format == RdfFormat.RDF_XML:
        content = text.read()
        seen.start += content[:EXPLAINED]
        text = io.BytesIO(readable_rdf_xml(content))
    for piece in harmless_pieces(text, seen.format):
        if seen.format != RdfFormat.RDF_XML and len(seen.start) < EXPLAINED:
            seen.start += piece
        seen.has_long_number = seen.has_long_number or has_long_number(piece)
        yield piece


@contextmanager
def explained(file: RdfFile, seen: Seen | None = None) -> Iterator[None]:
    """Say in one sentence why a file cannot be read or parsed, if that fails in this block.

    Raises:
        UsageError: it does.
    """
    try:
        yield
    except CompressionError as error:
        raise UsageError(f"{file}: {error.what}; {error.mend}") from None
    except ExcessError as error:
        what, where = error.excess
        raise UsageError(f"{file}:{where}: {what}; shorten the file, and nest it less") from None
    except (RdfXmlError, SyntaxError, ValueError, MemoryError) as error:
        line = getattr(error, "lineno", None)
        if seen is not None and (stray := seen.stray(line)):
            raise UsageError(f"{file}:{stray.line}:{stray.column}: {stray.what}; {stray.mend}") from None
        mend = (
            "correct the file, or say its syntax by --data-format" if is_guess(file) else "correct the file"
        )
        raise UsageError(f"{fault_place(file, error)}: {fault_words(error)}; {mend}") from None
    except OSError as error:
        raise UsageError(f"{file}: {error.strerror}; name a file that can be read") from None


def is_guess(file: RdfFile) -> bool:
    """Return whether neither the user nor the suffix says for sure which syntax a file has."""
    path = without_compression(file.path)
    return file.syntax is None and path.suffix.lower().lstrip(".") not in SYNTAXES


def fault_place(file: RdfFile, error: Exception) -> str:
    """Return where the parser failed: the file, and the line if known."""
    line = getattr(error, "lineno", None)
    return f"{file}:{line}" if line else str(file)


def fault_words(error: Exception) -> str:
    """Return what the parser says, without the place.

    >>> fault_words(SyntaxError("Parser error at line 3 column 1: Unexpected end of file"))
    'Unexpected end of file'
    """
    message = getattr(error, "msg", None) or str(error)
    if "LoadDocumentCallback" in message:
        return "its JSON-LD context is elsewhere, and contexts are not fetched"
    _, found, what = message.partition(": ") if message.startswith("Parser error at ") else ("", "", "")
    return " ".join((what if found else message).split())

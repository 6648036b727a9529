"""Spool: distinct triples as lines in a temporary file, graph after graph.

What is sent of a graph is then a piece of a file, whose length is known and which can be sent again. The
lines are sorted in runs that fit into memory, and the runs are merged, so that memory stays flat however many
there are.
"""

import heapq
import io
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import groupby
from typing import IO, Any, Final

from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, Triple

from azkz_graph.problem import UsageError
from azkz_graph.text.safe_text import printable

RUN: Final = 64 * 1024 * 1024
"""How many bytes of lines are sorted at once."""

PIECE: Final = 256 * 1024
"""How many bytes of small graphs are tried at once; some servers take a mebibyte at most."""

Graph = NamedNode | None
"""A named graph; None is the default graph."""


@dataclass(frozen=True)
class Part:
    """The lines of one graph: where they begin in the spool, their bytes and their number."""

    graph: Graph
    start: int
    length: int
    count: int


@dataclass
class Terms:
    """Which terms there are among others that not every store, or not every way of loading, can take."""

    has_blank_nodes: bool = False
    has_triple_terms: bool = False
    has_directions: bool = False


@dataclass(frozen=True)
class Spool:
    """N-Triples of several graphs, and which terms are in them."""

    file: IO[bytes]
    parts: tuple[Part, ...]
    terms: Terms

    @property
    def length(self) -> int:
        """Return the bytes of all parts."""
        return sum(part.length for part in self.parts)

    @property
    def count(self) -> int:
        """Return the number of triples of all parts."""
        return sum(part.count for part in self.parts)

    def pieces(self) -> Iterator[Part]:
        """Yield all lines, those of small graphs together: a piece is at most as large as PIECE or a graph."""
        most = max(PIECE, *(part.length for part in self.parts))
        piece = Part(None, 0, 0, 0)
        for part in self.parts:
            if piece.length + part.length > most:
                yield piece
                piece = Part(None, part.start, 0, 0)
            piece = replace(piece, length=piece.length + part.length, count=piece.count + part.count)
        yield piece

    def body(self, part: Part, tell: Callable[[int], None]) -> "Body":
        """Return the part as the body of a request; `tell` receives up to where the spool is sent."""
        return Body(self.file, part, tell)

    def lines(self, part: Part) -> Iterator[bytes]:
        """Return the lines of the part, sorted."""
        return io.BufferedReader(self.body(part, lambda sent: None), PIECE)


class Body(io.RawIOBase):
    """A part of the spool, read like a file of its own."""

    def __init__(self, file: IO[bytes], part: Part, tell: Callable[[int], None]) -> None:
        self._file, self._part, self._tell = file, part, tell
        self._at = 0

    def __len__(self) -> int:
        return self._part.length

    def readable(self) -> bool:
        """Return True."""
        return True

    def seekable(self) -> bool:
        """Return True: a refused request may be sent again."""
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """Go to a place in the part."""
        base = {io.SEEK_SET: 0, io.SEEK_CUR: self._at, io.SEEK_END: self._part.length}[whence]
        self._at = base + offset
        return self._at

    def tell(self) -> int:
        """Return the place in the part."""
        return self._at

    def readinto(self, buffer: Any) -> int:  # noqa: ANN401
        """Read a piece into the buffer."""
        view = memoryview(buffer)
        self._file.seek(self._part.start + self._at)
        piece = self._file.read(min(len(view), self._part.length - self._at))
        view[: len(piece)] = piece
        self._at += len(piece)
        self._tell(self._part.start + self._at)
        return len(piece)


@contextmanager
def spool_quads(quads: Iterable[Quad], into: Callable[[Quad], str], run: int = RUN) -> Iterator[Spool]:
    """Spool the quads' triples, each once in the graph that `into` names (empty: the default graph).

    Raises:
        UsageError: a blank node names a graph, or is in two graphs.
    """
    with tempfile.TemporaryFile() as file:
        terms = Terms()
        runs = list(write_sorted_runs(mark_lines(quads, into, terms), run))
        try:
            parts = tuple(write_graphs(heapq.merge(*runs), file))
        finally:
            for each in runs:
                each.close()
        yield Spool(file, parts, terms)


def own_graph(quad: Quad) -> str:
    """Return the graph that the quad is in, as `spool_quads` wants it."""
    name = quad.graph_name
    if isinstance(name, BlankNode):
        raise UsageError(
            f"the graph {printable(str(name))} has no IRI; give it one, or load all with --graph IRI"
        )
    return "" if isinstance(name, DefaultGraph) else name.value


def mark_lines(quads: Iterable[Quad], into: Callable[[Quad], str], terms: Terms) -> Iterator[bytes]:
    """Yield each triple as a line behind its graph's name and a tab, which no IRI contains.

    A line that begins with MARK and a blank node says which graph that is in.
    """
    marked: set[tuple[str, str]] = set()
    for quad in quads:
        graph = into(quad)
        marks = {(graph, name) for name in blank_nodes(quad.triple, terms)}
        # What follows in a file is often about the same node.
        for _, name in marks - marked:
            yield f"{MARK}{name}\t{graph}\n".encode()
        marked = marks
        yield f"{graph}\t{quad.triple} .\n".encode()


MARK: Final = "\0"
"""What no graph's name begins with, and is sorted before all of them."""


def blank_nodes(triple: Triple, terms: Terms) -> Iterator[str]:
    """Yield the blank nodes of a triple, and note of which kinds its terms are."""
    for term in (triple.subject, triple.object):
        if isinstance(term, BlankNode):
            terms.has_blank_nodes = True
            yield term.value
        elif isinstance(term, Triple):
            terms.has_triple_terms = True
            yield from blank_nodes(term, terms)
        elif isinstance(term, Literal) and term.direction:
            terms.has_directions = True


def write_sorted_runs(lines: Iterable[bytes], run: int) -> Iterator[IO[bytes]]:
    """Write the lines into temporary files, each sorted."""
    held: list[bytes] = []
    size = 0
    for line in lines:
        held.append(line)
        size += len(line)
        if size >= run:
            yield write_run(held)
            held, size = [], 0
    yield write_run(held)


def write_run(lines: list[bytes]) -> IO[bytes]:
    """Write the lines, sorted, into a temporary file, to be read from its beginning."""
    lines.sort()
    file = tempfile.TemporaryFile()  # noqa: SIM115
    file.writelines(lines)
    file.seek(0)
    return file


def write_graphs(lines: Iterable[bytes], file: IO[bytes]) -> Iterator[Part]:
    """Write sorted lines into the file, each once and without its graph; return the part of each graph.

    Raises:
        UsageError: a blank node is in two graphs.
    """
    start = 0
    for name, group in groupby(lines, key=graph_of):
        if name.startswith(MARK.encode()):
            refuse_torn([line.partition(b"\t")[2] for line, _ in groupby(group)])
            continue
        count = length = 0
        skipped = len(name) + 1
        for line, _ in groupby(group):
            file.write(line[skipped:])
            length += len(line) - skipped
            count += 1
        yield Part(NamedNode(name.decode()) if name else None, start, length, count)
        start += length


def refuse_torn(graphs: list[bytes]) -> None:
    """Refuse a blank node that is in several graphs.

    Raises:
        UsageError: it is.
    """
    if len(graphs) > 1:
        first, second = (line.decode().strip() for line in graphs[:2])
        raise UsageError(
            f"a blank node is in {name_graph(first)} and in {name_graph(second)}, and would become two when a store "
            f"is sent one graph after the other; give it an IRI, or load all into one graph with --graph IRI"
        )


def name_graph(name: str) -> str:
    """Return what a graph is called in a sentence."""
    return f"<{printable(name)}>" if name else "the default graph"


def graph_of(line: bytes) -> bytes:
    """Return what stands before the tab."""
    return line.partition(b"\t")[0]

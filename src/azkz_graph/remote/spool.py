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
from dataclasses import dataclass
from itertools import groupby
from typing import IO, Any, Final

from pyoxigraph import BlankNode, DefaultGraph, NamedNode, Quad

from azkz_graph.problem import UsageError
from azkz_graph.text.safe_text import printable

RUN: Final = 64 * 1024 * 1024
"""How many bytes of lines are sorted at once."""

Graph = NamedNode | None
"""A named graph; None is the default graph."""


@dataclass(frozen=True)
class Part:
    """The lines of one graph: where they begin in the spool, their bytes and their number."""

    graph: Graph
    start: int
    length: int
    count: int


@dataclass(frozen=True)
class Spool:
    """N-Triples of several graphs, and whether there is a blank node among them."""

    file: IO[bytes]
    parts: tuple[Part, ...]
    has_blank_nodes: bool

    @property
    def length(self) -> int:
        """Return the bytes of all parts."""
        return sum(part.length for part in self.parts)

    @property
    def count(self) -> int:
        """Return the number of triples of all parts."""
        return sum(part.count for part in self.parts)

    def body(self, part: Part, tell: Callable[[int], None]) -> "Body":
        """Return the part as the body of a request; `tell` receives up to where the spool is sent."""
        return Body(self.file, part, tell)


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
        UsageError: a blank node names a graph.
    """
    with tempfile.TemporaryFile() as file:
        blank = [False]
        runs = list(write_sorted_runs(mark_lines(quads, into, blank), run))
        try:
            parts = tuple(write_graphs(heapq.merge(*runs), file))
        finally:
            for each in runs:
                each.close()
        yield Spool(file, parts, blank[0])


def own_graph(quad: Quad) -> str:
    """Return the graph that the quad is in, as `spool_quads` wants it."""
    name = quad.graph_name
    if isinstance(name, BlankNode):
        raise UsageError(
            f"the graph {printable(str(name))} has no IRI; give it one, or load all with --graph IRI"
        )
    return "" if isinstance(name, DefaultGraph) else name.value


def mark_lines(quads: Iterable[Quad], into: Callable[[Quad], str], blank: list[bool]) -> Iterator[bytes]:
    """Yield each triple as a line behind its graph's name and a tab, which no IRI contains."""
    for quad in quads:
        if isinstance(quad.subject, BlankNode) or isinstance(quad.object, BlankNode):
            blank[0] = True
        yield f"{into(quad)}\t{quad.subject} {quad.predicate} {quad.object} .\n".encode()


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
    """Write sorted lines into the file, each once and without its graph; return the part of each graph."""
    start = 0
    for name, group in groupby(lines, key=graph_of):
        count = length = 0
        skipped = len(name) + 1
        for line, _ in groupby(group):
            file.write(line[skipped:])
            length += len(line) - skipped
            count += 1
        yield Part(NamedNode(name.decode()) if name else None, start, length, count)
        start += length


def graph_of(line: bytes) -> bytes:
    """Return what stands before the tab."""
    return line.partition(b"\t")[0]

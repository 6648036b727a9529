"""Stores that take SPARQL 1.1 updates.

The lines go in batches into graphs beside the old ones, and are then moved into their places: until then the old
graphs stay. One request moves all of them. Source: https://www.w3.org/TR/sparql11-update/#move.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Final

from azkz_graph.http.http_client import Client
from azkz_graph.http.received_reply import Reply
from azkz_graph.problem import UsageError
from azkz_graph.remote.endpoint import Endpoint
from azkz_graph.remote.load_run import LISTS, Run, record_lines
from azkz_graph.remote.refusal import refusal
from azkz_graph.remote.spool import Graph, Part, Spool
from azkz_graph.remote.triple_counts import graph_counts
from azkz_graph.remote.write_request import UnansweredError, send
from azkz_graph.text.safe_text import printable

UPDATE: Final = {"Content-Type": "application/sparql-update"}

LINES: Final = 1000
BYTES: Final = 256 * 1024
"""What a batch holds at most: Virtuoso's compiler runs out of memory between 2,000 and 5,000 triples."""


@dataclass(frozen=True)
class Update:
    """A URL that takes updates, and the endpoint that shows their effect."""

    url: str
    client: Client
    endpoint: Endpoint
    run: Run = field(default_factory=Run)

    def record(self, spool: Spool) -> None:
        """Say in the store which graphs this load makes for itself.

        Raises:
            UsageError: the store does not take it.
        """
        lines = record_lines(self.run.beside(part.graph) for part in spool.parts)
        while batch := b"".join(islice(lines, LINES)):
            self.insert(self.run.record, batch)

    def plan(self, spool: Spool) -> tuple[list[Sequence[Part]], str]:
        """Return the graphs that one request replaces, and what to warn of if not all or none of them will be replaced.

        Raises:
            UsageError: the store moves no graph.
        """
        count, most = len(spool.parts), self.most_moves(spool)
        groups: list[Sequence[Part]] = [spool.parts[start : start + most] for start in range(0, count, most)]
        if len(groups) > 1:
            return groups, (
                f"the store takes at most {most:,} graphs in one request, so {count:,} graphs are replaced by "
                f"{len(groups):,} requests; a failure between them leaves some graphs new and some old"
            )
        if count > 1 and not self.undoes_failures(self.run.beside(spool.parts[0].graph)):
            return groups, (
                f"the store does not undo a request that fails midway, so a failure while it replaces {count:,} graphs "
                f"leaves some new and some old"
            )
        return groups, ""

    def most_moves(self, spool: Spool) -> int:
        """Return how many graphs the store takes in one request, all of them if it can.

        Nothing is moved: it is asked before there is a graph beside another. Virtuoso takes about 800, rdflib about 70.

        Raises:
            UsageError: it takes not even one.
        """
        most = len(spool.parts)
        while True:
            moves = (
                f"MOVE SILENT GRAPH {self.run.beside(part.graph)} TO GRAPH {self.run.trial}"
                for part in spool.parts[:most]
            )
            reply = self.reply(" ;\n".join(moves))
            if reply.is_success and not reply.is_page:
                return most
            if most == 1 or reply.status in (401, 403):
                raise refusal(reply, self.client.knows(self.url))
            most = (most + 1) // 2

    def undoes_failures(self, graph: Graph) -> bool:
        """Return whether the store does all of a request or nothing, as far as is seen on a graph of this load's own.

        Raises:
            UsageError: it does not answer.
        """
        kept = 0
        try:
            self.update(f"INSERT DATA {{ GRAPH {graph} {{ {LISTS} {graph} }} }} ;\nCREATE GRAPH {graph}")
        except UnansweredError:
            raise
        except UsageError:
            kept = graph_counts(self.endpoint, [graph])[graph]
        self.remove(graph)
        return not kept

    def prepare(self, spool: Spool, tell: Callable[[int], None]) -> None:
        """Put the lines of each graph into the graph beside it.

        Raises:
            UsageError: the store does not take them, or took them and does not hold them.
        """
        for part in spool.parts:
            position = part.start
            for batch in batches(spool, part):
                self.insert(self.run.beside(part.graph), batch)
                position += len(batch)
                tell(position)
        # To move a graph that is not there would empty its place.
        if self.moved(spool.parts) != 0:
            raise UsageError(
                f"{printable(self.url)} took triples and does not hold them now; see its log, and whether another "
                f"load of the same graphs runs"
            )

    def replace(self, spool: Spool, group: Sequence[Part], tell: Callable[[int], None]) -> None:
        """Put the graphs beside these graphs in their places, in one request.

        A store with transactions replaces all of them or none. A move that is repeated would move nothing, and so empty
        the graph: whether it was done is asked.

        Raises:
            UsageError: the store does not move them.
        """
        moves = (f"MOVE GRAPH {self.run.beside(part.graph)} TO {place(part.graph)}" for part in group)
        try:
            self.update(" ;\n".join(moves), repeatable=False)
        except UsageError:
            if self.left(group)[0] != len(group):
                raise
        tell(group[-1].start + group[-1].length)

    def moved(self, group: Sequence[Part]) -> int | None:
        """Return for how many of these graphs there is nothing beside them any more; None if the record is gone too.

        Raises:
            UsageError: the endpoint does not answer.
        """
        found = graph_counts(
            self.endpoint, [self.run.record, *(self.run.beside(part.graph) for part in group)]
        )
        return list(found.values()).count(0) if found[self.run.record] else None

    def remove(self, graph: Graph) -> None:
        """Take a named graph away; it may be gone already."""
        self.update(f"DROP SILENT GRAPH {graph}")

    def insert(self, graph: Graph, lines: bytes) -> None:
        """Put lines into a named graph."""
        self.update(f"INSERT DATA {{ GRAPH {graph} {{\n{lines.decode()}}} }}")

    def update(self, text: str, repeatable: bool = True) -> None:
        """Run one update.

        Raises:
            UsageError: the store does not do it.
        """
        reply = self.reply(text, repeatable)
        if not reply.is_success or reply.is_page:
            raise refusal(reply, self.client.knows(self.url))

    def reply(self, text: str, repeatable: bool = True) -> Reply:
        """Return what the store answers to an update."""
        return send(self.client, "POST", self.url, UPDATE, text.encode(), repeatable=repeatable)

    def left(self, group: Sequence[Part]) -> tuple[int, str]:
        """Return how many graphs are replaced of those that a failed request should replace; say how the others are."""
        try:
            moved = self.moved(group)
        except UsageError:
            moved = None
        return (0, self.unknown(group)) if moved is None else (moved, "the others are unchanged")

    def unknown(self, group: Sequence[Part]) -> str:
        """Say in which state these graphs may be."""
        return f"each of the {len(group):,} graphs of the request that got no answer may be as it was or replaced"


def place(graph: Graph) -> str:
    """Return a graph as the place that another is moved to."""
    return f"GRAPH {graph}" if graph else "DEFAULT"


def batches(spool: Spool, part: Part) -> Iterator[bytes]:
    """Yield the lines of the part, as many at once as a store takes."""
    at, end = part.start, part.start + part.length
    while at < end:
        spool.file.seek(at)
        batch, count = bytearray(), 0
        while at < end and count < LINES and len(batch) < BYTES:
            line = spool.file.readline()
            batch += line
            at += len(line)
            count += 1
        yield bytes(batch)

"""Stores that take SPARQL 1.1 updates.

The lines go in batches into graphs beside the old ones, and are then moved into their places: until then the old
graphs stay. Source: https://www.w3.org/TR/sparql11-update/#move.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from pyoxigraph import NamedNode

from azkz_graph.http.http_client import Client
from azkz_graph.problem import UsageError
from azkz_graph.remote.endpoint import Endpoint
from azkz_graph.remote.graph_store import name_graph
from azkz_graph.remote.refusal import refusal
from azkz_graph.remote.spool import Graph, Part, Spool
from azkz_graph.remote.triple_counts import graph_counts

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

    def prepare(self, spool: Spool, tell: Callable[[int], None]) -> None:
        """Put the lines of each graph into the graph beside it.

        Raises:
            UsageError: the store does not take them.
        """
        for part in spool.parts:
            position = part.start
            for batch in batches(spool, part):
                self.run(f"INSERT DATA {{ GRAPH {name_loading_graph(part.graph)} {{\n{batch.decode()}}} }}")
                position += len(batch)
                tell(position)

    def replace(self, spool: Spool, part: Part, tell: Callable[[int], None]) -> None:
        """Put the graph beside a graph in its place.

        Raises:
            UsageError: the store does not move it.
        """
        self.move(name_loading_graph(part.graph), part.graph)
        tell(part.start + part.length)

    def remove(self, graph: Graph) -> None:
        """Take a named graph away; it may be gone already."""
        self.run(f"DROP SILENT GRAPH {graph}")

    def move(self, beside: NamedNode, graph: Graph) -> None:
        """Put one graph in the place of another.

        A move that is repeated would move nothing, and so empty the graph: whether it was done is asked.
        """
        place = f"GRAPH {graph}" if graph else "DEFAULT"
        try:
            self.run(f"MOVE GRAPH {beside} TO {place}", repeatable=False)
        except UsageError:
            if graph_counts(self.endpoint, [beside])[beside]:
                raise

    def run(self, text: str, repeatable: bool = True) -> None:
        """Run one update.

        Raises:
            UsageError: the store does not do it.
        """
        reply = self.client.send("POST", self.url, UPDATE, text.encode(), repeatable=repeatable)
        if not reply.is_success or reply.is_page:
            raise refusal(reply, self.client.knows(self.url))

    def left(self, graph: Graph) -> str:
        """Say in which state a graph is that was not replaced completely."""
        return f"{name_graph(graph)} is unchanged"


def name_loading_graph(graph: Graph) -> NamedNode:
    """Return the graph beside a graph, in which its new triples are collected.

    >>> name_loading_graph(NamedNode("https://example.org/g")).value
    'https://example.org/g#loading'
    """
    name = graph.value if graph else "urn:x-azkz:default"
    return NamedNode(f"{name}{'-' if '#' in name else '#'}loading")


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

"""Stores that speak the SPARQL 1.1 Graph Store HTTP Protocol.

Source: https://www.w3.org/TR/sparql11-http-rdf-update/. A graph is one request of known length, because
Virtuoso breaks off a chunked one.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from io import RawIOBase
from typing import Final

from azkz_graph.http.http_client import Client
from azkz_graph.remote.endpoint import with_query
from azkz_graph.remote.load_run import Run, record_lines
from azkz_graph.remote.refusal import refusal
from azkz_graph.remote.spool import Graph, Part, Spool
from azkz_graph.remote.write_request import send

N_TRIPLES: Final = {"Content-Type": "application/n-triples"}


@dataclass(frozen=True)
class GraphStore:
    """A URL at which graphs are replaced whole."""

    url: str
    client: Client
    run: Run = field(default_factory=Run)

    def record(self, spool: Spool) -> None:
        """Say in the store which graphs this load makes for itself.

        Raises:
            UsageError: the store does not take it.
        """
        self.put(self.run.record, b"".join(record_lines([self.run.trial])))

    def plan(self, spool: Spool) -> tuple[list[Sequence[Part]], str]:
        """Return the graphs that one request replaces, each alone, and nothing to warn of."""
        return [(part,) for part in spool.parts], ""

    def prepare(self, spool: Spool, tell: Callable[[int], None]) -> None:
        """Put all lines into a graph that is then removed.

        Where a store empties a graph before it reads what shall be in its place, what it cannot read must not be sent
        to that graph.

        Raises:
            UsageError: the store does not take them.
        """
        for piece in spool.pieces():
            self.put(self.run.trial, spool.body(piece, tell))
        self.remove(self.run.trial)

    def replace(self, spool: Spool, group: Sequence[Part], tell: Callable[[int], None]) -> None:
        """Put the lines of each graph in its place.

        Raises:
            UsageError: the store does not take them.
        """
        for part in group:
            self.put(part.graph, spool.body(part, tell))

    def put(self, graph: Graph, body: bytes | RawIOBase) -> None:
        """Put lines in the place of a graph, in one request.

        Raises:
            UsageError: the store does not take them.
        """
        url = graph_url(self.url, graph)
        reply = send(self.client, "PUT", url, N_TRIPLES, body)
        if not reply.is_success:
            raise refusal(reply, self.client.knows(url))

    def remove(self, graph: Graph) -> None:
        """Take a graph away; it may be gone already.

        Raises:
            UsageError: the store does not do it.
        """
        url = graph_url(self.url, graph)
        reply = send(self.client, "DELETE", url, {})
        if not reply.is_success and reply.status != 404:
            raise refusal(reply, self.client.knows(url))

    def left(self, group: Sequence[Part]) -> tuple[int, str]:
        """Return how many graphs are replaced of those that a failed request should replace; say how the others are."""
        return 0, self.unknown(group)

    def unknown(self, group: Sequence[Part]) -> str:
        """Say in which state these graphs may be."""
        return f"{name_graph(group[0].graph)} may be as it was, half full or empty"


def graph_url(url: str, graph: Graph) -> str:
    """Return the URL of a graph, by indirect identification (section 4.2)."""
    return with_query(url, graph=graph.value) if graph else with_query(url, default="")


def name_graph(graph: Graph) -> str:
    """Return what a graph is called in a sentence."""
    return str(graph) if graph else "the default graph"

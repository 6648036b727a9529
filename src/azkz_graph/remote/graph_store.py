"""Stores that speak the SPARQL 1.1 Graph Store HTTP Protocol.

Source: https://www.w3.org/TR/sparql11-http-rdf-update/. A graph is one request of known length, because
Virtuoso breaks off a chunked one.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final

from pyoxigraph import NamedNode

from azkz_graph.http.http_client import Client
from azkz_graph.remote.endpoint import with_query
from azkz_graph.remote.refusal import refusal
from azkz_graph.remote.spool import Graph, Part, Spool

N_TRIPLES: Final = {"Content-Type": "application/n-triples"}


TRIAL: Final = NamedNode("urn:x-azkz:trial")
"""The graph into which all is put first. Where a store empties a graph before it reads what shall be in its place, what
it cannot read must not be sent to that graph."""


@dataclass(frozen=True)
class GraphStore:
    """A URL at which graphs are replaced whole."""

    url: str
    client: Client

    def prepare(self, spool: Spool, tell: Callable[[int], None]) -> None:
        """Put all lines into a graph that is then removed.

        Raises:
            UsageError: the store does not take them.
        """
        for piece in spool.pieces():
            self.replace(spool, replace(piece, graph=TRIAL), tell)
        self.remove(TRIAL)

    def replace(self, spool: Spool, part: Part, tell: Callable[[int], None]) -> None:
        """Put the part's lines in the place of its graph, in one request.

        Raises:
            UsageError: the store does not take them.
        """
        url = graph_url(self.url, part.graph)
        reply = self.client.send("PUT", url, N_TRIPLES, spool.body(part, tell))
        if not reply.is_success:
            raise refusal(reply, self.client.knows(url))

    def remove(self, graph: Graph) -> None:
        """Take a graph away; it may be gone already.

        Raises:
            UsageError: the store does not do it.
        """
        url = graph_url(self.url, graph)
        reply = self.client.send("DELETE", url, {})
        if not reply.is_success and reply.status != 404:
            raise refusal(reply, self.client.knows(url))

    def left(self, graph: Graph) -> str:
        """Say in which state a graph is that was not replaced completely."""
        return f"{name_graph(graph)} may be as it was, half full or empty"


def graph_url(url: str, graph: Graph) -> str:
    """Return the URL of a graph, by indirect identification (section 4.2)."""
    return with_query(url, graph=graph.value) if graph else with_query(url, default="")


def name_graph(graph: Graph) -> str:
    """Return what a graph is called in a sentence."""
    return str(graph) if graph else "the default graph"

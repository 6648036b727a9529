"""Names that one load gives to graphs of its own, and the record by which a later load finds them.

A load may be killed at any moment. So it first makes a record, a small graph that lists the graphs which it is going to
make, and removes that last. All names have a random part, so that no graph of somebody else has one.
"""

import re
import secrets
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from pyoxigraph import NamedNode

from azkz_graph.remote.endpoint import Endpoint
from azkz_graph.remote.spool import Graph, Part
from azkz_graph.remote.triple_counts import AT_ONCE, rows

RECORD: Final = "urn:x-azkz:load:"
TRIAL: Final = "urn:x-azkz:trial:"
RUN: Final = re.compile(rf"{RECORD}([0-9a-f]{{32}})")
OWN: Final = re.compile(rf"(?:{RECORD}|{TRIAL}|.*[#-]loading-)[0-9a-f]{{32}}", re.DOTALL)

LISTS: Final = "<urn:x-azkz:load> <urn:x-azkz:lists>"
"""The subject and the predicate of what a record says: a store finds them fast, however large it is."""

SOURCE: Final = "looking for unfinished loads"

RUNS: Final = f"SELECT DISTINCT ?run {{ GRAPH ?run {{ {LISTS} ?g }} }}"


@dataclass(frozen=True)
class Run:
    """One load: what names the graphs that it makes beside those of others."""

    key: str = field(default_factory=lambda: secrets.token_hex(16))

    @property
    def record(self) -> NamedNode:
        """Return the graph that lists the graphs which this load makes."""
        return NamedNode(RECORD + self.key)

    @property
    def trial(self) -> NamedNode:
        """Return the graph into which all is put first, to see whether the store takes it."""
        return NamedNode(TRIAL + self.key)

    def beside(self, graph: Graph) -> NamedNode:
        """Return the graph beside a graph, in which its new triples are collected.

        >>> Run("0" * 32).beside(NamedNode("https://example.org/g")).value
        'https://example.org/g#loading-00000000000000000000000000000000'
        """
        name = graph.value if graph else "urn:x-azkz:default"
        return NamedNode(f"{name}{'-' if '#' in name else '#'}loading-{self.key}")

    def names(self, parts: Iterable[Part]) -> list[Graph]:
        """Return every graph that a load of these graphs makes, in whichever way it does."""
        return [self.trial, *(self.beside(part.graph) for part in parts)]


def is_own_name(graph: Graph) -> bool:
    """Return whether the graph is named as a load names what it makes for itself.

    >>> is_own_name(Run().beside(None)), is_own_name(NamedNode("https://example.org/g#loading"))
    (True, False)
    """
    return graph is not None and OWN.fullmatch(graph.value) is not None


def record_lines(graphs: Iterable[Graph]) -> Iterator[bytes]:
    """Yield the lines of a record."""
    return (f"{LISTS} {graph} .\n".encode() for graph in graphs)


def find_runs(endpoint: Endpoint) -> list[Run]:
    """Return the loads that have a record: they did not finish, or are running.

    Raises:
        UsageError: the endpoint does not answer.
    """
    found = (name for (name,) in rows(endpoint, RUNS, "run", source=SOURCE) if isinstance(name, NamedNode))
    return [Run(match[1]) for match in map(RUN.fullmatch, (name.value for name in found)) if match]


def has_listed(endpoint: Endpoint, run: Run, graphs: Sequence[Graph]) -> bool:
    """Return whether the record of the load lists one of these graphs.

    Raises:
        UsageError: the endpoint does not answer.
    """
    for start in range(0, len(graphs), AT_ONCE):
        asked = " ".join(map(str, graphs[start : start + AT_ONCE]))
        text = f"SELECT ?g {{ VALUES ?g {{ {asked} }} GRAPH {run.record} {{ {LISTS} ?g }} }}"
        if any(rows(endpoint, text, "g", source=SOURCE)):
            return True
    return False


def has_left(endpoint: Endpoint, run: Run) -> bool:
    """Return whether the store holds a graph that the record of the load lists.

    Raises:
        UsageError: the endpoint does not answer.
    """
    text = f"SELECT ?g {{ GRAPH {run.record} {{ {LISTS} ?g }} GRAPH ?g {{ ?s ?p ?o }} }} LIMIT 1"
    return any(rows(endpoint, text, "g", source=SOURCE))

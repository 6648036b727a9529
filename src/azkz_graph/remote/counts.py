"""Graphs in; how many triples an endpoint finds in each, and where that is not what was loaded, out."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from pyoxigraph import Literal, NamedNode, QuerySolutions

from azkz_graph.problem import UsageError
from azkz_graph.remote.endpoint import Endpoint
from azkz_graph.remote.spool import Graph, Part

AT_ONCE: Final = 200
"""How many graphs one query counts."""

NAMED: Final = "SELECT ?g (COUNT(*) AS ?n) {{ VALUES ?g {{ {} }} GRAPH ?g {{ ?s ?p ?o }} }} GROUP BY ?g"
DEFAULT: Final = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"


@dataclass(frozen=True)
class Miscount:
    """A graph that has another number of triples than was loaded into it."""

    graph: Graph
    loaded: int
    found: int

    def __str__(self) -> str:
        name = self.graph or "the default graph"
        less = self.loaded - self.found
        much = f"{abs(less):,} {'fewer' if less > 0 else 'more'}"
        return f"{name} holds {self.found:,} where {self.loaded:,} triples were loaded: {much}"


def graph_counts(endpoint: Endpoint, graphs: Sequence[Graph]) -> dict[Graph, int]:
    """The number of triples of each graph.

    Raises:
        UsageError: the endpoint does not answer.
    """
    named = [graph for graph in graphs if graph]
    found: dict[Graph, int] = dict.fromkeys(graphs, 0)
    for group in (named[start : start + AT_ONCE] for start in range(0, len(named), AT_ONCE)):
        for row in rows(endpoint, NAMED.format(" ".join(map(str, group)))):
            if isinstance(row[0], NamedNode):
                found[row[0]] = number(endpoint, row[1])
    if None in found:
        (row,) = rows(endpoint, DEFAULT)
        found[None] = number(endpoint, row[0])
    return found


def rows(endpoint: Endpoint, text: str) -> Iterator[tuple[object, ...]]:
    """The rows that a query of our own finds."""
    answer = endpoint.answer(text, source="counting")
    return (tuple(row) for row in answer) if isinstance(answer, QuerySolutions) else iter(())


def number(endpoint: Endpoint, term: object) -> int:
    """The number that a count is."""
    if isinstance(term, Literal) and term.value.isdecimal():
        return int(term.value)
    raise UsageError(
        f"{endpoint.url} does not count triples; give the address of a SPARQL 1.1 endpoint by --query"
    )


def miscounts(endpoint: Endpoint, parts: Iterable[Part]) -> list[Miscount]:
    """The graphs whose number of triples is not the one that was loaded.

    A default graph may show the named graphs too, so only a default graph that is too small counts as one.
    """
    loaded = {part.graph: part.count for part in parts}
    found = graph_counts(endpoint, list(loaded))
    return [
        Miscount(graph, count, found[graph])
        for graph, count in loaded.items()
        if (found[graph] < count if graph is None else found[graph] != count)
    ]

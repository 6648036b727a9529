"""Counts of an endpoint's triples, graph by graph, compared with what was loaded."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Final

from pyoxigraph import Literal, NamedNode, QuerySolutions

from azkz_graph.problem import UsageError
from azkz_graph.remote.endpoint import Endpoint
from azkz_graph.remote.spool import Graph, Part
from azkz_graph.text.counts import counted
from azkz_graph.text.safe_text import printable

AT_ONCE: Final = 200
"""How many graphs one query counts."""

NAMED: Final = "SELECT ?g (COUNT(*) AS ?n) {{ VALUES ?g {{ {} }} GRAPH ?g {{ ?s ?p ?o }} }} GROUP BY ?g"
DEFAULT: Final = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"


@dataclass(frozen=True)
class Miscount:
    """A graph whose number of triples is not the one that was loaded."""

    graph: Graph
    loaded: int
    found: int

    def __str__(self) -> str:
        name = self.graph or "the default graph"
        less = self.loaded - self.found
        much = f"{abs(less):,} {'fewer' if less > 0 else 'more'}"
        return f"{name} holds {self.found:,} where {counted(self.loaded, 'triple was', 'triples were')} loaded: {much}"


def graph_counts(endpoint: Endpoint, graphs: Sequence[Graph]) -> dict[Graph, int]:
    """Return the number of triples of each graph.

    Raises:
        UsageError: the endpoint does not answer.
    """
    named = [graph for graph in graphs if graph]
    found: dict[Graph, int] = dict.fromkeys(graphs, 0)
    for group in (named[start : start + AT_ONCE] for start in range(0, len(named), AT_ONCE)):
        for name, count in rows(endpoint, NAMED.format(" ".join(map(str, group))), "g", "n"):
            if isinstance(name, NamedNode):
                found[name] = number(endpoint, count)
    if None in found:
        counted = list(islice(rows(endpoint, DEFAULT, "n"), 2))
        if len(counted) != 1:
            raise no_counts(endpoint)
        found[None] = number(endpoint, counted[0][0])
    return found


def rows(
    endpoint: Endpoint, text: str, *names: str, source: str = "counting"
) -> Iterator[tuple[object, ...]]:
    """Return the values of these variables in each row that one of our queries finds.

    Raises:
        UsageError: what is answered has no such rows.
    """
    answer = endpoint.answer(text, source=source)
    if not isinstance(answer, QuerySolutions):
        raise no_counts(endpoint)
    if not {variable.value for variable in answer.variables}.issuperset(names):
        raise no_counts(endpoint)
    return (tuple(row[name] for name in names) for row in answer)


def number(endpoint: Endpoint, term: object) -> int:
    """Return the number that a count is."""
    # No store holds as many triples as a number of twenty digits, which Python might not even read.
    if isinstance(term, Literal) and term.value.isdecimal() and len(term.value) < 20:
        return int(term.value)
    raise no_counts(endpoint)


def no_counts(endpoint: Endpoint) -> UsageError:
    """Say that the answer is no count."""
    return UsageError(
        f"{printable(endpoint.url)} does not count triples; give the address of a SPARQL 1.1 endpoint by --query"
    )


def miscounts(endpoint: Endpoint, parts: Iterable[Part]) -> list[Miscount]:
    """Yield the graphs whose number of triples is not the one that was loaded.

    A default graph may show the named graphs too, so only a default graph that is too small counts as one.
    """
    loaded = {part.graph: part.count for part in parts}
    found = graph_counts(endpoint, list(loaded))
    return [
        Miscount(graph, count, found[graph])
        for graph, count in loaded.items()
        if (found[graph] < count if graph is None else found[graph] != count)
    ]

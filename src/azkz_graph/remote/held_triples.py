"""Comparison of the triples that a store holds with those that were loaded, by what they mean.

Every triple is read back, because no standard query makes a checksum of a graph. Blank nodes are all alike here: their
names are the store's own.
"""

import io
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Final

from pyoxigraph import NamedNode, RdfFormat, parse

from azkz_graph.graph.value_equality import value
from azkz_graph.problem import UsageError
from azkz_graph.remote.endpoint import Endpoint
from azkz_graph.remote.graph_store import name_graph
from azkz_graph.remote.spool import Graph, Part, Spool
from azkz_graph.remote.triple_counts import AT_ONCE, rows
from azkz_graph.text.safe_text import brief

TRIPLES: Final = 10_000
"""How many triples of small graphs one query asks for; some servers cut off longer answers."""

SEVERAL: Final = "SELECT ?g ?s ?p ?o {{ VALUES ?g {{ {} }} GRAPH ?g {{ ?s ?p ?o }} }}"
ONE: Final = "SELECT ?s ?p ?o {{ GRAPH {} {{ ?s ?p ?o }} }}"
DEFAULT: Final = "SELECT ?s ?p ?o { ?s ?p ?o }"

SOURCE: Final = "reading back"

Row = tuple[object, ...]


def different_graphs(endpoint: Endpoint, spool: Spool, tell: Callable[[int], None]) -> Iterator[str]:
    """Yield a sentence on each graph of which the store holds other triples than the spool, or that it does not show.

    `tell` receives up to where the spool is compared.
    """
    for group in group_parts(spool.parts):
        try:
            found = read_graphs(endpoint, group)
        except UsageError as error:
            why = str(error).removeprefix(f"{SOURCE}: ")
            yield from (f"{name_graph(part.graph)} is not compared: {why}" for part in group)
        else:
            for part in group:
                if how := difference(spool, part, found[part.graph]):
                    yield f"{name_graph(part.graph)}: {how}"
        tell(group[-1].start + group[-1].length)


def difference(spool: Spool, part: Part, found: Iterable[Row]) -> str:
    """Say how the triples that were found differ from those of the part; the empty text if both mean the same.

    A default graph may show the named graphs too, so only what it lacks is told.
    """
    # A number for each triple, not the triple, so that large graphs fit into memory.
    lacking = Counter(map(meaning, triples(spool, part)))
    more, added = 0, None
    for row in found:
        number = meaning(row)
        if lacking[number] > 0:
            lacking[number] -= 1
        elif part.graph:
            more, added = more + 1, added or row
    parts = []
    if lacking.total():
        first = next(row for row in triples(spool, part) if lacking[meaning(row)] > 0)
        parts.append(f"{lacking.total():,} of {part.count:,} triples missing, such as {written(first)}")
    if added:
        parts.append(f"{more:,} added, such as {written(added)}")
    return "; ".join(parts)


def group_parts(parts: Iterable[Part]) -> Iterator[list[Part]]:
    """Yield the parts, as many together as one query asks for; the default graph and a large one alone."""
    group: list[Part] = []
    for part in parts:
        count = sum(each.count for each in group) + part.count
        if group and (count > TRIPLES or len(group) == AT_ONCE or group[0].graph is None):
            yield group
            group = []
        group.append(part)
    if group:
        yield group


def read_graphs(endpoint: Endpoint, group: list[Part]) -> Mapping[Graph, Iterable[Row]]:
    """Return the triples that the endpoint shows in each of these graphs.

    Raises:
        UsageError: there is no whole answer.
    """
    first = group[0].graph
    if len(group) == 1:
        text = ONE.format(first) if first else DEFAULT
        return {first: rows(endpoint, text, "s", "p", "o", source=SOURCE)}
    found: dict[Graph, list[Row]] = {part.graph: [] for part in group}
    text = SEVERAL.format(" ".join(str(part.graph) for part in group))
    for graph, *row in rows(endpoint, text, "g", "s", "p", "o", source=SOURCE):
        if isinstance(graph, NamedNode) and graph in found:
            found[graph].append(tuple(row))
    return found


def triples(spool: Spool, part: Part) -> Iterator[Row]:
    """Yield the triples of a part."""
    body = io.BufferedReader(spool.body(part, lambda sent: None))
    for quad in parse(body, format=RdfFormat.N_TRIPLES):
        yield quad.subject, quad.predicate, quad.object


def meaning(row: Row) -> int:
    """Return a number, the same for triples that mean the same."""
    return hash(tuple(map(value, row)))  # type: ignore[arg-type]


def written(row: Row) -> str:
    """Return a triple as it is shown."""
    return brief(" ".join(map(str, row)))

"""Changes that take a store from one version to another, found from what it really holds.

What only the old version has is deleted, as the store writes it; what only the new one has is inserted. A store that
was left between the two goes on from there. One that holds something else, or lacks what both versions have, does not
hold the old version.
"""

import heapq
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby, islice
from operator import itemgetter
from typing import Final

from pyoxigraph import RdfFormat, parse

from azkz_graph.remote.endpoint import Endpoint
from azkz_graph.remote.graph_store import name_graph
from azkz_graph.remote.held_triples import Row, group_parts, meaning, read_graphs, written
from azkz_graph.remote.sparql_update import JOINT, LINES, batches
from azkz_graph.remote.spool import Graph, Part, Spool
from azkz_graph.text.counts import counted

OLD: Final = 0
NEW: Final = 1


@dataclass(frozen=True)
class GraphChange:
    """The lines that are deleted from a graph and inserted into it.

    `is_gone` says that the new version has no such graph, `fault` how the graph differs from both versions.
    """

    graph: Graph
    deleted: Sequence[bytes]
    inserted: Sequence[bytes]
    is_gone: bool
    fault: str


@dataclass(frozen=True)
class GraphVersions:
    """A graph in the old and in the new version; None where there is none."""

    spools: tuple[Spool, Spool]
    parts: tuple[Part | None, Part | None]

    @property
    def count(self) -> int:
        """Return how many triples the graph has in the version that has more."""
        return max(part.count for part in self.parts if part)

    def triples(self) -> Iterator[tuple[Row, bytes, set[int]]]:
        """Yield each triple, its line, and the versions that have it."""
        marked = heapq.merge(*(self.mark_lines(version) for version in (OLD, NEW)))
        lines = (
            (line, {version for _, version in found}) for line, found in groupby(marked, key=itemgetter(0))
        )
        while batch := list(islice(lines, LINES)):
            parsed = parse(b"".join(line for line, _ in batch), format=RdfFormat.N_TRIPLES)
            for quad, (line, found_in) in zip(parsed, batch, strict=True):
                yield (quad.subject, quad.predicate, quad.object), line, found_in

    def mark_lines(self, version: int) -> Iterator[tuple[bytes, int]]:
        """Yield the lines of one version, with the version."""
        if part := self.parts[version]:
            yield from ((line, version) for line in self.spools[version].lines(part))


@dataclass
class Expected:
    """What a graph should hold, by the numbers of what triples mean.

    `kept` has how many triples of both versions there are, without those that mean the same as one that changes;
    `leaving` what the old version has and the new one has not, or writes in another way; `wanted` the lines of the new
    version that mean what changes.
    """

    kept: Counter[int] = field(default_factory=Counter)
    leaving: set[int] = field(default_factory=set)
    wanted: dict[int, set[bytes]] = field(default_factory=dict)


def find_changes(
    endpoint: Endpoint, old: Spool, new: Spool, tell: Callable[[int], None]
) -> Iterator[GraphChange]:
    """Yield the change of each graph of both versions, an empty one too; `tell` receives how many graphs are read.

    Raises:
        UsageError: the endpoint does not show a graph whole.
    """
    olds, news = ({part.graph: part for part in spool.parts} for spool in (old, new))
    versions = {
        graph: GraphVersions((old, new), (olds.get(graph), news.get(graph)))
        for graph in sorted(olds.keys() | news.keys(), key=lambda graph: graph.value if graph else "")
    }
    done = 0
    for group in group_parts(Part(graph, 0, 0, each.count) for graph, each in versions.items()):
        found = read_graphs(endpoint, group)
        for part in group:
            yield find_change(part.graph, versions[part.graph], found[part.graph])
        tell(done := done + len(group))


def find_change(graph: Graph, versions: GraphVersions, rows: Iterable[Row]) -> GraphChange:
    """Return how the graph changes that holds these rows.

    A default graph may show the named graphs too: what it holds besides is no fault, and what it is to hold is inserted
    though it shows it.
    """
    expected = expect(versions)
    changing = expected.leaving | expected.wanted.keys()
    held: dict[int, set[bytes]] = {}
    found: Counter[int] = Counter()
    added, such = 0, None
    for row in rows:
        number = meaning(row)
        if number in changing:
            held.setdefault(number, set()).add(line_of(row))
            continue
        found[number] += 1
        if graph and found[number] > expected.kept[number]:
            added, such = added + 1, such or row
    deleted: set[bytes] = set()
    inserted: set[bytes] = set()
    for number in changing:
        there, wanted = held.get(number, set()), expected.wanted.get(number, set())
        if number in expected.leaving:
            deleted |= there - wanted
        # What a store writes in its own way is not sent again.
        if number in expected.leaving or graph is None or len(there) < len(wanted):
            inserted |= wanted - there if graph else wanted
    lacking = {number: count for number, count in expected.kept.items() if not found[number]}
    faults = [describe_lacking(versions, lacking)] if lacking else []
    if such:
        faults.append(f"{counted(added, 'triple')} added, such as {written(such)}")
    return GraphChange(
        graph, sorted(deleted), sorted(inserted), versions.parts[NEW] is None, "; ".join(faults)
    )


def expect(versions: GraphVersions) -> Expected:
    """Return what the graph should hold."""
    # A number for each triple that stays, not the triple, so that large graphs fit into memory.
    expected = Expected()
    for row, line, found_in in versions.triples():
        number = meaning(row)
        if found_in == {OLD, NEW}:
            expected.kept[number] += 1
        elif OLD in found_in:
            expected.leaving.add(number)
        else:
            expected.wanted.setdefault(number, set()).add(line)
    changing = expected.leaving | expected.wanted.keys()
    # Of several ways to write a value some may stay and some not, and the store may hold one for all of them.
    if both := changing.intersection(expected.kept):
        for row, line, found_in in versions.triples():
            if found_in == {OLD, NEW} and (number := meaning(row)) in both:
                expected.wanted.setdefault(number, set()).add(line)
        for number in both:
            del expected.kept[number]
    return expected


def describe_lacking(versions: GraphVersions, lacking: Mapping[int, int]) -> str:
    """Say how many triples of both versions the store lacks, and which is the first."""
    such = next(row for row, _, _ in versions.triples() if meaning(row) in lacking)
    return f"{counted(sum(lacking.values()), 'triple')} missing, such as {written(such)}"


def line_of(row: Row) -> bytes:
    """Return the line of a triple, as the spool writes it."""
    return f"{' '.join(map(str, row))} .\n".encode()


def operations(changes: Sequence[GraphChange]) -> Iterator[str]:
    """Yield the changes as updates, each of one graph, because Virtuoso deletes nothing where an update names two.

    What deletes comes first: what is deleted and inserted in two ways of writing may be the same to the store.
    """
    for change in changes:
        if change.is_gone and change.graph and change.deleted:
            yield f"DROP SILENT GRAPH {change.graph}"
        else:
            yield from data_updates("DELETE", change.graph, change.deleted)
    for change in changes:
        yield from data_updates("INSERT", change.graph, change.inserted)


def data_updates(verb: str, graph: Graph, lines: Iterable[bytes]) -> Iterator[str]:
    """Yield the updates that delete the lines from a graph, or insert them."""
    for batch in batches(lines):
        triples = abbreviate(batch.decode())
        yield f"{verb} DATA {{ GRAPH {graph} {{\n{triples}}} }}" if graph else f"{verb} DATA {{\n{triples}}}"


def abbreviate(lines: str) -> str:
    r"""Return sorted lines of N-Triples with each subject, and each predicate of a subject, written once.

    >>> abbreviate('<s> <p> "a b" .\n<s> <p> <o> .\n<s> <q> <o> .\n')
    '<s> <p> "a b" , <o> ;\n<q> <o> .\n'
    """
    triples = (line.removesuffix(" .").split(" ", 2) for line in lines.split("\n") if line)
    return "".join(
        subject + " " + " ;\n".join(abbreviate_objects(found)) + " .\n"
        for subject, found in groupby(triples, key=itemgetter(0))
    )


def abbreviate_objects(triples: Iterable[Sequence[str]]) -> Iterator[str]:
    """Yield each predicate of one subject with its objects."""
    for predicate, found in groupby(triples, key=itemgetter(1)):
        yield f"{predicate} {' , '.join(object for _, _, object in found)}"


def list_changes(changes: Sequence[GraphChange]) -> Iterator[str]:
    """Yield how many triples of each graph are deleted and inserted."""
    for change in changes:
        counts = f"-{len(change.deleted):,} +{len(change.inserted):,}"
        yield f"{counts:>12}  {name_graph(change.graph)}"


def describe(changes: Sequence[GraphChange]) -> str:
    """Say how many triples are deleted and inserted, and by how many bytes of updates."""
    if not changes:
        return "no triple differs from the new version"
    deleted = sum(len(change.deleted) for change in changes)
    inserted = sum(len(change.inserted) for change in changes)
    size = len(JOINT.join(operations(changes)).encode())
    return f"{counted(deleted, 'triple')} deleted and {inserted:,} inserted, by {size:,} bytes"

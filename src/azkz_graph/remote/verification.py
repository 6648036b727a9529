"""Comparison of a store's answers to the saved queries with those of the data."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from pyoxigraph import QueryBoolean, QuerySolutions, Store

from azkz_graph.ask.answers import answer
from azkz_graph.ask.query_catalogue import find_query, query_names
from azkz_graph.ask.results import Found, term_text
from azkz_graph.dataset.project import Project
from azkz_graph.graph.value_equality import Value, value
from azkz_graph.problem import UsageError
from azkz_graph.remote.endpoint import Endpoint
from azkz_graph.text.counts import counted
from azkz_graph.text.safe_text import brief, printable

Row = tuple[Value, ...]


@dataclass(frozen=True)
class Rows:
    """An answer for comparison: its columns, what each row means and how it is shown, in order."""

    names: tuple[str, ...]
    meant: tuple[Row, ...]
    shown: tuple[str, ...]


@dataclass(frozen=True)
class Difference:
    """A saved query that is answered differently, and how."""

    query: str
    how: str

    def __str__(self) -> str:
        return printable(f"{self.query}: {self.how}")


def differences(
    endpoint: Endpoint, store: Store, project: Project, tell: Callable[[int], None]
) -> Iterator[Difference]:
    """Yield the saved queries that the endpoint answers differently from the store that holds the same data.

    A query that the endpoint does not answer is one of them. `tell` receives how many are asked.
    """
    for done, name in enumerate(query_names(project.queries), 1):
        query = find_query(project.queries, name)
        try:
            there = endpoint.answer(query.text, source=name)
        except UsageError as error:
            yield Difference(name, str(error).removeprefix(f"{name}: "))
        else:
            how = difference(rows(answer(store, query.text, source=name)), rows(there))
            if how:
                yield Difference(name, how)
        tell(done)


def rows(found: Found) -> Rows:
    """Return an answer for comparison; the triples of a graph have no order, and yes or no is one row."""
    if isinstance(found, QueryBoolean):
        return Rows((), ((("truth", bool(found)),),), ("yes" if found else "no",))
    if isinstance(found, QuerySolutions):
        names = tuple(variable.value for variable in found.variables)
        lines = [[row[name] for name in names] for row in found]
    else:
        names = ("subject", "predicate", "object")
        unordered = sorted({(t.subject, t.predicate, t.object) for t in found}, key=str)
        lines = sorted(map(list, unordered), key=lambda line: str([value(term) for term in line]))
    return Rows(
        names,
        tuple(tuple(value(term) for term in line) for line in lines),
        tuple(" | ".join(term_text(term) for term in line) for line in lines),
    )


def difference(here: Rows, there: Rows) -> str | None:
    """Say how the answer there differs from that here; None if both mean the same in the same order."""
    if sorted(here.names) != sorted(there.names):
        return f"its columns are {brief(', '.join(there.names))}, not {', '.join(here.names)}"
    if here.names != there.names:
        return f"its columns are in another order, {brief(', '.join(there.names))}"
    if here.meant == there.meant:
        return None
    missing, added = only(here, there), only(there, here)
    if not missing and not added:
        first = next(
            number
            for number, pair in enumerate(zip(here.meant, there.meant, strict=True), 1)
            if pair[0] != pair[1]
        )
        return f"the same rows in another order, from row {first:,} on: {brief(there.shown[first - 1])}"
    parts = [
        f"{len(rows):,} {word}, such as {brief(rows[0])}"
        for rows, word in ((missing, "missing"), (added, "added"))
        if rows
    ]
    return f"{len(there.meant):,} for {counted(len(here.meant), 'row')}: {'; '.join(parts)}"


def only(these: Rows, those: Rows) -> Sequence[str]:
    """Return the rows, as they are shown, that only these have."""
    left = Counter(those.meant)
    found = []
    for row, text in zip(these.meant, these.shown, strict=True):
        if left[row]:
            left[row] -= 1
        else:
            found.append(text)
    return found

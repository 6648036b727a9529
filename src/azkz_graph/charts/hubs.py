"""Columns of things around the two best linked ones, each below what it hangs on."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from azkz_graph.charts.chart_words import Term
from azkz_graph.charts.network_graph import Graph


@dataclass(frozen=True)
class Seat:
    """Where a thing stands: its column and row, its indent, and what it hangs on."""

    term: Term
    column: str
    row: int
    depth: int
    parents: tuple[Term, ...]


@dataclass(frozen=True)
class Seating:
    """The hubs and the seats; the columns are `first`, `both` and `second`, after the hubs that they are linked to."""

    hubs: tuple[Term, ...]
    seats: Mapping[Term, Seat]

    @property
    def rows(self) -> int:
        """Count the rows of the longest column."""
        return 1 + max(seat.row for seat in self.seats.values())


def seat_things(graph: Graph) -> Seating:
    """Seat everything except the hubs, in the column of the hubs that it is linked to, or below another thing."""
    linked = graph.neighbours()
    hubs = hubs_of(linked)
    columns: dict[str, list[Seat]] = {"first": [], "both": [], "second": []}
    seated: set[Term] = set(hubs)
    own = {
        term: held
        for term in graph.sorted(set(graph.nodes) - seated)
        if (held := tuple(hub for hub in hubs if hub in linked[term]))
    }
    seated.update(own)
    for term, held in own.items():
        name = "both" if len(held) == 2 else "first" if len(hubs) == 2 and held[0] == hubs[0] else "second"
        columns[name] += seat_below(term, name, 0, held, linked, seated)
    # What is linked to no hub at all, by whatever way, begins where there is most room.
    for term in sorted(set(graph.nodes) - seated, key=lambda term: (-len(linked[term]), str(term))):
        if term not in seated:
            seated.add(term)
            name = min(
                ("second", "first") if len(hubs) == 2 else ("second",), key=lambda name: len(columns[name])
            )
            columns[name] += seat_below(term, name, 0, (), linked, seated)
    seats = {
        seat.term: Seat(seat.term, name, row, seat.depth, seat.parents)
        for name, found in columns.items()
        for row, seat in enumerate(found)
    }
    return Seating(hubs, seats)


def hubs_of(linked: Mapping[Term, Sequence[Term]]) -> tuple[Term, ...]:
    """Return the one or two things with so many links that lines to each would hide the rest."""
    order = sorted(linked, key=lambda term: (-len(linked[term]), str(term)))
    first, *rest = order
    second = [
        term for term in rest[:1] if len(linked[term]) * 2 > len(linked[first]) and len(linked[term]) > 3
    ]
    return (first, *second)


def seat_below(
    term: Term,
    column: str,
    depth: int,
    parents: tuple[Term, ...],
    linked: Mapping[Term, Sequence[Term]],
    seated: set[Term],
) -> Iterator[Seat]:
    """Yield the seat of a thing, and after it those of the things that are first reached from it."""
    yield Seat(term, column, 0, depth, parents)
    free = [other for other in linked[term] if other not in seated]
    seated.update(free)
    for other in free:
        yield from seat_below(other, column, depth + 1, (term,), linked, seated)


def extra(graph: Graph, seating: Seating) -> Iterator[tuple[Term, Term]]:
    """Return the links that do not follow from who hangs on whom."""
    drawn: Collection[frozenset[Term]] = {
        frozenset((seat.term, parent)) for seat in seating.seats.values() for parent in seat.parents
    }
    pairs = {frozenset(pair): pair for pair in graph.links}
    for pair, (one, other) in pairs.items():
        if pair not in drawn and pair <= seating.seats.keys():
            yield one, other

"""Positions in pixels of a graph's things around its hubs."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from azkz_graph.charts.chart_words import Term
from azkz_graph.charts.hubs import Seat, Seating, seat_things
from azkz_graph.charts.lettering import cut
from azkz_graph.charts.network_graph import Graph

HUB, TOP, ROW, INDENT = 44.0, 84.0, 28.0, 16.0
DEEPEST: Final = 7


@dataclass(frozen=True)
class Columns:
    """Pixels from where reading begins: of the hubs, of the marks in each column; the room for names, and in all."""

    hubs: tuple[float, ...]
    marks: Mapping[str, float]
    room: Mapping[str, float]
    width: float


ONE: Final = Columns((130.0,), {"second": 180.0}, {"second": 380.0}, 580.0)
TWO: Final = Columns(
    (302.0, 734.0),
    {"first": 252.0, "both": 352.0, "second": 784.0},
    {"first": 240.0, "both": 330.0, "second": 244.0},
    1040.0,
)
"""The columns around one hub, and around two."""


@dataclass(frozen=True)
class Layout:
    """A graph with its seats, in columns; `mirrored` if reading begins at the right."""

    graph: Graph
    seating: Seating
    columns: Columns
    mirrored: bool

    @property
    def height(self) -> float:
        """Return how high the picture is."""
        return TOP + ROW * self.seating.rows

    def across(self, x: float) -> float:
        """Convert a distance from where reading begins to one from the left."""
        return self.columns.width - x if self.mirrored else x

    def hubs(self) -> Mapping[Term, float]:
        """Return where the hubs stand, from where reading begins."""
        return dict(zip(self.seating.hubs, self.columns.hubs, strict=True))

    def at(self, seat: Seat) -> tuple[float, float]:
        """Return where the mark of a thing stands, from where reading begins."""
        inwards = -indent(seat) if seat.column == "first" else indent(seat)
        return self.columns.marks[seat.column] + inwards, TOP + ROW * (seat.row + 0.5)

    def name(self, seat: Seat) -> str:
        """Return as much of a thing's name as fits into its column."""
        return cut(
            self.graph.nodes[seat.term].name, self.columns.room[seat.column] - 16 - INDENT * seat.depth
        )


def indent(seat: Seat) -> float:
    """Return the indent of a mark; it never leaves its column, however deep it hangs."""
    return INDENT * min(seat.depth, DEEPEST)


def layout(graph: Graph, mirrored: bool) -> Layout:
    """Lay out the graph around its one or two best linked things."""
    order = seat_things(graph)
    return Layout(graph, order, TWO if len(order.hubs) == 2 else ONE, mirrored)

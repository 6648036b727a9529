"""Pictures of the best linked things, with the rest in columns around them."""

from decimal import Decimal

from markupsafe import Markup

from azkz_graph.charts.canvas import Canvas
from azkz_graph.charts.hub_layout import HUB, ROW, Layout, layout
from azkz_graph.charts.hub_lines import arcs, branches, trunks
from azkz_graph.charts.hubs import Seat
from azkz_graph.charts.lettering import cut
from azkz_graph.charts.markers import glyph
from azkz_graph.charts.network_graph import Graph, Node
from azkz_graph.charts.svg import decimal, element


def around_hubs(found: Graph, canvas: Canvas) -> Markup:
    """Draw the things in columns around the best linked ones."""
    seats = layout(found, canvas.mirrored)
    words = canvas.words
    picture = canvas.picture(
        words.t(
            "chart-about-network",
            things=words.number(Decimal(len(found.nodes))),
            links=words.number(Decimal(len(found.links))),
        ),
        *trunks(seats),
        *branches(seats, canvas),
        *arcs(seats, canvas),
        *(hub(found.nodes[term], x, seats, canvas) for term, x in seats.hubs().items()),
        *(draw_seat(seat, seats, canvas) for seat in seats.seating.seats.values()),
        width=seats.columns.width,
        height=seats.height,
        view=True,
    )
    size = "chart-net" if len(seats.seating.hubs) == 2 else "chart-net chart-narrow"
    return canvas.scroll(picture, f"chart-scroll {size}")


def hub(node: Node, x: float, seats: Layout, canvas: Canvas) -> Markup:
    """Draw a hub, its name above it."""
    language = canvas.language([node.term])
    name = cut(node.name, 2 * min(x, seats.columns.width - x, 200))
    x = seats.across(x)
    return canvas.mark(
        canvas.name([node.term]),
        canvas.words.href(node.term),
        element("rect", class_="chart-target", x=x - 40, y=HUB - 36, width=80, height=50),
        glyph(node.mark, x, HUB, 12),
        canvas.letters(
            name, decimal(x), HUB - 22, side="middle", class_="chart-label chart-name", language=language
        ),
    )


def draw_seat(seat: Seat, seats: Layout, canvas: Canvas) -> Markup:
    """Draw a thing with its name: before its mark in the first column, after it in the others."""
    x, y = seats.at(seat)
    reach = seats.columns.room[seat.column] - 16
    before = seat.column == "first"
    start = x - reach if before else x - 12
    left = seats.across(start + reach + 12) if canvas.mirrored else start
    return canvas.mark(
        canvas.name([seat.term]),
        canvas.words.href(seat.term),
        element("rect", class_="chart-target", x=left, y=y - ROW / 2, width=reach + 12, height=ROW),
        glyph(seats.graph.nodes[seat.term].mark, seats.across(x), y),
        canvas.letters(
            seats.name(seat),
            decimal(seats.across(x - 12 if before else x + 12)),
            y + 4.5,
            side="end" if before else "start",
            language=canvas.language([seat.term]),
        ),
    )

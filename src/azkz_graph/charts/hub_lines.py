"""Lines that lead to each thing from what it hangs on."""

from collections.abc import Iterator
from decimal import Decimal

from markupsafe import Markup

from azkz_graph.charts.canvas import Canvas
from azkz_graph.charts.chart_words import Term
from azkz_graph.charts.hub_layout import HUB, Layout
from azkz_graph.charts.hubs import Seat, extra
from azkz_graph.charts.lettering import width
from azkz_graph.charts.link_lines import link
from azkz_graph.charts.svg import decimal, element


def trunks(seats: Layout) -> Iterator[Markup]:
    """Draw the line down from each hub as far as its last branch."""
    for term, x in seats.hubs().items():
        ends = [seats.at(seat)[1] for seat in seats.seating.seats.values() if term in seat.parents]
        if ends:
            middle = seats.across(x)
            yield element("line", x1=middle, x2=middle, y1=HUB, y2=max(ends) - 8, class_="chart-link")


def branches(seats: Layout, canvas: Canvas) -> Iterator[Markup]:
    """Draw the lines to each thing from what it hangs on, and between the hubs, with what they mean."""
    hubs, graph = seats.hubs(), seats.graph
    if len(hubs) == 2 and (said := graph.between(*hubs)):
        one, other = (seats.across(x) for x in hubs.values())
        yield link(tuple(hubs), f"M{decimal(one)} {decimal(HUB)}H{decimal(other)}", said, canvas)
        text = canvas.words.t("chart-links", n=canvas.words.number(Decimal(len(said))))
        yield canvas.letters(text, decimal((one + other) / 2), HUB - 8, side="middle", class_="chart-small")
    for seat in seats.seating.seats.values():
        for parent in seat.parents:
            path = branch(hubs[parent], seat, seats) if parent in hubs else twig(parent, seat, seats)
            yield link((parent, seat.term), path, graph.between(seat.term, parent), canvas)


def branch(trunk: float, seat: Seat, seats: Layout) -> str:
    """Return the path from a trunk around a corner to the nearer side of a thing's name or mark."""
    end, y = seats.at(seat)
    if seat.column == "both" and trunk > end:
        end += 20 + width(seats.name(seat))
    turn = 8.0 if end > trunk else -8.0
    start, corner, last = (decimal(seats.across(x)) for x in (trunk, trunk + turn, end))
    return f"M{start} {decimal(y - 8)}Q{start} {decimal(y)} {corner} {decimal(y)}H{last}"


def twig(parent: Term, seat: Seat, seats: Layout) -> str:
    """Return the path from the mark of a thing down to that of one that hangs on it."""
    (px, py), (x, y) = seats.at(seats.seating.seats[parent]), seats.at(seat)
    return f"M{decimal(seats.across(px))} {decimal(py)}V{decimal(y)}H{decimal(seats.across(x))}"


def arcs(seats: Layout, canvas: Canvas) -> Iterator[Markup]:
    """Draw the other links, as bent lines between the marks."""
    places = seats.seating.seats
    for one, other in extra(seats.graph, seats.seating):
        path = arc(places[one], places[other], seats)
        yield link((one, other), path, seats.graph.between(one, other), canvas, "chart-link chart-arc")


def arc(one: Seat, other: Seat, seats: Layout) -> str:
    """Return a bent line between two marks: beside their column, or from one column to the other."""
    (ax, ay), (bx, by) = seats.at(one), seats.at(other)
    if one.column != other.column:
        bent = (ax + bx) / 2
    else:
        bent = max(ax, bx) + 30 if one.column == "first" else min(ax, bx) - 30
    start, pull, end = (decimal(seats.across(x)) for x in (ax, bent, bx))
    return f"M{start} {decimal(ay)}C{pull} {decimal(ay)} {pull} {decimal(by)} {end} {decimal(by)}"

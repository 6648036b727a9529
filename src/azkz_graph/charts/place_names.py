"""Names on a map, with what is tied to each place, so that none covers another."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from markupsafe import Markup

from azkz_graph.charts.canvas import Canvas
from azkz_graph.charts.chart_words import Term
from azkz_graph.charts.country_outlines import Point, centre
from azkz_graph.charts.gazetteer import Gazetteer, Located
from azkz_graph.charts.label_placement import Place, Spot, arrange_labels
from azkz_graph.charts.lettering import cut, width
from azkz_graph.charts.projection import View
from azkz_graph.charts.svg import decimal, element

MOST: Final = 4
"""More things than these are not named at a place; their number is."""

PLACES: Final = 40
"""More places than these are not named."""

POINTS: Final = 250
"""More places than these are not drawn; the table has the rest."""

ROOM: Final = 320.0
"""No line is wider than that many pixels."""

LINE: Final = 24.0
"""From line to line: the least size of what can be pressed, WCAG 2.2, success criterion 2.5.8."""


@dataclass(frozen=True)
class Line:
    """One line of a name, and what it leads to."""

    term: Term | None
    text: str


@dataclass(frozen=True)
class Named:
    """A place that stands at a point of the picture, the lines of its name, and where these have room."""

    place: Located
    x: float
    y: float
    lines: Sequence[Line]
    where: Place | None


def names(
    found: Gazetteer, countries: Mapping[str, Sequence[Sequence[Point]]], view: View, canvas: Canvas
) -> list[Named]:
    """Return the places in view: those at points, and the areas that have room for their names."""
    points = [(place, *view.point(*place.point)) for place in found.points[:POINTS] if place.point]
    areas = [
        (place, *middle)
        for place in found.places
        if place.point is None and place.code and (middle := centre(countries.get(place.code, ())))
    ]
    first = [*points[:PLACES], *areas[: PLACES - len(points[:PLACES])]]
    lines = {place.term: block(place, canvas) for place, _, _ in (*points, *areas)}
    placed = fit_names(first, lines, view)
    placed += [Named(place, x, y, lines[place.term][:1], None) for place, x, y in points[PLACES:]]
    return [named for named in placed if named.where is not None or named.place.point is not None]


def fit_names(
    places: Sequence[tuple[Located, float, float]], lines: dict[Term, list[Line]], view: View
) -> list[Named]:
    """Return the places with their names; one without room for all that is tied to it has its bare name."""
    while True:
        spots = [spot(x, y, lines[place.term], place.point is None) for place, x, y in places]
        found = arrange_labels(tuple(spots), view.box, 13.0, 8.0)
        shorter = next(iter(to_shorten(places, lines, found)), None)
        if shorter is None:
            break
        lines[shorter.term] = [bare(lines[shorter.term])]
    return [
        Named(place, x, y, lines[place.term], where)
        for (place, x, y), where in zip(places, found, strict=True)
    ]


def to_shorten(
    places: Sequence[tuple[Located, float, float]],
    lines: Mapping[Term, Sequence[Line]],
    found: Sequence[Place | None],
) -> list[Located]:
    """Yield what may lose all but its name, so that what has no room gets some.

    What is tied to an area is given up before what is tied to a point, and what is near before what is far.
    """
    left_out = [place for place, where in zip(places, found, strict=True) if where is None]
    long = [place for place in places if len(lines[place[0].term]) > 1 and left_out]

    def far(place: tuple[Located, float, float]) -> tuple[bool, float]:
        _, x, y = place
        return place[0].point is not None, min(math.hypot(x - ox, y - oy) for _, ox, oy in left_out)

    return [place for place, _, _ in sorted(long, key=far)]


def bare(lines: Sequence[Line]) -> Line:
    """Return the first line alone, with the number of the others."""
    return Line(lines[0].term, f"{lines[0].text} +{len(lines) - 1}")


def block(place: Located, canvas: Canvas) -> list[Line]:
    """Return the lines of a place's name: the name, then what is tied to it."""
    shown = place.things if len(place.things) <= MOST else place.things[: MOST - 1]
    lines = [Line(term, cut(canvas.words.label(term), ROOM)) for term in (place.term, *shown)]
    if len(shown) < len(place.things):
        lines.append(Line(None, canvas.words.t("chart-more", n=str(len(place.things) - len(shown)))))
    return lines


def spot(x: float, y: float, lines: Sequence[Line], area: bool) -> Spot:
    """Return the point with the size of its name."""
    # The names of areas are spaced out.
    first = width(lines[0].text) * (1.15 if area else 1.05)
    return Spot(x, y, max(first, *(width(line.text) for line in lines)) + 4, LINE * len(lines), area)


def draw_place(named: Named, canvas: Canvas) -> Markup:
    """Draw the mark of a place, if it lies at a point, with its name and below that what is tied to it."""
    drawn = []
    for number, line in enumerate(named.lines):
        parts = [] if named.where is None else text(line, number, named.where, canvas)
        if number == 0 and named.place.point is not None:
            parts.insert(0, element("circle", class_="chart-target", cx=named.x, cy=named.y, r=12))
            parts.insert(1, element("circle", class_="chart-point", cx=named.x, cy=named.y, r=4.5))
        if line.term is None:
            drawn += parts
        elif parts:
            name = canvas.name([line.term])
            drawn.append(canvas.mark(name, canvas.words.href(line.term), *parts))
    if named.where is not None and named.where.leader is not None:
        ax, ay, bx, by = named.where.leader
        drawn.insert(0, element("line", x1=ax, y1=ay, x2=bx, y2=by, class_="chart-leader"))
    return element("g", *drawn, class_="chart-place" if named.place.point else "chart-place chart-area")


def text(line: Line, number: int, where: Place, canvas: Canvas) -> list[Markup]:
    """Draw a line of a name, at the side of its box that is nearer to the point; nothing is mirrored."""
    box, top = where.box, where.box.top + LINE * number
    ends = {"start": (box.left + 2, "start"), "end": (box.right - 2, "end")}
    x, side = ends.get(where.side, ((box.left + box.right) / 2, "middle"))
    if canvas.mirrored:
        side = {"start": "end", "end": "start"}.get(side, side)
    language = None if line.term is None else canvas.language([line.term])
    class_ = "chart-label" if number else "chart-label chart-name"
    target = element(
        "rect", class_="chart-target", x=box.left, y=top, width=box.right - box.left, height=LINE
    )
    return [
        target,
        canvas.letters(line.text, decimal(x), top + 16.5, side=side, class_=class_, language=language),
    ]

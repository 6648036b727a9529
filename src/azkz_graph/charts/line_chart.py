"""Line charts: figures over time, with the value at each point."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import Final

from markupsafe import Markup

from azkz_graph.charts.answer_rows import Rows
from azkz_graph.charts.bar_chart import title, unit_name
from azkz_graph.charts.canvas import Canvas
from azkz_graph.charts.figures import Figure, figures, has_both
from azkz_graph.charts.label_placement import Box, Place, Spot, arrange_labels
from azkz_graph.charts.lettering import width
from azkz_graph.charts.svg import element
from azkz_graph.charts.swatch import class_of, fill, hatch, legend
from azkz_graph.charts.time_scale import TimeScale, time_scale
from azkz_graph.charts.value_scale import BASE, ValueScale, value_scale
from azkz_graph.charts.year_span import Moment, moment
from azkz_graph.sparql.chart_plan import ChartPlan

NARROWEST: Final = 480.0
"""The width in pixels in which all values must have room."""

MOST: Final = 300
"""More points than these make no picture; the table has the rest."""

NAMED: Final = 40
"""Of so many points the values are written beside them; of more only the titles say them."""

FOOT: Final = 22.0


@dataclass(frozen=True)
class Point:
    """A figure, the share of the width and the height at which it stands."""

    figure: Figure
    x: float
    y: float


def line(plan: ChartPlan, rows: Rows, canvas: Canvas) -> Markup | None:
    """Draw the figures of the first unit over time; None if there are no two of different times."""
    timed = select_timed_figures(plan, rows)
    shown, words = timed[:MOST], canvas.words
    if len({when.start for _, when in shown}) < 2:
        return None
    scale = time_scale([(when.start, when.end) for _, when in shown], 0.07, 0.97)
    values = value_scale([float(figure.value) for figure, _ in shown])
    points = [
        Point(one, scale.share((when.start + when.end) / 2), values.y(one.value)) for one, when in shown
    ]
    years = choose_years([math.floor(when.start) for _, when in shown], scale)
    found = [figure for figure, _ in shown]
    picture = canvas.picture(
        words.t("chart-about-line", n=words.number(Decimal(len(points)))),
        hatch(canvas.id),
        *title("", unit_name(found[0], words), canvas)[0],
        *axes(years, scale, values, canvas),
        *joins(points, canvas),
        *(
            value(point, place, has_both(found), canvas)
            for point, place in zip(points, places(points, canvas), strict=True)
        ),
        height=BASE + FOOT,
    )
    return element(
        "div",
        canvas.scroll(picture, "chart-scroll chart-middling"),
        legend(found, canvas),
        canvas.rest(len(timed) - len(shown)),
        class_="chart-of-lines",
    )


def select_timed_figures(plan: ChartPlan, rows: Rows) -> list[tuple[Figure, Moment]]:
    """Return the figures that have a time, and the unit of the first."""
    timed = [
        (figure, when)
        for row in rows
        if (when := moment(row.get(plan.one("time")))) is not None
        for figure in figures(plan, [row])
    ]
    return [(figure, when) for figure, when in timed if figure.unit == timed[0][0].unit]


def axes(years: Iterable[int], scale: TimeScale, values: ValueScale, canvas: Canvas) -> list[Markup]:
    """Draw the round values with a line each, and the years."""
    drawn = []
    for tick in values.ticks():
        y = values.y(tick)
        drawn.append(element("line", x1=canvas.x(0.0), x2=canvas.x(1.0), y1=y, y2=y, class_="chart-grid"))
        text = canvas.words.number(Decimal(f"{tick:.10g}"))
        drawn.append(canvas.letters(text, 0.0, y - 4, class_="chart-small"))
    for year in years:
        # A figure of a year stands in its middle, and so does its number.
        at = scale.share(year + 0.5)
        drawn.append(canvas.letters(str(year), at, BASE + 16, side="middle", class_="chart-small"))
    return drawn


def choose_years(years: Iterable[int], scale: TimeScale) -> list[int]:
    """Return the years of the figures if all their numbers have room, else round ones."""
    own = sorted(set(years))
    shares = [scale.share(year + 0.5) * NARROWEST for year in own]
    if all(other - one > 34 for one, other in pairwise(shares)):
        return own
    return [year for year in scale.ticks(11) if own[0] <= year <= own[-1]]


def joins(points: Sequence[Point], canvas: Canvas) -> list[Markup]:
    """Draw broken lines from each point to the next of the same origin: nothing is known between them."""
    origins = dict.fromkeys(point.figure.origin for point in points)
    return [
        element("line", class_="chart-join", x1=canvas.x(one.x), x2=canvas.x(other.x), y1=one.y, y2=other.y)
        for origin in origins
        for one, other in pairwise(point for point in points if point.figure.origin == origin)
    ]


def places(points: Sequence[Point], canvas: Canvas) -> Sequence[Place | None]:
    """Return where the values stand in the narrowest picture, from the start of reading."""
    if len(points) > NAMED:
        return [None] * len(points)
    both = has_both([point.figure for point in points])
    spots = [
        Spot(point.x * NARROWEST, point.y, width(point.figure.written(canvas.words, both)), 16.0)
        for point in points
    ]
    return arrange_labels(tuple(spots), Box(36, 16, NARROWEST, BASE), 14.0, 7.0)


def value(point: Point, place: Place | None, both: bool, canvas: Canvas) -> Markup:
    """Draw a point with its value, as a link."""
    figure = point.figure
    text = figure.written(canvas.words, both)
    drawn = [
        element("circle", class_="chart-target", cx=canvas.x(point.x), cy=point.y, r=12),
        element(
            "circle",
            class_=class_of(figure, "chart-bar"),
            cx=canvas.x(point.x),
            cy=point.y,
            r=6,
            fill=fill(figure, canvas.id),
        ),
    ]
    if place is not None:
        beside = place.box.left if place.side == "start" else place.box.right if place.side == "end" else None
        away = 0.0 if beside is None else beside - point.x * NARROWEST
        drawn.append(
            canvas.letters(
                text, point.x, place.box.bottom - 4, side=place.side, dx=away, class_="chart-value"
            )
        )
    return canvas.mark(
        f"{canvas.name(figure.names)}: {text}",
        next(filter(None, map(canvas.words.href, figure.names)), None),
        *drawn,
    )

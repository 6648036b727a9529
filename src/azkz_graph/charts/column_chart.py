"""Column charts: many figures in their own order, as upright bars."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from markupsafe import Markup

from azkz_graph.charts.canvas import Canvas
from azkz_graph.charts.figures import Figure
from azkz_graph.charts.lettering import SMALL, cut
from azkz_graph.charts.svg import element, percent
from azkz_graph.charts.swatch import class_of, fill, hatch, legend

MOST: Final = 80
"""More columns than these make no picture; the table has the rest."""

TARGET: Final = 24
"""The least width of a column in pixels, with its space: WCAG 2.2, success criterion 2.5.8."""

HEIGHT, TOP, FOOT = 150.0, 18.0, 18.0


def columns(found: Sequence[Figure], canvas: Canvas) -> Markup | None:
    """Draw the figures in their order, each over the first of its names, linked to the first that has a page.

    None if there are no two that are not below zero.
    """
    shown = [figure for figure in found if figure.value >= 0][:MOST]
    if len(shown) < 2:
        return None
    highest = float(max(figure.value for figure in shown)) or 1.0
    base = TOP + HEIGHT
    drawn = [column(figure, index, len(shown), highest, canvas) for index, figure in enumerate(shown)]
    line = element("line", x1="0", x2="100%", y1=base, y2=base, class_="chart-axis")
    picture = canvas.picture(
        canvas.words.t("chart-about-bar", n=canvas.words.number(Decimal(len(shown)))),
        hatch(canvas.id),
        *drawn,
        line,
        height=base + FOOT,
        width=TARGET * len(shown),
    )
    return element(
        "div",
        canvas.scroll(picture),
        legend(shown, canvas),
        canvas.rest(len(found) - len(shown)),
        class_="chart-of-columns",
    )


def column(figure: Figure, index: int, count: int, highest: float, canvas: Canvas) -> Markup:
    """Draw one upright bar with its number above and its first name below."""
    start, pitch, base = index / count, 1 / count, TOP + HEIGHT
    height = float(figure.value) / highest * HEIGHT
    value = figure.written(canvas.words)
    middle = start + pitch / 2
    return canvas.mark(
        f"{canvas.name(figure.names)}: {value}",
        next(filter(None, map(canvas.words.href, figure.names)), None),
        element(
            "rect",
            class_="chart-target",
            x=canvas.x(start, pitch),
            y=0,
            width=percent(pitch),
            height=base + FOOT,
        ),
        element(
            "rect",
            class_=class_of(figure, "chart-bar"),
            x=canvas.x(start + pitch * 0.15, pitch * 0.7),
            y=base - height,
            width=percent(pitch * 0.7),
            height=height,
            fill=fill(figure, canvas.id),
        ),
        canvas.letters(
            cut(value, TARGET + 10, SMALL), middle, base - height - 4, side="middle", class_="chart-small"
        ),
        canvas.letters(
            cut(canvas.words.label(figure.names[0]), TARGET, SMALL),
            middle,
            base + 13,
            side="middle",
            class_="chart-small",
        ),
    )

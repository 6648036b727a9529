"""Figures in; bars with the number at each, one panel for each measure and unit, out."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Final

from markupsafe import Markup

from azkz_graph.chart_plan import ChartPlan
from azkz_graph.site.charts.canvas import Canvas
from azkz_graph.site.charts.figures import Figure, figures
from azkz_graph.site.charts.lettering import lines, width
from azkz_graph.site.charts.rows import Rows
from azkz_graph.site.charts.svg import element, percent
from azkz_graph.site.charts.swatch import class_of, fill, hatch, legend
from azkz_graph.site.charts.words import Words

MOST: Final = 40
"""More bars than these make no picture; the table has the rest."""

NARROWEST: Final = 280.0
"""The width in pixels in which everything must have room."""

LINE, BAR, GAP = 17.0, 9.0, 13.0


def bars(plan: ChartPlan, rows: Rows, canvas: Canvas) -> Markup | None:
    """One panel of bars for each facet, its figures in the order of the rows; None if there are no two figures."""
    found = list(figures(plan, rows))
    if len(found) < 2:
        return None
    facets: dict[object, list[Figure]] = {}
    for figure in found:
        facets.setdefault(figure.facet, []).append(figure)
    panels = [
        panel(group, f"{canvas.id}-{number}", canvas) for number, group in enumerate(facets.values(), 1)
    ]
    left = sum(max(0, len(group) - MOST) for group in facets.values())
    return element(
        "div",
        element("div", *panels, class_="chart-panels"),
        legend(found, canvas),
        rest(left, canvas.words),
        class_="chart chart-bar",
    )


def rest(left: int, words: Words) -> Markup:
    """That so many more are in the table."""
    if not left:
        return Markup("")
    return element("p", words.t("chart-rest", n=words.number(Decimal(left))), class_="chart-note")


def panel(group: Sequence[Figure], id: str, canvas: Canvas) -> Markup:
    """The figures of one facet, on one axis."""
    shown = group[:MOST]
    zero, scale = axis([figure.value for figure in shown])
    heading = facet_name(shown[0], canvas)
    drawn: list[Markup] = [hatch(id)]
    y = 0.0
    if heading:
        drawn.append(canvas.letters(heading, 0.0, 14, class_="chart-heading"))
        y = 26.0
    for figure in shown:
        row, height = bar(figure, y, zero, scale, id, canvas)
        drawn.append(row)
        y += height
    if zero:
        drawn.append(
            element("line", x1=canvas.x(zero), x2=canvas.x(zero), y1=20, y2=y - GAP, class_="chart-axis")
        )
    description = canvas.words.t("chart-about-bar", n=canvas.words.number(Decimal(len(shown))))
    return canvas.picture(
        description,
        *drawn,
        height=y - GAP + 4,
        id=id,
        title=" · ".join(filter(None, (canvas.title, heading))),
    )


def axis(values: Iterable[Decimal]) -> tuple[float, float]:
    """Where on the width zero stands, and the share of the width that one unit takes."""
    values = list(values)
    low, high = min(Decimal(0), *values), max(Decimal(0), *values)
    span = float(high - low) or 1.0
    return float(-low) / span, 1 / span


def facet_name(figure: Figure, canvas: Canvas) -> str:
    """What all figures of a panel are of."""
    words = canvas.words
    return ", ".join(
        words.t(f"chart-value-{part}") if isinstance(part, str) else words.label(part)
        for part in figure.facet
    )


def bar(figure: Figure, y: float, zero: float, scale: float, id: str, canvas: Canvas) -> tuple[Markup, float]:
    """A line with name and number, the bar under it, all one link; and how high they are."""
    value = figure.written(canvas.words)
    name = canvas.name(figure.names)
    if figure.derived:
        name = canvas.words.t("chart-derived-name", name=name)
    label = lines(name, NARROWEST - width(value) - 14)
    language = canvas.language(figure.names)
    texts = [
        canvas.letters(line, 0.0, y + LINE * number + 13, language=language)
        for number, line in enumerate(label)
    ]
    top = y + LINE * len(label) + 3
    share = abs(float(figure.value)) * scale
    start = zero - share if figure.value < 0 else zero
    height = LINE * len(label) + 3 + BAR + GAP
    drawn = canvas.mark(
        f"{name}: {value}",
        canvas.words.href(figure.names[0]),
        element("rect", class_="chart-target", x="0", y=y, width="100%", height=height - GAP + 4),
        *texts,
        canvas.letters(value, 1.0, y + 13, side="end", class_="chart-value"),
        element(
            "rect",
            class_=class_of(figure, "chart-bar"),
            x=canvas.x(start, share),
            y=top,
            width=percent(share),
            height=BAR,
            fill=fill(figure, id),
        ),
    )
    return drawn, height

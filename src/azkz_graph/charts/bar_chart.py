"""Bar charts: the number at the end of each bar, one panel for each facet and unit."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from markupsafe import Markup

from azkz_graph.charts.answer_rows import Rows
from azkz_graph.charts.canvas import Canvas
from azkz_graph.charts.chart_words import Words
from azkz_graph.charts.column_chart import columns
from azkz_graph.charts.figures import Figure, figures, has_both
from azkz_graph.charts.lettering import cut, lines, width
from azkz_graph.charts.svg import element, percent
from azkz_graph.charts.swatch import class_of, fill, hatch, legend
from azkz_graph.sparql.chart_plan import ChartPlan

MOST: Final = 40
"""More bars than these in a panel make no picture; the table has the rest."""

NARROWEST: Final = 280.0
"""The width in pixels in which everything must have room."""

NAMES: Final = 112.0
"""The width of the names that stand before the bars."""

LINE, BAR, PITCH = 16.0, 12.0, 24.0
BOLD: Final = 15.0
"""The size in which a heading is measured: its letters are of 14 pixels, but bold."""


@dataclass(frozen=True)
class Axis:
    """The share of the width where zero stands, and the one that a unit takes."""

    zero: float
    scale: float

    def span(self, value: Decimal) -> tuple[float, float]:
        """Return where the bar of a value begins, and how wide it is."""
        share = abs(float(value)) * self.scale
        return (self.zero - share if value < 0 else self.zero), share


def bars(plan: ChartPlan, rows: Rows, canvas: Canvas) -> Markup | None:
    """Draw one panel of bars for each facet, in the order of the rows.

    None if there are fewer than two figures.
    """
    # What a row for each of two directions repeats is drawn once.
    found = list(dict.fromkeys(figures(plan, rows)))
    if len(found) < 2:
        return None
    if plan.form == "columns":
        return columns(found, canvas)
    panels: dict[object, list[Figure]] = {}
    for figure in found:
        panels.setdefault((figure.facet, figure.unit), []).append(figure)
    groups = [group[:MOST] for group in panels.values()]
    shown = [figure for group in groups for figure in group]
    beside = names_fit(shown, canvas)
    axes = {unit: axis(like(shown, unit), beside, canvas.words) for unit in {one.unit for one in shown}}
    drawn = [
        panel(group, axes[group[0].unit], beside, f"{canvas.id}-{number}", canvas)
        for number, group in enumerate(groups, 1)
    ]
    return element(
        "div",
        element("div", *drawn, class_="chart-panels"),
        legend(shown, canvas),
        canvas.rest(len(found) - len(shown)),
        class_="chart-of-bars",
    )


def names_fit(shown: Iterable[Figure], canvas: Canvas) -> bool:
    """Return whether all names are short enough to stand before the bars."""
    return all(figure.value >= 0 and width(canvas.name(figure.names)) <= NAMES - 8 for figure in shown)


def like(figures: Iterable[Figure], unit: object) -> list[Figure]:
    """Return the figures of a unit."""
    return [figure for figure in figures if figure.unit == unit]


def axis(figures: Sequence[Figure], beside: bool, words: Words) -> Axis:
    """Return the axis of figures of one unit, with room for names before the bars and numbers at their ends."""
    low = min(0.0, *(float(figure.value) for figure in figures))
    high = max(0.0, *(float(figure.value) for figure in figures))
    both = has_both(figures)
    pad = min(0.4, (max(width(figure.written(words, both)) for figure in figures) + 10) / NARROWEST)
    left, right = (pad if low else NAMES / NARROWEST if beside else 0.0), (pad if high else 0.0)
    scale = (1 - left - right) / ((high - low) or 1.0)
    return Axis(left - low * scale, scale)


def panel(group: Sequence[Figure], axis: Axis, beside: bool, id: str, canvas: Canvas) -> Markup:
    """Draw the figures of one facet, on one axis."""
    heading = ", ".join(canvas.words.label(term) for term in group[0].facet)
    unit = unit_name(group[0], canvas.words)
    pitch = PITCH if beside else PITCH + 4
    titled, top = title(heading, unit, canvas)
    y, drawn = top, [hatch(id), *titled]
    both = has_both(group)
    for figure in group:
        texts = [] if beside else lines(canvas.name(figure.names), NARROWEST)
        drawn.append(bar(figure, y, texts, axis, both, id, canvas))
        y += LINE * len(texts) + pitch
        if finding := figure.finding(canvas.words):
            drawn.append(canvas.letters(finding, 0.0, y + 8, class_="chart-value chart-finding"))
            y += pitch
    if axis.zero > 0:
        at = canvas.x(axis.zero)
        drawn.append(element("line", x1=at, x2=at, y1=top, y2=y, class_="chart-axis"))
    return canvas.picture(
        canvas.words.t("chart-about-bar", n=canvas.words.number(Decimal(len(group)))),
        *drawn,
        height=y + 2,
        id=id,
        title=" · ".join(filter(None, [canvas.title, heading, unit])),
    )


def unit_name(figure: Figure, words: Words) -> str | None:
    """Return what the figures of a panel count."""
    if isinstance(figure.unit, str):
        return words.t(f"chart-value-{figure.unit}")
    return None if figure.unit is None else words.label(figure.unit)


def title(heading: str, unit: str | None, canvas: Canvas) -> tuple[list[Markup], float]:
    """Draw a panel's heading, with the unit beside or below it, and return its height too."""
    if not heading:
        return (
            ([canvas.letters(cut(unit, NARROWEST, 14), 0.0, 14, class_="chart-heading")], 30)
            if unit
            else ([], 0)
        )
    name = cut(heading, NARROWEST, BOLD)
    if unit and width(name, BOLD) + width(unit) + 10 <= NARROWEST:
        after = element("tspan", unit, class_="chart-unit", dx=canvas.away(8))
        return [canvas.letters(name, 0.0, 14, after, class_="chart-heading")], 30
    under = [canvas.letters(cut(unit, NARROWEST), 0.0, 32, class_="chart-unit")] if unit else []
    return [canvas.letters(name, 0.0, 14, class_="chart-heading"), *under], 46 if unit else 30


def bar(
    figure: Figure, y: float, texts: Sequence[str], axis: Axis, both: bool, id: str, canvas: Canvas
) -> Markup:
    """Draw a bar and its number, with its name above or before it, as one link."""
    value, name = figure.written(canvas.words, both), canvas.name(figure.names)
    top = y + LINE * len(texts)
    start, share = axis.span(figure.value)
    end, side, away = (start, "end", -6.0) if figure.value < 0 else (start + share, "start", 6.0)
    language = canvas.language(figure.names)
    shape = element(
        "rect",
        class_=class_of(figure, "chart-bar"),
        x=canvas.x(start, share),
        y=top + 3,
        width=percent(share),
        height=BAR,
        fill=fill(figure, id),
    )
    return canvas.mark(
        f"{name}: {value}",
        next(filter(None, map(canvas.words.href, figure.names)), None),
        element("rect", class_="chart-target", x=0, y=y, width="100%", height=top + PITCH - y),
        *(
            canvas.letters(line, 0.0, y + LINE * number + 14, language=language)
            for number, line in enumerate(texts or [name])
        ),
        shape,
        canvas.letters(value, end, top + BAR + 2, side=side, dx=away, class_="chart-value"),
    )

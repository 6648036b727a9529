"""Timelines: a day is a point, a month or a year a bar, and what goes on is open."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Final

from markupsafe import Markup

from azkz_graph.charts.answer_rows import Rows
from azkz_graph.charts.canvas import Canvas
from azkz_graph.charts.dated_events import MARK, NARROWEST, Happening, Placed, groups, happenings, lanes
from azkz_graph.charts.lettering import cut, isolate
from azkz_graph.charts.svg import element, percent
from azkz_graph.charts.time_scale import TimeScale, time_scale
from azkz_graph.sparql.chart_plan import ChartPlan

MOST: Final = 150
"""More dates than these make no picture; the table has the rest."""

LANE, HEADING, TOP = 26.0, 26.0, 26.0


def timeline(plan: ChartPlan, rows: Rows, canvas: Canvas) -> Markup | None:
    """Draw the dates in groups over one line of time; None if there are fewer than two."""
    found = list(happenings(plan, rows, canvas.words))
    if len(found) < 2:
        return None
    shown = found[:MOST]
    scale = time_scale([(one.moment.start, one.moment.end) for one in shown], 0.015, 0.965)
    y, drawn = TOP, list[Markup]()
    for heading, group in groups(shown).items():
        if heading:
            drawn.append(canvas.letters(cut(heading, NARROWEST, 12), 0.0, y + 17, class_="chart-group"))
            y += HEADING
        for lane in lanes(group, scale, canvas.words):
            drawn += [draw_event(placed, y, scale, canvas) for placed in lane]
            y += LANE
    picture = canvas.picture(
        canvas.words.t("chart-about-timeline", n=canvas.words.number(Decimal(len(shown)))),
        *years(scale, y, canvas),
        *drawn,
        height=y + 4,
    )
    return element(
        "div",
        canvas.scroll(picture, "chart-scroll chart-wide"),
        samples(shown, canvas),
        canvas.rest(len(found) - len(shown)),
        class_="chart-of-time",
    )


def years(scale: TimeScale, height: float, canvas: Canvas) -> list[Markup]:
    """Draw the line of time with its years, and what is left out of it."""
    drawn = [element("line", x1=0, x2="100%", y1=TOP - 4, y2=TOP - 4, class_="chart-axis")]
    for year in scale.ticks(11):
        at = canvas.x(scale.share(year))
        drawn.append(element("line", x1=at, x2=at, y1=TOP - 4, y2=height, class_="chart-grid"))
        drawn.append(canvas.letters(str(year), at, TOP - 11, side="middle", class_="chart-small"))
    for gap in scale.breaks():
        drawn.append(
            element("rect", x=canvas.x(gap - 0.01, 0.02), width="2%", y=0, height=height, class_="chart-gap")
        )
        drawn.append(canvas.letters("⁄⁄", gap, TOP - 1, side="middle", class_="chart-small"))
    return drawn


def draw_event(placed: Placed, y: float, scale: TimeScale, canvas: Canvas) -> Markup:
    """Draw a mark with the name and the date of what it stands for, as one link."""
    happening = placed.happening
    first, last = scale.share(happening.moment.start), scale.share(happening.moment.end)
    name = canvas.name([happening.thing])
    language = canvas.language([happening.thing])
    middle = y + LANE / 2
    at, side, away = (first, "end", -MARK - 5) if placed.before else (last, "start", MARK + 5)
    # The date is in the page's language, whatever the name beside it is in.
    own = {"lang": canvas.words.language, "direction": canvas.words.direction} if language else {}
    date = (
        element("tspan", " ", isolate(placed.date), class_="chart-small", **own)
        if placed.date
        else Markup("")
    )
    return canvas.mark(
        f"{name}: {happening.written}",
        canvas.words.href(happening.thing),
        *shape(happening.moment.precision, happening.open, first, last, middle, canvas),
        canvas.letters(isolate(placed.name), at, middle + 4.5, date, side=side, dx=away, language=language),
    )


def shape(
    precision: str, open: str | None, first: float, last: float, y: float, canvas: Canvas
) -> list[Markup]:
    """Draw the mark between two shares of the width: the point of a day, the bar of a longer time, and what is open."""
    target = element(
        "rect",
        class_="chart-target",
        x=canvas.x(first, last - first),
        y=y - 12,
        width=percent(last - first),
        height=24,
    )
    if precision == "day":
        return [target, element("circle", class_="chart-point", cx=canvas.x((first + last) / 2), cy=y, r=5)]
    bar = element(
        "rect",
        class_=f"chart-span chart-{open or precision}",
        x=canvas.x(first, last - first),
        y=y - 4.5,
        width=percent(last - first),
        height=9,
    )
    return [target, *draw_open_end(open, first, last, y, canvas), bar]


def draw_open_end(open: str | None, first: float, last: float, y: float, canvas: Canvas) -> Iterable[Markup]:
    """Draw an arrow to the end for what has been so since then; dashes for what was known to be so then."""
    if open == "since":
        yield element("line", class_="chart-open", x1=canvas.x(first), x2=canvas.x(first), y1=y, y2=y + 10)
        yield element("line", class_="chart-open", x1=canvas.x(first), x2=canvas.x(1.0), y1=y + 10, y2=y + 10)
        back = canvas.away(-5)
        yield beside(
            1.0, y + 10, element("path", class_="chart-open", d=f"M{back:.0f} -4L0 0L{back:.0f} 4"), canvas
        )
    elif open == "as-of":
        for at, away in ((first, -10.0), (last, 10.0)):
            dash = element("line", class_="chart-open chart-dashed", x1=0, x2=canvas.away(away), y1=0, y2=0)
            yield beside(at, y, dash, canvas)


def beside(share: float, y: float, drawn: Markup, canvas: Canvas) -> Markup:
    """Place what is drawn in pixels around a point whose place is a share of the width."""
    return element("svg", drawn, x=canvas.x(share), y=y, width=1, height=1, overflow="visible")


def samples(shown: Iterable[Happening], canvas: Canvas) -> Markup:
    """Draw the legend: what the marks in the picture mean."""
    shown = list(shown)
    kinds = dict.fromkeys(
        [one.moment.precision for one in shown] + [one.open for one in shown if one.open], True
    )
    order = [kind for kind in ("day", "month", "year", "since", "as-of") if kind in kinds]
    return element("ul", *(sample(kind, canvas) for kind in order), class_="chart-legend")


def sample(kind: str, canvas: Canvas) -> Markup:
    """Draw one line of the legend with its mark."""
    open = kind if kind in ("since", "as-of") else None
    first, last = {"day": (0.5, 0.5), "month": (0.47, 0.53)}.get(kind, (0.3, 0.65))
    drawn = shape(kind, open, first, last, 8, canvas)
    picture = element("svg", *drawn, width=36, height=20, aria_hidden="true")
    return element("li", picture, " ", canvas.words.t(f"chart-{kind}"))

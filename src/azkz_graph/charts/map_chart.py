"""Maps of the places in rows, with the outlines of countries where there are any.

A map is never mirrored: west stays at the left, and only its words follow the page's direction.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Final

from markupsafe import Markup

from azkz_graph.charts.answer_rows import Rows
from azkz_graph.charts.canvas import Canvas
from azkz_graph.charts.chart_words import Outlines
from azkz_graph.charts.country_outlines import Point, path, visible_rings
from azkz_graph.charts.gazetteer import Gazetteer, Located, gazetteer
from azkz_graph.charts.place_names import POINTS, draw_place, names
from azkz_graph.charts.projection import View, view
from azkz_graph.charts.svg import decimal, element
from azkz_graph.sparql.chart_plan import ChartPlan

WIDTH, LOWEST, HIGHEST, MARGIN = 880.0, 320.0, 600.0, 76.0

WIDEST: Final = 60.0
"""Degrees: a state that is wider than that is not shown whole because a place lies in it."""


def map(plan: ChartPlan, rows: Rows, canvas: Canvas) -> Markup | None:
    """Draw the places of the rows; None if there are no two points or outlines."""
    found = gazetteer(plan, rows, canvas.words)
    outlines = canvas.words.outlines or {}
    extent = corners(found, outlines)
    if len(set(extent)) < 2:
        return None
    window = view(extent, WIDTH, LOWEST, HIGHEST, MARGIN)
    countries = visible_rings(outlines, window)
    placed = names(found, countries, window, canvas)
    picture = canvas.picture(
        canvas.words.t("chart-about-map", n=canvas.words.number(Decimal(len(placed)))),
        element("rect", x=0, y=0, width=WIDTH, height=window.height, class_="chart-sea"),
        *graticule(window),
        *lands(countries, found.accents | {one.code for one in found.places if one.code}),
        *ties(found, window, canvas),
        *(draw_place(name, canvas) for name in placed),
        width=WIDTH,
        height=window.height,
        view=True,
    )
    shown = {name.place.term for name in placed}
    nowhere = [place for place in found.places if place.point is None and place.code is None]
    return element(
        "div",
        canvas.scroll(picture, "chart-scroll chart-map"),
        tie_legend(found, canvas),
        elsewhere(nowhere[:POINTS], canvas),
        canvas.rest(len(found.places) - len(shown | {place.term for place in nowhere[:POINTS]})),
        element("p", canvas.words.t("chart-map-source"), class_="chart-note"),
        class_="chart-of-places",
    )


def corners(found: Gazetteer, outlines: Outlines) -> list[tuple[float, float]]:
    """Return the points that the map must hold: those of the places, and the corners of the states that matter."""
    points = [place.point for place in found.places if place.point is not None]
    codes = sorted(found.accents | {place.code for place in found.places if place.code})
    for code in codes:
        # The largest ring is the country; the rest may be islands in other oceans.
        ring = max(outlines.get(code, ()), key=len, default=())
        longitudes, latitudes = [point[0] for point in ring], [point[1] for point in ring]
        if ring and max(longitudes) - min(longitudes) < WIDEST:
            points += [(min(latitudes), min(longitudes)), (max(latitudes), max(longitudes))]
            points += [(min(latitudes), max(longitudes)), (max(latitudes), min(longitudes))]
    return points


def graticule(window: View) -> Iterable[Markup]:
    """Draw a line for every tenth degree, or every fifth if little is seen."""
    south, north, west, east = window.window()
    step = 10 if east - west > 25 else 5
    for latitude in range(int(south // step) * step, int(north) + step, step):
        yield curve([(latitude, west + (east - west) * share / 24) for share in range(25)], window)
    for longitude in range(int(west // step) * step, int(east) + step, step):
        yield curve([(south, longitude), (north, longitude)], window)


def curve(points: Iterable[tuple[float, float]], window: View) -> Markup:
    """Return a line of the graticule."""
    drawn = "L".join(f"{decimal(x)} {decimal(y)}" for x, y in (window.point(*point) for point in points))
    return element("path", d=f"M{drawn}", class_="chart-graticule")


def lands(countries: Mapping[str, Sequence[Sequence[Point]]], accents: Collection[str]) -> Iterable[Markup]:
    """Draw the countries, those that matter over the rest."""
    for code in sorted(countries, key=lambda code: (code in accents, code)):
        class_ = "chart-land chart-accent" if code in accents else "chart-land"
        yield element("path", d="".join(path(ring) for ring in countries[code]), class_=class_)


def ties(found: Gazetteer, window: View, canvas: Canvas) -> Iterable[Markup]:
    """Draw a bent line between places that are tied to each other."""
    points = {place.term: place.point for place in found.points}
    for tie in found.ties:
        one, other = points[tie.one], points[tie.other]
        if one is not None and other is not None:
            (ax, ay), (bx, by) = window.point(*one), window.point(*other)
            bent = f"{decimal((ax + bx) / 2 - (by - ay) / 5)} {decimal((ay + by) / 2 + (bx - ax) / 5)}"
            name = canvas.name([tie.one, *([] if tie.tie is None else [tie.tie]), tie.other])
            drawn = f"M{decimal(ax)} {decimal(ay)}Q{bent} {decimal(bx)} {decimal(by)}"
            yield element("path", element("title", name), d=drawn, class_="chart-tie")


def tie_legend(found: Gazetteer, canvas: Canvas) -> Markup:
    """Draw what the lines between places mean."""
    means = dict.fromkeys(tie.tie for tie in found.ties if tie.tie is not None)
    if not means:
        return Markup("")
    line = element("line", x1=0, x2=24, y1=6, y2=6, class_="chart-tie")
    sample = element("svg", line, width=24, height=12, aria_hidden="true")
    return element(
        "ul", *(element("li", sample, " ", canvas.name([tie])) for tie in means), class_="chart-legend"
    )


def elsewhere(places: Sequence[Located], canvas: Canvas) -> Markup:
    """List the places whose position is not known, as links."""
    if not places:
        return Markup("")
    linked = Markup(" · ").join(link(place, canvas) for place in places)
    return element("p", canvas.words.t("chart-map-elsewhere"), " ", linked, class_="chart-note")


def link(place: Located, canvas: Canvas) -> Markup:
    """Draw the name of a place, which leads to its page if it has one."""
    name, href = canvas.words.label(place.term), canvas.words.href(place.term)
    language = canvas.language([place.term])
    return element("a" if href else "span", name, href=href, lang=language)

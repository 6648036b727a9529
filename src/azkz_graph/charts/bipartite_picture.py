"""Pictures of graphs whose links lead from one sort of thing to another: two columns, with lines between."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Final

from markupsafe import Markup

from azkz_graph.charts.canvas import Canvas
from azkz_graph.charts.chart_words import Term
from azkz_graph.charts.lettering import cut
from azkz_graph.charts.link_lines import link
from azkz_graph.charts.markers import glyph
from azkz_graph.charts.network_graph import Graph
from azkz_graph.charts.svg import decimal, element

WIDTH: Final = 1040.0
ROOM: Final = 380.0
ROW: Final = 28.0
SWEEPS: Final = 6
"""How often the columns are put into the order of what they are linked to; more changes nothing."""


def sides(found: Graph, canvas: Canvas) -> Markup:
    """Return the things that links begin at, and those that they end at; some may stand on both sides."""
    left, right = columns(found)
    height = ROW * max(len(left), len(right)) + 8
    ys = [spread(column, height) for column in (left, right)]
    words = canvas.words
    picture = canvas.picture(
        words.t(
            "chart-about-network",
            things=words.number(Decimal(len(found.nodes))),
            links=words.number(Decimal(len(found.links))),
        ),
        *(
            line(pair, said, ys[0][pair[0]], ys[1][pair[1]], canvas)
            for pair, said in sorted(found.links.items(), key=lambda item: str(item[0]))
        ),
        *(name(term, y, True, found, canvas) for term, y in ys[0].items()),
        *(name(term, y, False, found, canvas) for term, y in ys[1].items()),
        width=WIDTH,
        height=height,
        view=True,
    )
    return canvas.scroll(picture, "chart-scroll chart-net")


def columns(found: Graph) -> tuple[list[Term], list[Term]]:
    """Return the two columns, each thing at about the height of those that it is linked to.

    Source: K. Sugiyama and others, Methods for visual understanding of hierarchical system structures, 1981.
    """
    left = found.sorted({one for one, _ in found.links})
    right = found.sorted({other for _, other in found.links})
    for _ in range(SWEEPS):
        right = by_middle(right, left, [(other, one) for one, other in found.links])
        left = by_middle(left, right, list(found.links))
    return left, right


def by_middle(
    column: Sequence[Term], fixed: Sequence[Term], links: Sequence[tuple[Term, Term]]
) -> list[Term]:
    """Sort the column by the middles of what each thing is linked to in the other."""
    place = {term: index / len(fixed) for index, term in enumerate(fixed)}
    middles = {}
    for term in column:
        linked = [place[other] for one, other in links if one == term]
        middles[term] = sum(linked) / len(linked)
    return sorted(column, key=lambda term: round(middles[term], 6))


def spread(column: Sequence[Term], height: float) -> Mapping[Term, float]:
    """Return the heights of a column's things, evenly over the whole."""
    step = height / len(column)
    return {term: step * (index + 0.5) for index, term in enumerate(column)}


def name(term: Term, y: float, first: bool, found: Graph, canvas: Canvas) -> Markup:
    """Draw a thing with its name, before its mark on the first side and after it on the second."""
    node = found.nodes[term]
    mark = ROOM + 12 if first else WIDTH - ROOM - 12
    text, start = (ROOM, 0.0) if first else (WIDTH - ROOM, WIDTH - ROOM - 20)
    over, reach = across(text, canvas), ROOM + 20
    return canvas.mark(
        canvas.name([term]),
        canvas.words.href(term),
        element(
            "rect",
            class_="chart-target",
            x=across(start + reach, canvas) if canvas.mirrored else start,
            y=y - ROW / 2,
            width=reach,
            height=ROW,
        ),
        glyph(node.mark, across(mark, canvas), y),
        canvas.letters(
            cut(node.name, ROOM - 4),
            decimal(over),
            y + 4.5,
            side="end" if first else "start",
            language=canvas.language([term]),
        ),
    )


def line(pair: tuple[Term, Term], said: Sequence[str], ay: float, by: float, canvas: Canvas) -> Markup:
    """Draw a link from one side to the other, with what it means."""
    ends = [across(x, canvas) for x in (ROOM + 20, WIDTH / 2, WIDTH / 2, WIDTH - ROOM - 20)]
    one, pull, back, other = (decimal(x) for x in ends)
    a, b = decimal(ay), decimal(by)
    path = f"M{one} {a}C{pull} {a} {back} {b} {other} {b}"
    return link(pair, path, said, canvas)


def across(x: float, canvas: Canvas) -> float:
    """Return a distance in pixels from where reading begins."""
    return WIDTH - x if canvas.mirrored else x

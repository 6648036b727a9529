"""Marks by which the kinds of things are told apart.

Kinds differ in shape and in being filled or hollow, so that they are told apart without colours.
"""

import math
from collections.abc import Mapping
from typing import Final

from markupsafe import Markup

from azkz_graph.charts.canvas import Canvas
from azkz_graph.charts.svg import decimal, element

CORNERS: Final = ((0, 0.0), (4, 45.0), (4, 0.0), (3, 0.0), (3, 180.0), (6, 0.0))
"""Corners and turn of each shape; none is a circle."""


def glyph(mark: int, x: float, y: float, radius: float = 5.5) -> Markup:
    """Draw a mark around a point; there are eighteen, by their numbers."""
    corners, turn = CORNERS[mark % len(CORNERS)]
    variant = mark // len(CORNERS) % 3
    class_ = f"chart-glyph chart-kind-{mark % 3}" + (" chart-hollow" if variant else "")
    if corners:
        reach = radius * (1.25 if corners < 6 else 1.1)
        angles = [math.radians(turn + 360 * corner / corners) for corner in range(corners)]
        points = [f"{decimal(x + reach * math.sin(at))},{decimal(y - reach * math.cos(at))}" for at in angles]
        shape = element("polygon", points=" ".join(points), class_=class_)
    else:
        shape = element("circle", cx=x, cy=y, r=radius, class_=class_)
    if variant < 2:
        return shape
    return shape + element("circle", cx=x, cy=y, r=1.5, class_=f"chart-glyph chart-kind-{mark % 3}")


def kind_legend(marks: Mapping[str, int], canvas: Canvas) -> Markup:
    """Draw what the marks mean, which are given by the names of the kinds, if there are several."""
    items = [
        element("li", element("svg", glyph(mark, 8, 8), width=16, height=16, aria_hidden="true"), " ", kind)
        for kind, mark in marks.items()
        if kind
    ]
    return element("ul", *items, class_="chart-legend") if len(items) > 1 else Markup("")

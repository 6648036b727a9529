"""Outlines of countries in a view, clipped at its edges and simplified."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Final

from azkz_graph.charts.chart_words import Outlines
from azkz_graph.charts.label_placement import Box
from azkz_graph.charts.projection import View

Point = tuple[float, float]

FINEST: Final = 1.0
"""Points that lie nearer to the line than that many pixels are left out."""

SMALLEST: Final = 3.0
"""Islands that are not wider than that many pixels are left out."""

EDGE: Final = 4.0
"""Pixels beyond the view at which rings are cut, so that the cut is not seen as a border."""


class Same:
    """Outlines as the key of a cache: equal only if they are one object."""

    def __init__(self, outlines: Outlines) -> None:
        self.outlines = outlines

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Same) and other.outlines is self.outlines

    def __hash__(self) -> int:
        return id(self.outlines)


def visible_rings(outlines: Outlines, view: View) -> Mapping[str, Sequence[Sequence[Point]]]:
    """Return the visible part of each country's rings, in pixels; computed once for all languages."""
    return _visible_rings(Same(outlines), view)


@lru_cache(maxsize=64)
def _visible_rings(same: Same, view: View) -> Mapping[str, Sequence[Sequence[Point]]]:
    box = Box(-EDGE, -EDGE, view.width + EDGE, view.height + EDGE)
    window = view.window()
    found: dict[str, list[list[Point]]] = {}
    for code, rings in same.outlines.items():
        for ring in rings:
            if reaches(ring, window, view.cone.middle):
                thin = simplify_line(
                    clip_ring([view.point(latitude, longitude) for longitude, latitude in ring], box)
                )
                if len(thin) > 2 and extent(thin) > SMALLEST:
                    found.setdefault(code, []).append(thin)
    return found


def extent(ring: Sequence[Point]) -> float:
    """Return how wide or high a ring is."""
    xs, ys = [x for x, _ in ring], [y for _, y in ring]
    return max(max(xs) - min(xs), max(ys) - min(ys))


def reaches(
    ring: Sequence[Sequence[float]], window: tuple[float, float, float, float], middle: float
) -> bool:
    """Return whether the ring may reach into the window; one around a pole, or behind the cone, does not."""
    south, north, west, east = window
    away = [(point[0] - middle + 180) % 360 - 180 for point in ring]
    first, last = min(away), max(away)
    if last - first > 300 or last < west - middle or first > east - middle:
        return False
    latitudes = [point[1] for point in ring]
    return min(latitudes) <= north and max(latitudes) >= south


def path(ring: Iterable[Point]) -> str:
    """Return a closed path through the points.

    >>> path([(0, 0), (10.04, 0), (5, 5)])
    'M0 0L10 0L5 5Z'
    """
    return "M" + "L".join(f"{round(x, 1) + 0:g} {round(y, 1) + 0:g}" for x, y in ring) + "Z"


def clip_ring(ring: Sequence[Point], box: Box) -> list[Point]:
    """Clip a ring to the box. Source: I. Sutherland, G. Hodgman, Reentrant polygon clipping, 1974."""
    sides: tuple[Callable[[Point], float], ...] = (
        lambda point: point[0] - box.left,
        lambda point: box.right - point[0],
        lambda point: point[1] - box.top,
        lambda point: box.bottom - point[1],
    )
    left = list(ring)
    for inside in sides:
        kept: list[Point] = []
        for one, other in zip([left[-1], *left[:-1]] if left else [], left, strict=True):
            here, there = inside(one), inside(other)
            if (here < 0) != (there < 0):
                share = here / (here - there)
                kept.append((one[0] + share * (other[0] - one[0]), one[1] + share * (other[1] - one[1])))
            if there >= 0:
                kept.append(other)
        left = kept
    return left


def simplify_line(line: Sequence[Point]) -> list[Point]:
    """Drop the points without which the line looks the same. Source: D. Douglas, T. Peucker, 1973."""
    if len(line) < 3:
        return list(line)
    kept = {0, len(line) - 1}
    # A ring begins where it ends: the farthest point from there divides it.
    stack = [(0, len(line) - 1)]
    while stack:
        first, last = stack.pop()
        at, distance = farthest(line, first, last)
        if distance > FINEST:
            kept.add(at)
            stack += [(first, at), (at, last)]
    return [line[index] for index in sorted(kept)]


def farthest(line: Sequence[Point], first: int, last: int) -> tuple[int, float]:
    """Return which point between the two lies farthest from the straight line between them, and how far."""
    (ax, ay), (bx, by) = line[first], line[last]
    length = ((bx - ax) ** 2 + (by - ay) ** 2) ** 0.5
    best, at = 0.0, first
    for index in range(first + 1, last):
        x, y = line[index]
        if length:
            distance = abs((bx - ax) * (ay - y) - (ax - x) * (by - ay)) / length
        else:
            distance = ((x - ax) ** 2 + (y - ay) ** 2) ** 0.5
        if distance > best:
            best, at = distance, index
    return at, best


def centre(rings: Iterable[Sequence[Point]]) -> Point | None:
    """Return the centroid of the ring with the largest area; None if no ring has any."""
    best: tuple[float, Point] | None = None
    for ring in rings:
        area = x = y = 0.0
        for (ax, ay), (bx, by) in zip(ring, [*ring[1:], ring[0]], strict=True):
            cross = ax * by - bx * ay
            area, x, y = area + cross, x + (ax + bx) * cross, y + (ay + by) * cross
        if area and (best is None or abs(area) > best[0]):
            best = abs(area), (x / area / 3, y / area / 3)
    return best[1] if best else None

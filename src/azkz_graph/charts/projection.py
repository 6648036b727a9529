"""Map projection: a view that holds all points, and where each stands in it, in pixels.

The projection is a conformal cone with two standard parallels, which keeps the shapes of countries.
Source: J. P. Snyder, Map Projections: A Working Manual, USGS Professional Paper 1395, chapter 15.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from azkz_graph.charts.label_placement import Box

NORTHERNMOST: Final = 85.0
"""Degrees of latitude beyond which the cone has no room."""


@dataclass(frozen=True)
class Cone:
    """The constants of the projection: how open it is, its scale, and the meridian in its middle."""

    n: float
    f: float
    middle: float

    def point(self, latitude: float, longitude: float) -> tuple[float, float]:
        """Return where a point stands on a cone for the Earth of radius 1; y grows to the south."""
        latitude = max(-NORTHERNMOST, min(NORTHERNMOST, latitude))
        reach = self.f / math.tan(math.pi / 4 + math.radians(latitude) / 2) ** self.n
        turn = self.n * math.radians((longitude - self.middle + 180) % 360 - 180)
        return reach * math.sin(turn), reach * math.cos(turn)

    def place(self, x: float, y: float) -> tuple[float, float]:
        """Return the latitude and longitude of a point of the cone."""
        reach = math.copysign(math.hypot(x, y), self.n)
        turn = math.atan2(math.copysign(1, self.n) * x, math.copysign(1, self.n) * y)
        latitude = 2 * math.atan((self.f / reach) ** (1 / self.n)) - math.pi / 2 if reach else math.pi / 2
        return math.degrees(latitude), self.middle + math.degrees(turn / self.n)


def cone(latitudes: Sequence[float], middle: float) -> Cone:
    """Return the cone whose parallels lie a sixth within the southernmost and northernmost of the latitudes."""
    low, high = min(latitudes), max(latitudes)
    one, other = (math.radians(at) for at in (low + (high - low) / 6, high - (high - low) / 6))
    if abs(one + other) < 0.02:
        # Around the equator the cone would be a cylinder.
        one, other = one + 0.02, other + 0.02
    if other - one < 0.01:
        n = math.sin(one)
    else:
        n = math.log(math.cos(one) / math.cos(other)) / math.log(_tan(other) / _tan(one))
    return Cone(n, math.cos(one) * _tan(one) ** n / n, middle)


def _tan(angle: float) -> float:
    return math.tan(math.pi / 4 + angle / 2)


@dataclass(frozen=True)
class View:
    """The part of the cone that is drawn: `scale` pixels for its unit, and what stands in the corner."""

    cone: Cone
    scale: float
    left: float
    top: float
    width: float
    height: float

    @property
    def box(self) -> Box:
        """Return the edges of the view."""
        return Box(0.0, 0.0, self.width, self.height)

    def point(self, latitude: float, longitude: float) -> tuple[float, float]:
        """Return where the point stands, in pixels from the corner; it may be outside."""
        x, y = self.cone.point(latitude, longitude)
        return (x - self.left) * self.scale, (y - self.top) * self.scale

    def window(self) -> tuple[float, float, float, float]:
        """Return the southernmost and northernmost latitude, westernmost and easternmost longitude in view."""
        steps = [step / 12 for step in range(13)]
        edge = [(share, side) for share in steps for side in (0, 1)] + [
            (side, share) for share in steps for side in (0, 1)
        ]
        places = [
            self.cone.place(self.left + x * self.width / self.scale, self.top + y * self.height / self.scale)
            for x, y in edge
        ]
        latitudes, longitudes = zip(*places, strict=True)
        return min(latitudes), max(latitudes), min(longitudes), max(longitudes)


def view(
    points: Iterable[tuple[float, float]], width: float, least: float, most: float, margin: float
) -> View:
    """Return the view of that width, `least` to `most` high, that holds all points (latitude, longitude).

    There is at least `margin` around them, and never less than a few hundred kilometres to be seen.
    """
    points = list(points)
    latitudes, longitudes = [latitude for latitude, _ in points], [longitude for _, longitude in points]
    flat = cone(latitudes, (min(longitudes) + max(longitudes)) / 2)
    placed = [flat.point(*point) for point in points]
    left, right = min(x for x, _ in placed), max(x for x, _ in placed)
    top, bottom = min(y for _, y in placed), max(y for _, y in placed)
    across, down = max(right - left, 0.08), max(bottom - top, 0.04)
    scale = min((width - 2 * margin) / across, (most - 2 * margin) / down)
    height = max(least, min(most, down * scale + 2 * margin))
    return View(
        flat,
        scale,
        (left + right) / 2 - width / scale / 2,
        (top + bottom) / 2 - height / scale / 2,
        width,
        height,
    )

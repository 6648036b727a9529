"""Places for the names of points, so that none covers another, a point or a line. All in pixels."""

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

ROUNDS: Final = 24
"""How often names are placed again at most, those that came off badly first."""

PATIENCE: Final = 6
"""After so many rounds without a better one there are no more."""

EFFORT: Final = 240
"""How many names are placed in all rounds together, at most; so many names take fewer rounds."""

NOWHERE: Final = 1000.0
"""How bad it is that a name has no room at all, in pixels of distance."""


@dataclass(frozen=True)
class Box:
    """A rectangle, its sides in the direction of the page's coordinates."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: "Box", space: float = 0.0) -> bool:
        """Return whether the two have less than that space between them."""
        return (
            self.left < other.right + space
            and other.left < self.right + space
            and self.top < other.bottom + space
            and other.top < self.bottom + space
        )

    def holds(self, other: "Box") -> bool:
        """Return whether all of the other lies in it."""
        return (
            self.left <= other.left
            and other.right <= self.right
            and self.top <= other.top
            and other.bottom <= self.bottom
        )

    def nearest(self, x: float, y: float) -> tuple[float, float]:
        """Return the point of the box that is nearest to another."""
        return min(max(x, self.left), self.right), min(max(y, self.top), self.bottom)


@dataclass(frozen=True)
class Spot:
    """A point whose name is that wide and high; `area` if it stands for what lies around it."""

    x: float
    y: float
    width: float
    height: float
    area: bool = False


@dataclass(frozen=True)
class Place:
    """Where a name stands: its box, and the side of it on which its point lies, `start`, `middle` or `end`.

    `leader` are the ends of the line that leads to a name which stands far from its point.
    """

    box: Box
    side: str
    distance: float
    leader: tuple[float, float, float, float] | None = None


@lru_cache(maxsize=256)
def arrange_labels(
    spots: tuple[Spot, ...], bounds: Box, away: float, radius: float
) -> Sequence[Place | None]:
    """Return the place of each name, in the order of the spots; None if there is no room for it anywhere.

    Names keep `away` from their points, all of which have a radius. What has come off badly is placed before the rest
    in the next round, and the best round counts. Source: D. Joslin, D. Clements, Squeaky wheel optimization, 1999.
    """
    badness = [0.0] * len(spots)
    best, least, tries = list[Place | None](), math.inf, 0
    for _ in range(max(1, min(ROUNDS, EFFORT // max(1, len(spots))))):
        order = sorted(range(len(spots)), key=lambda index: -badness[index])
        found = place_in_order(spots, order, bounds, away, radius)
        costs = [NOWHERE if place is None else place.distance for place in found]
        tries += 1
        if sum(costs) < least:
            best, least, tries = found, sum(costs), 0
        if not least or tries == PATIENCE:
            break
        badness = [bad + cost for bad, cost in zip(badness, costs, strict=True)]
    return best


def place_in_order(
    spots: Sequence[Spot], order: Iterable[int], bounds: Box, away: float, radius: float
) -> list[Place | None]:
    """Place the names in that order, each as near to its point as there is room."""
    taken = [square(spot.x, spot.y, radius) for spot in spots if not spot.area]
    found: list[Place | None] = [None] * len(spots)
    for index in order:
        spot = spots[index]
        own = square(spot.x, spot.y, radius)
        others = [box for box in taken if box != own]
        for place in within(spot) if spot.area else around(spot, away):
            clear = bounds.holds(place.box) and is_free(place.box, taken, 1.0)
            if clear and all(is_free(part, others) for part in trail(place)):
                found[index] = place
                taken += [place.box, *trail(place)]
                break
    return found


def is_free(box: Box, taken: Iterable[Box], space: float = 0.0) -> bool:
    """Return whether the box meets none of the others: `Box.meets`, written out because it runs so often."""
    left, top, right, bottom = box.left - space, box.top - space, box.right + space, box.bottom + space
    return not any(
        left < other.right and other.left < right and top < other.bottom and other.top < bottom
        for other in taken
    )


def square(x: float, y: float, radius: float) -> Box:
    """Return the box around a point."""
    return Box(x - radius, y - radius, x + radius, y + radius)


def trail(place: Place) -> Iterator[Box]:
    """Return small boxes along the line that leads to a name; its beginning may pass a point close by."""
    if place.leader is not None:
        ax, ay, bx, by = place.leader
        length = math.hypot(bx - ax, by - ay)
        for at in range(16, math.floor(length), 8):
            yield square(ax + (bx - ax) * at / length, ay + (by - ay) * at / length, 1.5)


def around(spot: Spot, away: float) -> Iterable[Place]:
    """Yield the places around a point, better ones first: beside it, above and below it, then ever farther."""
    half = spot.height / 2
    for step in range(36):
        reach = away + 3.0 * max(0, step - 4)
        for shift in (0.0,) if not step else (8.0 * step, -8.0 * step):
            top, bottom = spot.y - half + shift, spot.y + half + shift
            for box, side in (
                (Box(spot.x + reach, top, spot.x + reach + spot.width, bottom), "start"),
                (Box(spot.x - reach - spot.width, top, spot.x - reach, bottom), "end"),
            ):
                yield Place(box, side, 8.0 * step, leader(spot, box, away))
        gap, left = away + 8.0 * step, spot.x - spot.width / 2
        for top in (spot.y - gap - spot.height, spot.y + gap):
            box = Box(left, top, left + spot.width, top + spot.height)
            yield Place(box, "middle", 8.0 * step + 4, leader(spot, box, away))


def within(spot: Spot) -> Iterable[Place]:
    """Yield the places over a point that stands for an area, then ever farther from it."""
    half, high = spot.width / 2, spot.height / 2
    sides = ((0, 1), (0, -1), (1, 0), (-1, 0), (1, 1), (-1, -1), (1, -1), (-1, 1))
    for step in range(30):
        for across, down in sides if step else ((0, 0),):
            x, y = spot.x + across * step * 16.0, spot.y + down * step * 10.0
            box = Box(x - half, y - high, x + half, y + high)
            yield Place(box, "middle", 8.0 * step, leader(spot, box, 6.0))


def leader(spot: Spot, box: Box, away: float) -> tuple[float, float, float, float] | None:
    """Return the line from a point to a name that stands farther away than beside it."""
    x, y = box.nearest(spot.x, spot.y)
    return (spot.x, spot.y, x, y) if math.hypot(x - spot.x, y - spot.y) > away + 5 else None

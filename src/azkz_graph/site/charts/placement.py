"""Points with names in; where each name stands so that none covers another or a point, out. All in pixels."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Box:
    """A rectangle, its sides in the direction of the page's coordinates."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: "Box", space: float = 0.0) -> bool:
        """Whether the two have less than that space between them."""
        return (
            self.left < other.right + space
            and other.left < self.right + space
            and self.top < other.bottom + space
            and other.top < self.bottom + space
        )

    def within(self, other: "Box") -> bool:
        """Whether all of it lies in the other."""
        return (
            other.left <= self.left
            and self.right <= other.right
            and other.top <= self.top
            and self.bottom <= other.bottom
        )


@dataclass(frozen=True)
class Spot:
    """A point whose name is that wide and high."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True)
class Place:
    """Where a name stands: its box, and the side of it on which its point lies, `start`, `middle` or `end`."""

    box: Box
    side: str


def around(spot: Spot, away: float) -> Iterable[Place]:
    """The places around a point, the better before the worse, then ever farther from it."""
    for step in range(12):
        reach, shift = away + 4.0 * step, spot.height * 0.9 * step
        for up in (0.0,) if not step else (-shift, shift):
            top = spot.y - spot.height / 2 + up
            bottom = top + spot.height
            yield Place(Box(spot.x + reach, top, spot.x + reach + spot.width, bottom), "start")
            yield Place(Box(spot.x - reach - spot.width, top, spot.x - reach, bottom), "end")
        half = spot.width / 2
        for top in (spot.y - reach - spot.height - shift / 2, spot.y + reach + shift / 2):
            yield Place(Box(spot.x - half, top, spot.x + half, top + spot.height), "middle")


def placed(
    spots: Sequence[Spot],
    bounds: Box,
    away: float = 10.0,
    candidates: Callable[[Spot, float], Iterable[Place]] = around,
) -> list[Place | None]:
    """The place of each name, in the order of the spots; None for one that has no room anywhere."""
    taken = [
        Box(spot.x - away / 2, spot.y - away / 2, spot.x + away / 2, spot.y + away / 2) for spot in spots
    ]
    found: list[Place | None] = []
    for spot in spots:
        free = (
            place
            for place in candidates(spot, away)
            if place.box.within(bounds) and not any(place.box.meets(box, 1.0) for box in taken)
        )
        place = next(free, None)
        if place is not None:
            taken.append(place.box)
        found.append(place)
    return found

"""Time scales: where years stand on the width, with long empty stretches left out."""

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

EMPTY: Final = 40.0
"""Years without anything that are too many to be drawn, if they are also more than a third of all."""

BREAK: Final = 0.05
"""The share of the width that stands for what is left out."""

STEPS: Final = (1, 2, 5, 10, 20, 25, 50, 100, 200, 250, 500, 1000, 2000, 5000, 10000, 100000)


@dataclass(frozen=True)
class Stretch:
    """Years that are drawn without a break, and the shares of the width between which they stand."""

    first: int
    last: int
    start: float
    end: float


@dataclass(frozen=True)
class TimeScale:
    """Stretches of years, one after the other."""

    stretches: tuple[Stretch, ...]

    def share(self, year: float) -> float:
        """Return where the year, or a part of it, stands on the width."""
        for stretch in self.stretches:
            if year <= stretch.last or stretch is self.stretches[-1]:
                within = (year - stretch.first) / (stretch.last - stretch.first)
                return stretch.start + within * (stretch.end - stretch.start)
        raise ValueError("a scale has at least one stretch")

    def ticks(self, most: int) -> Iterator[int]:
        """Return round years, not many more than `most`, and the first of every stretch."""
        years = sum(stretch.last - stretch.first for stretch in self.stretches)
        step = next((step for step in STEPS if years / step <= most), STEPS[-1])
        for stretch in self.stretches:
            inner = range(math.ceil(stretch.first / step) * step, stretch.last + 1, step)
            yield from inner if len(inner) > 1 else (stretch.first,)

    def breaks(self) -> Iterator[float]:
        """Return the middles of what is left out."""
        for one, other in zip(self.stretches, self.stretches[1:], strict=False):
            yield (one.end + other.start) / 2


def time_scale(spans: Iterable[tuple[float, float]], start: float = 0.0, end: float = 1.0) -> TimeScale:
    """Return the scale between two shares of the width on which all spans of years have a place.

    >>> [(one.first, one.last) for one in time_scale([(1918, 1919), (2005, 2006), (2023, 2024)]).stretches]
    [(1918, 1919), (2005, 2024)]
    """
    runs = list(join_spans(sorted((math.floor(first), math.ceil(last)) for first, last in spans)))
    years = sum(last - first for first, last in runs)
    room = end - start - BREAK * (len(runs) - 1)
    stretches: list[Stretch] = []
    for first, last in runs:
        # A stretch of a single year would else be too narrow to be seen beside one of a century.
        share = room * (0.08 + (1 - 0.08 * len(runs)) * (last - first) / years)
        stretches.append(Stretch(first, last, start, start + share))
        start += share + BREAK
    return TimeScale(tuple(stretches))


def join_spans(spans: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Return the runs of years that are left when the long empty ones are taken out."""
    whole = max(last for _, last in spans) - spans[0][0]
    first, last = spans[0]
    runs = 1
    for begin, end in spans[1:]:
        if begin - last > max(EMPTY, whole / 3) and runs < 5:
            yield first, last
            first, runs = begin, runs + 1
        last = max(last, end)
    yield first, last

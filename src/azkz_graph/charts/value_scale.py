"""Value scales: round numbers, and the height at which each value stands."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

TOP, BASE = 34.0, 230.0
"""Between which heights, in pixels, the numbers stand."""


@dataclass(frozen=True)
class ValueScale:
    """Round values between which all figures lie."""

    low: float
    high: float
    step: float

    def y(self, value: Decimal | float) -> float:
        """Return the height at which a value stands."""
        return BASE - (float(value) - self.low) / (self.high - self.low) * (BASE - TOP)

    def ticks(self) -> Sequence[float]:
        """Return the round values."""
        count = round((self.high - self.low) / self.step)
        return [self.low + self.step * number for number in range(count + 1)]


def value_scale(values: Sequence[float]) -> ValueScale:
    """Return the scale of some values, zero among them.

    >>> value_scale([126.6, 139.7]).ticks()
    [0.0, 50.0, 100.0, 150.0]
    >>> value_scale([-20, 100]).ticks()
    [-50.0, 0.0, 50.0, 100.0]
    """
    low, high = min(0.0, *values), max(0.0, *values)
    rough = ((high - low) or 1.0) / 4
    power = 10.0 ** math.floor(math.log10(rough))
    step = next((power * times for times in (1, 2, 5) if power * times >= rough), power * 10)
    first, last = math.floor(low / step) * step, math.ceil(high / step) * step
    return ValueScale(first, last if last > first else first + step, step)

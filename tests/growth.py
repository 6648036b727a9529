"""How the work of a function grows with its input, by processor time, which other processes do not lengthen."""

import contextlib
import time
from collections.abc import Callable
from typing import Final, TypeVar

Input = TypeVar("Input")

TIMES: Final = 8
"""How much larger the large input is; linear work takes 8 times as long, quadratic work 64 times."""

MOST: Final = 20
RUNS: Final = 3
NOISE: Final = 0.001
"""The seconds below which a time says nothing."""


def assert_linear(
    make: Callable[[int], Input], run: Callable[[Input], object], small: int, *refusals: type[Exception]
) -> None:
    """Find that work on an input of 8 times the size `small` takes about 8 times as long.

    `small` is so large that more than linear work on it takes some milliseconds. An input may be refused.
    """
    low = max(seconds(run, make(small), refusals), NOISE)
    high = seconds(run, make(TIMES * small), refusals)
    assert high <= MOST * low, f"{TIMES} times the input took {high / low:.0f} times as long, {high:.3f} s"


def seconds(run: Callable[[Input], object], value: Input, refusals: tuple[type[Exception], ...]) -> float:
    """The processor time of the fastest of several runs; one that took long is not repeated."""
    fastest = float("inf")
    for _ in range(RUNS):
        began = time.process_time()
        with contextlib.suppress(*refusals):
            run(value)
        fastest = min(fastest, time.process_time() - began)
        if fastest > 1:
            break
    return fastest

"""How the work of a function grows with its input, by processor time, which other processes do not lengthen."""

import contextlib
import gc
import signal
import time
from collections.abc import Callable, Iterator
from typing import Final, TypeVar

Input = TypeVar("Input")

TIMES: Final = 8
"""How much larger the large input is; linear work takes 8 times as long, quadratic work 64 times."""

MOST: Final = 20
RUNS: Final = 6
NOISE: Final = 0.003
"""The seconds below which a time says nothing."""

LONGEST: Final = 10.0
"""The seconds after which a run is ended, for more than quadratic work has no end that one can wait for."""


def assert_linear(
    make: Callable[[int], Input], run: Callable[[Input], object], small: int, *refusals: type[Exception]
) -> None:
    """Find that work on an input of 8 times the size `small` takes about 8 times as long.

    `small` is so large that more than linear work on 8 times as much takes a tenth of a second. An input may be
    refused with one of the `refusals`.
    """
    low, high = NOISE, float("inf")
    fewer, more = make(small), make(TIMES * small)
    # Other processes share the caches, so a time that is too long is measured again.
    for _ in range(RUNS):
        high = min(high, seconds(run, more, refusals))
        # Most work is too little to be compared.
        if high <= MOST * NOISE:
            break
        low = max(low, min(seconds(run, fewer, refusals) for _ in range(3)))
        if high <= MOST * low:
            break
    assert high <= MOST * low, f"{TIMES} times the input takes {high / low:.0f} times as long, {high:.3f} s"


def seconds(run: Callable[[Input], object], value: Input, refusals: tuple[type[Exception], ...]) -> float:
    """Return the processor time of a run, without that of collecting garbage, which grows with all that there is."""
    gc.disable()
    began = time.process_time()
    try:
        with contextlib.suppress(*refusals), bounded():
            run(value)
        return time.process_time() - began
    finally:
        gc.enable()


@contextlib.contextmanager
def bounded() -> Iterator[None]:
    """Let the block take no more than some seconds of processor time."""

    def end(number: int, frame: object) -> None:
        raise AssertionError(f"a run takes more than {LONGEST:g} s")

    before = signal.signal(signal.SIGPROF, end)
    signal.setitimer(signal.ITIMER_PROF, LONGEST)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)

"""How long tests wait for other processes, which a busy machine slows; no test says how fast a machine is to be."""

import time
from collections.abc import Callable
from typing import Final

PATIENCE: Final = 300
"""The seconds after which what a test waits for does not come any more."""


def until(holds: Callable[[], bool]) -> None:
    """Wait until it holds."""
    end = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < end, "it does not come"
        time.sleep(0.02)

"""Event loops of tests."""

from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Final, TypeVar

import anyio

Answered = TypeVar("Answered")

THREAD: Final = ThreadPoolExecutor(1)


def in_thread(run: Callable[[], Awaitable[Answered]]) -> Answered:
    """What the function gets in a thread without an event loop; tests of pages leave theirs running in the main one."""
    return THREAD.submit(anyio.run, run).result()

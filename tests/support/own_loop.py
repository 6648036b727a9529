"""Coroutines run in a thread of their own, for that of the tests may have the loop of a browser."""

import asyncio
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

Result = TypeVar("Result")


def run_apart(test: Coroutine[Any, Any, Result]) -> Result:
    """Run a coroutine to its end in another thread."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asyncio.run, test).result()

"""Bytes that are held for clients in; whether there is room for more out.

A client that is slow to send or to read makes the server hold what it sends or reads; many together must not take all
memory.
"""

import contextlib
from collections.abc import Callable, Iterator


class Room:
    """At most `most` bytes, held by several at once."""

    def __init__(self, most: int) -> None:
        self._most = most
        self.taken = 0
        self._sharers: dict[int, int] = {}

    @contextlib.contextmanager
    def growing(self) -> Iterator[Callable[[int], bool]]:
        """What adds to the bytes that are held until the block ends, and says whether there is room for them."""
        held = 0

        def add(size: int) -> bool:
            nonlocal held
            if self.taken + size > self._most:
                return False
            held += size
            self.taken += size
            return True

        try:
            yield add
        finally:
            self.taken -= held

    @contextlib.contextmanager
    def shared(self, content: bytes | bytearray | memoryview) -> Iterator[bool]:
        """Whether there is room for the content while the block runs; what is held already takes none anew."""
        key = id(content)
        if key not in self._sharers:
            if self.taken + len(content) > self._most:
                yield False
                return
            self._sharers[key] = 0
            self.taken += len(content)
        self._sharers[key] += 1
        try:
            yield True
        finally:
            self._sharers[key] -= 1
            if not self._sharers[key]:
                del self._sharers[key]
                self.taken -= len(content)

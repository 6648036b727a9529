"""Memory held for what clients send and read, with a limit for each client.

For a client that is slow to send or to read, the server holds what it sends or reads; many together must not
take all memory, and one alone must not take that of all others.
"""

import contextlib
from collections import Counter
from collections.abc import Callable, Iterator


class Room:
    """At most `most` bytes, held by several clients at once, `share` of them by one; zero is no limit."""

    def __init__(self, most: int, share: int) -> None:
        self._most, self._share = most, share
        self.taken = 0
        self._held: Counter[str] = Counter()
        self._sharers: Counter[int] = Counter()

    @contextlib.contextmanager
    def growing(self, client: str) -> Iterator[Callable[[int], bool]]:
        """Yield the function that adds to the bytes of the client until the block ends, and says if there is room."""
        held = 0

        def add(size: int) -> bool:
            nonlocal held
            if self.taken + size > self._most or not self._hold(client, size):
                return False
            held += size
            self.taken += size
            return True

        try:
            yield add
        finally:
            self.taken -= held
            self._release(client, held)

    @contextlib.contextmanager
    def shared(self, client: str, content: bytes | bytearray | memoryview) -> Iterator[bool]:
        """Yield whether there is room for the content while the block runs.

        Content that is held already is free.
        """
        key, size = id(content), len(content)
        taken = 0 if key in self._sharers else size
        if self.taken + taken > self._most or not self._hold(client, size):
            yield False
            return
        self.taken += taken
        self._sharers[key] += 1
        try:
            yield True
        finally:
            self._release(client, size)
            self._sharers[key] -= 1
            if not self._sharers[key]:
                del self._sharers[key]
                self.taken -= size

    def _hold(self, client: str, size: int) -> bool:
        if self._share and self._held[client] + size > self._share:
            return False
        self._held[client] += size
        return True

    def _release(self, client: str, size: int) -> None:
        self._held[client] -= size
        if not self._held[client]:
            del self._held[client]

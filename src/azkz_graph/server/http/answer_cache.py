"""Cache of answers, which hold until other data take the place of those that are served."""

from collections.abc import Hashable
from operator import itemgetter
from typing import Generic, TypeVar

from cachetools import LRUCache

Value = TypeVar("Value")

SHARE = 4
"""One value may take this part of the room, and no more."""


class Recent(Generic[Value]):
    """Values by key that take `room` bytes at most; those that were longest not asked for make room for others."""

    def __init__(self, room: int) -> None:
        self._values: LRUCache[Hashable, tuple[Value, int]] = LRUCache(room, getsizeof=itemgetter(1))

    def get(self, key: Hashable) -> Value | None:
        """Return what was kept under the key."""
        found = self._values.get(key)
        return found and found[0]

    def keep(self, key: Hashable, value: Value, size: int) -> None:
        """Keep the value, which takes `size` bytes, under the key."""
        self._values.pop(key, None)
        if size <= self._values.maxsize // SHARE:
            self._values[key] = value, size

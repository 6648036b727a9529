"""What was answered before in; the same again, as long as there is room for it, out.

The data do not change while they are served, so what was answered once holds until others take their place.
"""

from collections import OrderedDict
from collections.abc import Hashable
from typing import Generic, TypeVar

Value = TypeVar("Value")

SHARE = 4
"""One value may take this part of the room, and no more."""


class Recent(Generic[Value]):
    """Values by key that take `room` bytes at most; those that were longest not asked for make room for others."""

    def __init__(self, room: int) -> None:
        self._room, self._taken = room, 0
        self._values: OrderedDict[Hashable, tuple[Value, int]] = OrderedDict()

    def get(self, key: Hashable) -> Value | None:
        """What was kept under the key."""
        found = self._values.get(key)
        if found is None:
            return None
        self._values.move_to_end(key)
        return found[0]

    def keep(self, key: Hashable, value: Value, size: int) -> None:
        """Keep the value, which takes `size` bytes, under the key."""
        self._forget(key)
        if size > self._room // SHARE:
            return
        self._values[key] = value, size
        self._taken += size
        while self._taken > self._room:
            self._forget(next(iter(self._values)))

    def clear(self) -> None:
        """Keep nothing any more."""
        self._values.clear()
        self._taken = 0

    def _forget(self, key: Hashable) -> None:
        found = self._values.pop(key, None)
        if found is not None:
            self._taken -= found[1]

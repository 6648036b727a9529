"""Open connections, and which of them makes way for another."""

from collections import Counter, OrderedDict
from typing import Final, Protocol

TOO_MANY: Final = (503, "too many connections are open; ask again in a few seconds")
TOO_MANY_OF_ONE: Final = (429, "you have too many connections open; use those that you have")


class Evictable(Protocol):
    """A connection that can be closed for another."""

    def make_way(self) -> None:
        """Close it; its client is no worse off than if it had been slower to connect."""


class OpenConnections:
    """At most `most` connections, and `of_one` of one client; zero is no bound.

    `refused` counts what was refused before it was a request, by status.

    A connection whose client the server waits for, and not the client for it, is idle: it has asked nothing, or has its
    answer, or is still sending. The one that is idle for longest makes way for a new one.
    """

    def __init__(self, most: int, of_one: int) -> None:
        self._most, self._of_one = most, of_one
        self._clients: dict[Evictable, str] = {}
        self._numbers: Counter[str] = Counter()
        self._idle: OrderedDict[Evictable, str] = OrderedDict()
        self.refused: Counter[int] = Counter()

    def admit(self, connection: Evictable, client: str) -> tuple[int, str] | None:
        """Count the connection; return a status and a sentence instead if there is no room for it."""
        if self._of_one and self._numbers[client] >= self._of_one:
            longest = next((each for each, its in self._idle.items() if its == client), None)
            if longest is None:
                return TOO_MANY_OF_ONE
            self._evict(longest)
        if len(self._clients) >= self._most:
            longest = next(iter(self._idle), None)
            if longest is None:
                return TOO_MANY
            self._evict(longest)
        self._clients[connection] = client
        self._numbers[client] += 1
        self._idle[connection] = client
        return None

    @property
    def number(self) -> int:
        """Count the open connections."""
        return len(self._clients)

    def rest(self, connection: Evictable) -> None:
        """Mark that the client has its answer."""
        if connection in self._clients:
            self._idle[connection] = self._clients[connection]

    def work(self, connection: Evictable) -> None:
        """Mark that the client waits for an answer."""
        self._idle.pop(connection, None)

    def leave(self, connection: Evictable) -> None:
        """Stop counting the connection."""
        self._idle.pop(connection, None)
        client = self._clients.pop(connection, None)
        if client is not None:
            self._numbers[client] -= 1
            if not self._numbers[client]:
                del self._numbers[client]

    def _evict(self, connection: Evictable) -> None:
        self.leave(connection)
        connection.make_way()

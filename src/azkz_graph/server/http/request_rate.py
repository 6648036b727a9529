"""Rate limit of each client's questions."""

import time
from typing import Final

from cachetools import LRUCache

MOST: Final = 10_000
"""The clients that are remembered; one that is forgotten has a full bucket again."""

BURST: Final = 5
"""The seconds' worth of requests that may come at once."""


class Rate:
    """At most `rate` questions a second of each client over time; zero is no bound."""

    def __init__(self, rate: float) -> None:
        self._rate = rate
        self._buckets: LRUCache[str, tuple[float, float]] = LRUCache(MOST)

    def allows(self, client: str) -> bool:
        """Return whether the client may ask now."""
        if not self._rate:
            return True
        now, most = time.monotonic(), max(1.0, self._rate * BURST)
        tokens, before = self._buckets.get(client, (most, now))
        tokens = min(most, tokens + (now - before) * self._rate)
        self._buckets[client] = tokens - (tokens >= 1), now
        return tokens >= 1

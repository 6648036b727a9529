"""Requests that have been read and not answered, for which a server waits before it ends."""

from collections import Counter
from typing import Final

import anyio
from mcp_types import (
    JSONRPCError,
    JSONRPCMessage,
    JSONRPCNotification,
    JSONRPCRequest,
    JSONRPCResponse,
    RequestId,
)

PATIENCE: Final = 60
"""The seconds that the next answer may take once the client has nothing more to ask."""


class Unanswered:
    """The requests that have been read, and whose answers have not been written."""

    def __init__(self) -> None:
        self._numbers: Counter[RequestId] = Counter()
        self._changed = anyio.Event()

    def read(self, message: JSONRPCMessage) -> None:
        """Count a request; one that the client takes back is not answered."""
        if isinstance(message, JSONRPCRequest):
            self._numbers[message.id] += 1
        elif isinstance(message, JSONRPCNotification) and message.method == "notifications/cancelled":
            self._forget((message.params or {}).get("requestId"))

    def written(self, message: JSONRPCMessage) -> None:
        """Count the answer to a request."""
        if isinstance(message, (JSONRPCResponse, JSONRPCError)):
            self._forget(message.id)

    async def none(self) -> None:
        """Wait until there are none; not for ever, if one is never answered."""
        while self._numbers:
            with anyio.move_on_after(PATIENCE) as waiting:
                await self._changed.wait()
            if waiting.cancelled_caught:
                return

    def _forget(self, id: RequestId | None) -> None:
        if id is not None and id in self._numbers:
            self._numbers[id] -= 1
            self._numbers = +self._numbers
            self._changed.set()
            self._changed = anyio.Event()

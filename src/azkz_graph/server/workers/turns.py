"""Turns: places for work, which clients take one after the other."""

import asyncio
from collections import Counter, OrderedDict, deque
from typing import Final

from azkz_graph.server.workers.reply import Reply, problem
from azkz_graph.server.workers.worker import RETRY

BUSY: Final = "too many questions are under way; ask again in a few seconds"
BUSY_WITH_ONE: Final = "you have too many questions under way; wait for their answers"


class Turns:
    """Places that clients hold while they are worked for; those who find none free wait.

    One client holds at most `share` of the `places`, so that however long its work takes, some are left for
    others; and the last free place is for a client that holds none, so that several who each hold their share
    leave one too. A free place goes to the client whose last turn is longest ago. At most `queue` wait, and
    at most `of_one` of one client are worked for or wait; zero is no limit.
    """

    def __init__(self, places: int, share: int, queue: int, of_one: int) -> None:
        self._places = self._free = places
        self._share, self._most, self._of_one = share, queue, of_one
        self._held: Counter[str] = Counter()
        self._waiting: OrderedDict[str, deque[asyncio.Future[bool]]] = OrderedDict()
        self.queued = 0

    @property
    def is_unused(self) -> bool:
        """Return whether nobody holds a place."""
        return self._free == self._places

    async def take(self, client: str, patience: float) -> Reply | None:
        """Wait for a place, at most `patience` seconds; return why the client has none, None if it has one.

        Return why the client has none, None if it has one.
        """
        if self._may_have_one(client):
            self._give(client)
            return None
        own = len(self._waiting.get(client, ()))
        if self._of_one and self._held[client] + own >= self._of_one:
            return problem(429, BUSY_WITH_ONE, RETRY)
        if self.queued >= self._most and not self._push_out(own + 1):
            return problem(503, BUSY, RETRY)
        return None if await self._turn(client, patience) else problem(503, BUSY, RETRY)

    def leave(self, client: str) -> None:
        """Give up a place of the client's to the next one."""
        self._held[client] -= 1
        if not self._held[client]:
            del self._held[client]
        self._free += 1
        for each, turns in self._waiting.items():
            turn = next((turn for turn in turns if not turn.done()), None)
            if turn is not None and self._may_have_one(each):
                self._waiting.move_to_end(each)
                self._forget(each, turn)
                self._give(each)
                turn.set_result(True)
                return

    async def _turn(self, client: str, patience: float) -> bool:
        turn: asyncio.Future[bool] = asyncio.get_running_loop().create_future()
        self._waiting.setdefault(client, deque()).append(turn)
        self.queued += 1
        try:
            async with asyncio.timeout(patience):
                return await turn
        except (TimeoutError, asyncio.CancelledError) as error:
            if turn.cancelled() or not turn.done():
                self._forget(client, turn)
            elif turn.result():
                # It was given the place at the very moment when it gave up.
                self.leave(client)
            if isinstance(error, TimeoutError):
                return False
            raise

    def _may_have_one(self, client: str) -> bool:
        held = self._held[client]
        return held < self._share and self._free > (1 if held and self._share < self._places else 0)

    def _give(self, client: str) -> None:
        self._free -= 1
        self._held[client] += 1

    def _push_out(self, fewer: int) -> bool:
        """Refuse the last question of the client that waits with most, if these are more than `fewer`."""
        client, turns = max(self._waiting.items(), key=lambda each: len(each[1]), default=("", deque()))
        turn = next((turn for turn in reversed(turns) if not turn.done()), None)
        if len(turns) <= fewer or turn is None:
            return False
        self._forget(client, turn)
        turn.set_result(False)
        return True

    def _forget(self, client: str, turn: "asyncio.Future[bool]") -> None:
        turns = self._waiting[client]
        turns.remove(turn)
        self.queued -= 1
        if not turns:
            del self._waiting[client]

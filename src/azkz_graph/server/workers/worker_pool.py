"""Pools of worker processes, each job within its time.

A pool lives in the process that speaks with clients, and asks a nursery for workers.
"""

import asyncio
import json
import socket
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from azkz_graph.server.workers.fork_server import READER, WORKER
from azkz_graph.server.workers.limits import Limits
from azkz_graph.server.workers.message_framing import Head, frame, reply_of
from azkz_graph.server.workers.reply import Reply, problem
from azkz_graph.server.workers.turns import Turns
from azkz_graph.server.workers.worker import LONG, RETRY
from azkz_graph.server.workers.worker_stream import LostError, Worker

GRACE: Final = 0.25
"""The seconds after its time in which a worker should have ended by itself."""

REST: Final = 15
"""The seconds after which a worker that is not asked is ended; another is forked in some milliseconds."""


@dataclass(frozen=True)
class Job:
    """What is to be done, by name with JSON arguments and perhaps a body, in one of the pools."""

    pool: str
    name: str
    arguments: Mapping[str, Any]
    body: bytes = b""

    def key(self) -> tuple[str, bytes]:
        """Return what tells the job from all others."""
        return json.dumps([self.pool, self.name, self.arguments], sort_keys=True), self.body


class Pool:
    """The workers of one nursery; a question takes one for itself, or waits in the queue for one.

    What strangers ask may take very long: one client has half of the workers at most, and a worker that took
    long makes way for others, and is not used again. Workers are `trusted` if no stranger chooses what they
    do.
    """

    def __init__(
        self,
        control: socket.socket,
        limits: Limits,
        workers: int,
        *,
        trusted: bool = False,
        renew: Callable[[], socket.socket] | None = None,
    ) -> None:
        self._control, self._limits, self._renew, self._trusted = control, limits, renew, trusted
        share = workers if trusted or not limits.per_client else max(1, workers // 2)
        self._turns = Turns(workers, share, limits.queue, limits.per_client)
        # The one that rested last is at the end, and is asked first.
        self._idle: list[tuple[Worker, float]] = []
        self._watch: asyncio.TimerHandle | None = None
        self.busy = 0
        self.killed = 0
        self._closed = False

    @property
    def queued(self) -> int:
        """Count the questions that wait."""
        return self._turns.queued

    async def run(self, job: Job, client: str) -> Reply:
        """Return what the job answers, or why it is not answered; cancelling it cancels the work."""
        if refused := await self._turns.take(client, self._limits.patience):
            return refused
        self.busy += 1
        try:
            return await self._answer(job)
        finally:
            self.busy -= 1
            self._turns.leave(client)
            self._shut_if_done()

    def close(self) -> None:
        """End the nursery and its workers, once the work in progress is answered."""
        self._closed = True
        self._shut_if_done()

    def _shut_if_done(self) -> None:
        # A place may be given to a question that has not gone on yet.
        if not self._closed or not self._turns.is_unused:
            return
        self._control.close()
        if self._watch is not None:
            self._watch.cancel()
        for worker, _ in self._idle:
            worker.end()
        self._idle.clear()

    def _rest(self, worker: Worker) -> None:
        """Keep the worker for the next question for a while; after that its memory is free for others."""
        self._idle.append((worker, time.monotonic()))
        if self._watch is None:
            self._watch = asyncio.get_running_loop().call_later(REST, self._dismiss)

    def _dismiss(self) -> None:
        until = time.monotonic() - REST
        while self._idle and self._idle[0][1] <= until:
            self._idle.pop(0)[0].end()
        self._watch = asyncio.get_running_loop().call_later(REST, self._dismiss) if self._idle else None

    async def _answer(self, job: Job) -> Reply:
        head = {"job": job.name, "arguments": job.arguments, "seconds": self._limits.seconds}
        message = frame(head, job.body)
        started = time.monotonic()
        worker: Worker | None = None
        try:
            worker = self._rested() or await self._born()
            said, content = await self._watched(worker, message)
        except (LostError, TimeoutError, OSError) as error:
            self.killed += 1
            if worker is None and isinstance(error, TimeoutError):
                return problem(503, "what answers this is still being prepared; ask again", RETRY)
            if worker is None:
                return problem(
                    503, "the process that answers this has not started; the server's log says why", RETRY
                )
            worker.end()
            return self._ended(time.monotonic() - started)
        except asyncio.CancelledError:
            if worker is not None:
                worker.end()
            raise
        # A process that worked long has a lower priority, and perhaps much memory, that it does not give back.
        if time.monotonic() - started > LONG and not self._trusted:
            worker.end()
        else:
            self._rest(worker)
        return reply_of(said, content)

    async def _watched(self, worker: Worker, message: bytes) -> tuple[Head, bytearray]:
        loop = asyncio.get_running_loop()
        courtesy = loop.call_later(self._limits.seconds if self._trusted else LONG, worker.yield_processor)
        end = loop.call_later(self._limits.seconds + GRACE, worker.end)
        try:
            return await worker.ask(message)
        finally:
            courtesy.cancel()
            end.cancel()

    def _rested(self) -> Worker | None:
        """Return an idle worker; one that the system has ended meanwhile is forgotten."""
        while self._idle:
            worker, _ = self._idle.pop()
            if worker.is_open:
                return worker
        return None

    async def _born(self) -> Worker:
        """Return a worker that the nursery forks; raises OSError if the nursery has ended."""
        ours, theirs = socket.socketpair()
        ours.setblocking(False)
        worker = Worker(self._limits.content)
        try:
            with theirs:
                self._ask_for_worker(theirs)
            await asyncio.get_running_loop().create_connection(lambda: worker, sock=ours)
            # asyncio.wait_for of Python 3.11 forgets that it is cancelled if the number comes at the same moment.
            async with asyncio.timeout(self._limits.patience):
                await asyncio.shield(worker.pid)
        except BaseException:
            # Who asked may have gone away; the stream's end is the process's end.
            worker.end()
            ours.close()
            raise
        return worker

    def _ask_for_worker(self, stream: socket.socket) -> None:
        wanted, descriptors = [READER if self._trusted else WORKER], [stream.fileno()]
        try:
            socket.send_fds(self._control, wanted, descriptors)
        except (BrokenPipeError, ConnectionResetError):
            if self._renew is None:
                raise
            self._control.close()
            self._control = self._renew()
            socket.send_fds(self._control, wanted, descriptors)

    def _ended(self, seconds: float) -> Reply:
        if seconds >= self._limits.seconds:
            return problem(
                503, f"the answer takes longer than {self._limits.seconds:g} s; ask for less", RETRY
            )
        return problem(
            503,
            "the process that answered ended unexpectedly, as it does when a question nests too deeply or takes "
            f"more than {self._limits.memory // 1024**2} MiB of memory; ask for less",
            RETRY,
        )

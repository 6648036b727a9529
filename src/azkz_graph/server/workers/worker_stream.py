"""Streams to worker processes."""

import asyncio
import contextlib
import os
import signal
from typing import Final, cast

from azkz_graph.server.workers.limits import MEBIBYTE
from azkz_graph.server.workers.message_framing import LENGTHS, Head, unframe
from azkz_graph.server.workers.worker import COURTESY

HEAD: Final = MEBIBYTE
"""The most bytes of the head of an answer."""


class LostError(Exception):
    """The worker ended without an answer."""


class Worker(asyncio.Protocol):
    """The stream to one worker process, whose answers have at most `content` bytes beside their heads.

    A worker that sends more, or anything that it was not asked for, is ended: it may be a stranger's by then.
    """

    def __init__(self, content: int) -> None:
        self._content = content
        loop = asyncio.get_running_loop()
        self.pid: asyncio.Future[int] = loop.create_future()
        self._answer: asyncio.Future[tuple[Head, bytearray]] | None = None
        self._buffer = bytearray()
        self._transport: asyncio.Transport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Keep the stream that is open."""
        self._transport = cast(asyncio.Transport, transport)

    def data_received(self, data: bytes) -> None:
        """Take in the number of the process first, then answers."""
        self._buffer += data
        if not self.pid.done():
            if len(self._buffer) < 4:
                return
            self.pid.set_result(int.from_bytes(self._buffer[:4], "big"))
            del self._buffer[:4]
        if not self._buffer:
            return
        if self._answer is None or self._answer.done() or not self._is_bounded():
            self._refuse()
            return
        try:
            message = unframe(self._buffer)
        except (ValueError, RecursionError):
            self._refuse()
            return
        if message is not None:
            self._buffer = bytearray()
            self._answer.set_result(message)

    def _is_bounded(self) -> bool:
        """Return whether the bytes are the beginning of one answer of permitted length."""
        if len(self._buffer) < LENGTHS.size:
            return True
        head, body = LENGTHS.unpack_from(self._buffer)
        return bool(
            head <= HEAD and body <= self._content and len(self._buffer) <= LENGTHS.size + head + body
        )

    def _refuse(self) -> None:
        self._buffer = bytearray()
        self.end()

    def connection_lost(self, exc: Exception | None) -> None:
        """Take note that the process has ended."""
        for waited in (self.pid, self._answer):
            if waited is not None and not waited.done():
                waited.set_exception(LostError())
                # Whoever waited may have gone away.
                waited.exception()

    @property
    def is_open(self) -> bool:
        """Return whether the process can be asked."""
        return self._transport is not None and not self._transport.is_closing()

    async def ask(self, message: bytes) -> tuple[Head, bytearray]:
        """Return the answer to a message; raises LostError if the process ends before."""
        if self._transport is None or self._transport.is_closing():
            raise LostError
        self._answer = asyncio.get_running_loop().create_future()
        self._transport.write(message)
        return await self._answer

    def yield_processor(self) -> None:
        """Let those go first that are answered faster."""
        with contextlib.suppress(OSError):
            os.setpriority(os.PRIO_PROCESS, self.pid.result(), COURTESY)

    def end(self) -> None:
        """End the process at once."""
        if self._transport is not None and not self._transport.is_closing():
            # The stream is open, so the number is still this process's.
            if self.pid.done() and not self.pid.cancelled() and self.pid.exception() is None:
                with contextlib.suppress(ProcessLookupError):
                    os.kill(self.pid.result(), signal.SIGKILL)
            self._transport.abort()

"""Bytes of a client in; requests for the application out, within bounds of size and time.

uvicorn waits for the head of a request without end, and keeps as much of it as comes.
"""

import asyncio
from typing import Any, Final

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from azkz_graph.server.limits import Limits

HEAD: Final = 32 * 1024
"""The most bytes of a request line with all headers."""

TOO_SLOW: Final = (408, "the head of the request did not arrive in time")
TOO_LARGE: Final = (431, "the head of the request is too large")
PHRASES: Final = {408: "Request Timeout", 431: "Request Header Fields Too Large"}


class BoundedConnection(HttpToolsProtocol):
    """A connection that is closed if the head of a request takes too long or grows too large."""

    def __init__(self, limits: Limits, **more: Any) -> None:  # noqa: ANN401
        super().__init__(**more)
        self._limits = limits
        self._in_head = True
        self._head_bytes = 0
        self._timer: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """A client has connected, and has some seconds to say what it wants."""
        super().connection_made(transport)  # type: ignore[arg-type]
        self._wait_for_head()

    def connection_lost(self, exc: Exception | None) -> None:
        """The client is gone."""
        self._stop_waiting()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Some bytes have come."""
        if self._in_head:
            if self._timer is None:
                self._wait_for_head()
            self._head_bytes += len(data)
            # What comes in one piece with its head may be a body, which is bounded elsewhere.
            if self._head_bytes > HEAD and b"\r\n\r\n" not in data:
                self._refuse(*TOO_LARGE)
                return
        super().data_received(data)

    def on_message_begin(self) -> None:
        """A request begins."""
        self._in_head = True
        super().on_message_begin()

    def on_headers_complete(self) -> None:
        """The head of the request is there."""
        self._in_head = False
        self._head_bytes = 0
        self._stop_waiting()
        size = len(self.url) + sum(len(name) + len(value) for name, value in self.headers)
        if size > HEAD:
            self._refuse(*TOO_LARGE)
            return
        super().on_headers_complete()

    def on_message_complete(self) -> None:
        """The whole request is there; what comes next is the head of another."""
        self._in_head = True
        if self.cycle is not None:
            super().on_message_complete()

    def on_body(self, body: bytes) -> None:
        """A part of the body has come."""
        if self.cycle is not None:
            super().on_body(body)

    def _wait_for_head(self) -> None:
        self._timer = self.loop.call_later(self._limits.reading, self._refuse, *TOO_SLOW)

    def _stop_waiting(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _refuse(self, status: int, sentence: str) -> None:
        self._stop_waiting()
        if self.transport.is_closing():
            return
        text = sentence.encode()
        self.transport.write(
            b"HTTP/1.1 %d %s\r\ncontent-type: text/plain; charset=utf-8\r\ncontent-length: %d\r\n"
            b"connection: close\r\n\r\n%s" % (status, PHRASES[status].encode(), len(text), text)
        )
        self.transport.close()

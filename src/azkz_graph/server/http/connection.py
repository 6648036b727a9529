"""Connections with clients, over which requests come within bounds of size and time.

uvicorn sets no time limit for the head of a request, keeps all of it that comes, keeps as many requests as
are sent at once, and waits without limit for a client to read its answer.
"""

import asyncio
import re
from collections.abc import Callable
from http import HTTPStatus
from typing import Any, Final

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol, RequestResponseCycle

from azkz_graph.server.http.client_identity import party
from azkz_graph.server.http.open_connections import OpenConnections
from azkz_graph.server.http.request_head import fault
from azkz_graph.server.http.web_origins import ALLOWED, Headers, Origins
from azkz_graph.server.workers.limits import Limits
from azkz_graph.server.workers.reply import problem

HEAD: Final = 32 * 1024
"""The most bytes of a request line with all headers, and of what a body in pieces brings beside its content."""

BESIDE: Final = 16
"""A body in pieces may bring, beyond that, one byte in so many of its content."""

MAPPED: Final = "::ffff:"
"""What stands before the address of a client that reaches a socket of IPv6 by IPv4. Source: RFC 4291, 2.5.5.2."""

PIPELINED: Final = 64
"""The most requests of a connection that wait for the answer to the one before."""

GRACE: Final = 0.1
"""The seconds beyond its time in which a client's connection is ended."""

LINE: Final = 1024
"""The bytes of the beginning of a head that are kept, so that the log can show what was refused."""

NOT_ASCII: Final = re.compile(rb"[^\x00-\x7f]")

NO_REQUEST: Final = (
    400,
    "this is not an HTTP/1.1 request; send one, with spaces and control characters in its address percent-encoded",
)
TOO_SLOW: Final = (408, "the head of the request did not arrive in time; send it at once")
TOO_LARGE: Final = (431, f"the head of the request has more than {HEAD:,} bytes; send less")
MADE_WAY: Final = (
    503,
    "too many connections are open, and this one has not sent a request; ask again in a few seconds",
)


Scope = dict[str, Any]
Refused = Callable[[Scope, int, bytes, float], None]
"""What takes note of a refusal: of as much of the request as could be read, the status and the content of the answer,
and the seconds it took."""


class EndedError(Exception):
    """The connection is ended, and the rest of what came through it is not read."""


class BoundedConnection(HttpToolsProtocol):
    """A connection that is closed if a request takes too long or grows too large, or its answer is not read.

    If very many are `open`, it makes way for another while it waits for its client.
    The application finds it in the scope, and sets `leave`, which is called if the client leaves. What is `refused`
    here never comes to the application.
    """

    def __init__(
        self,
        limits: Limits,
        open: OpenConnections,
        origins: Origins,
        refused: Refused,
        **more: Any,  # noqa: ANN401
    ) -> None:
        super().__init__(**more)
        self._limits, self._open, self._origins, self._refused = limits, open, origins, refused
        self._in_head = self._in_line = True
        self._begun = b""
        self._head_bytes = 0
        self._beside = 0
        self._timer: asyncio.TimerHandle | None = None
        self._reader: asyncio.TimerHandle | None = None
        self.is_lost = False
        self.leave: Callable[[], object] | None = None
        self._under_way: RequestResponseCycle | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Give a client that has connected some seconds to ask."""
        super().connection_made(transport)  # type: ignore[arg-type]
        if self.client and self.client[0].startswith(MAPPED):
            self.client = self.client[0].removeprefix(MAPPED), self.client[1]
        refused = self._open.admit(self, party(self.client[0]) if self.client else "")
        if refused is not None:
            self._refuse(*refused)
            return
        self._wait_for_head()

    def connection_lost(self, exc: Exception | None) -> None:
        """Take note that the client is gone."""
        self._open.leave(self)
        self._stop_waiting()
        self._stop_reader()
        super().connection_lost(exc)
        self.is_lost = True
        # uvicorn tells this to the request that came last, and another may be under way.
        if self._under_way is not None:
            self._under_way.disconnected = True
            self._under_way.message_event.set()
        if self.leave is not None:
            self.leave()

    def data_received(self, data: bytes) -> None:
        """Take in some bytes."""
        if self.transport.is_closing():
            return
        if self._in_head:
            if not self._head_bytes:
                self._begun, self._in_line = b"", True
            if self._in_line and not data.isascii():
                data = encode_target(data)
            self._begun += data
            self._head_bytes += len(data)
            # What comes in one piece with its head may be a body, which is bounded elsewhere.
            if self._head_bytes > HEAD and b"\r\n\r\n" not in data:
                self._refuse(*TOO_LARGE)
                return
            super().data_received(data)
            # Most heads come in one piece, and are waited for no longer.
            if not self._head_bytes:
                self._begun = b""
                return
            self._begun = self._begun[:LINE]
            self._in_line = self._in_line and b"\n" not in data
            if self._timer is None:
                self._wait_for_head()
            return
        self._beside += len(data)
        super().data_received(data)
        if self._beside > HEAD:
            self._refuse(*TOO_LARGE)

    def on_message_begin(self) -> None:
        """Begin a request."""
        self._in_head = True
        super().on_message_begin()

    def on_header(self, name: bytes, value: bytes) -> None:
        """Take in a header; one behind a body in pieces is no part of the head, and ignored."""
        if self._in_head:
            super().on_header(name, value)

    def on_headers_complete(self) -> None:
        """Check the head of the request."""
        self._in_head = False
        self._head_bytes = self._beside = 0
        self._stop_waiting()
        size = len(self.url) + sum(len(name) + len(value) for name, value in self.headers)
        if size > HEAD or len(self.pipeline) >= PIPELINED:
            self._refuse(*TOO_LARGE)
            raise EndedError
        if found := fault(self.parser.get_http_version(), self.url, self.headers):
            self._refuse(*found)
            raise EndedError
        self.scope["connection"] = self  # type: ignore[typeddict-unknown-key]
        super().on_headers_complete()
        if self.parser.should_upgrade():
            # What follows is read as another protocol's, and answered as none.
            self.cycle.keep_alive = False

    def on_body(self, body: bytes) -> None:
        """Take in a part of the body."""
        self._beside -= len(body) + len(body) // BESIDE
        super().on_body(body)

    def on_message_complete(self) -> None:
        """End the request; what comes next is the head of another."""
        self._in_head = True
        self._beside = 0
        self._open.work(self)
        super().on_message_complete()

    def on_response_complete(self) -> None:
        """Go on after an answer is written; there may be another request already."""
        super().on_response_complete()
        if self.transport.is_closing():
            self._wait_for_reader()
        elif self.cycle.response_complete and self.cycle.more_body:
            # What is still to come of a request that has its answer is waited for by nobody.
            self._close()
        elif self.cycle.response_complete:
            self._open.rest(self)

    def timeout_keep_alive_handler(self) -> None:
        """Close the connection if nothing came for a while after an answer."""
        self._close()

    def make_way(self) -> None:
        """Close the connection for another one."""
        if self.cycle is None or not self.cycle.response_complete:
            self._refuse(*MADE_WAY)
        elif self.transport.get_write_buffer_size():
            self.transport.abort()
        else:
            self._close()

    def shutdown(self) -> None:
        """Close the connection because the server ends."""
        super().shutdown()
        if self.transport.is_closing():
            self._wait_for_reader()

    def send_400_response(self, msg: str) -> None:
        """Answer what is no request."""
        self._refuse(*NO_REQUEST)

    def pause_writing(self) -> None:
        """Give a client that is slower than its answer some seconds to read on."""
        super().pause_writing()
        self._wait_for_reader()

    def resume_writing(self) -> None:
        """Stop waiting for a client that has read on."""
        self._stop_reader()
        super().resume_writing()

    def _start_asgi_task(self, cycle: RequestResponseCycle, app: Any) -> None:  # noqa: ANN401
        self._under_way = cycle
        super()._start_asgi_task(cycle, app)

    def _wait_for_head(self) -> None:
        self._timer = self.loop.call_later(self._limits.reading, self._refuse, *TOO_SLOW)

    def _stop_waiting(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _wait_for_reader(self) -> None:
        if self._reader is None:
            # Who sends piece by piece can tell by the time that the client is given up.
            self._reader = self.loop.call_later(self._limits.reading + GRACE, self.transport.abort)

    def _stop_reader(self) -> None:
        if self._reader is not None:
            self._reader.cancel()
            self._reader = None

    def _is_awaited(self) -> bool:
        cycle = self.cycle
        if cycle is None or cycle.response_complete:
            return False
        return cycle.response_started or not cycle.more_body or bool(self.pipeline)

    def _refuse(self, status: int, sentence: str) -> None:
        waited = self._limits.reading - self._timer.when() + self.loop.time() if self._timer else 0.0
        self._stop_waiting()
        if self.transport.is_closing():
            return
        if self._is_awaited():
            # An answer to another request is awaited, and this must not be taken for it.
            self.transport.abort()
            return
        reply = problem(status, sentence)
        headers = [
            (b"content-type", reply.media_type.encode()),
            (b"content-length", b"%d" % len(reply.content)),
            (ALLOWED, b"*"),
            *REFUSAL,
        ]
        scope = self._read_scope()
        told = self._origins.headers(headers, self.headers or [])
        lines = [b"HTTP/1.1 %d %s" % (status, HTTPStatus(status).phrase.encode())]
        lines += [name + b": " + value for name, value in told]
        self.transport.write(b"\r\n".join([*lines, b"", reply.content]))
        self._open.refused[status] += 1
        self._refused(scope, status, bytes(reply.content), waited)
        self._close()

    def _read_scope(self) -> Scope:
        """Return as much of the request as has been read; all is empty if it is not even the beginning of one."""
        if self._in_head:
            begun = BEGINNING.match(self._begun)
            method, target = (begun[1], begun[2]) if begun else (b"", b"")
            headers: Headers = []
        else:
            method, target, headers = self.parser.get_method(), self.url, self.headers
        path, _, query = target.partition(b"?")
        return {
            "client": self.client,
            "method": method.decode("ascii"),
            "raw_path": path,
            "query_string": query,
            "headers": headers,
        }

    def _close(self) -> None:
        """Close the connection even if its client does not read what is written."""
        self.transport.close()
        self._wait_for_reader()


BEGINNING: Final = re.compile(rb"([A-Z]{1,20}) ([^\r\n]*?)(?: HTTP/|[\r\n]|\Z)")
"""The method and the target at the beginning of a request."""


def encode_target(data: bytes) -> bytes:
    """Percent-encode what is not ASCII in the line that begins a request, as browsers do before they send it.

    >>> encode_target("GET /ä HTTP/1.1\\r\\nX: ä".encode()).decode()
    'GET /%C3%A4 HTTP/1.1\\r\\nX: ä'
    """
    line, end, rest = data.partition(b"\n")
    return NOT_ASCII.sub(lambda byte: b"%%%02X" % byte[0][0], line) + end + rest


REFUSAL: Final = [
    (b"x-content-type-options", b"nosniff"),
    (b"cache-control", b"no-store"),
    (b"retry-after", b"5"),
    (b"connection", b"close"),
]
"""The headers of every refusal."""

"""Connections of urllib3 on which a whole answer, not only each piece of it, must come within the time to read.

A socket's own time begins anew with every byte, so that a server that drips would never be waited out.
"""

import io
import math
import socket
import time
from http.client import HTTPResponse
from typing import Any, Final

from urllib3 import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.connection import HTTPConnection, HTTPSConnection


class TimedReader(io.RawIOBase):
    """Reads what `raw` does from the socket, until the time is over that the socket waits now."""

    def __init__(self, raw: io.RawIOBase, sock: socket.socket) -> None:
        self._raw, self._sock = raw, sock
        self._end = time.monotonic() + (sock.gettimeout() or math.inf)

    def readable(self) -> bool:
        """Always."""
        return True

    def readinto(self, buffer: Any) -> int | None:  # noqa: ANN401
        """Read a piece into the buffer; raises TimeoutError."""
        left = self._end - time.monotonic()
        if left <= 0:
            raise TimeoutError("timed out")
        self._sock.settimeout(None if left == math.inf else left)
        return self._raw.readinto(buffer)

    def close(self) -> None:
        """Let go of the socket."""
        self._raw.close()
        super().close()


class TimedResponse(HTTPResponse):
    """An answer that is read in time."""

    def __init__(self, sock: socket.socket, *arguments: Any, **options: Any) -> None:  # noqa: ANN401
        super().__init__(sock, *arguments, **options)
        self.fp = io.BufferedReader(TimedReader(self.fp.detach(), sock))


class TimedConnection(HTTPConnection):
    """A connection whose answers are read in time."""

    response_class = TimedResponse


class TimedSecureConnection(HTTPSConnection):
    """The same over TLS."""

    response_class = TimedResponse


class TimedPool(HTTPConnectionPool):
    """Such connections to one host."""

    ConnectionCls = TimedConnection


class TimedSecurePool(HTTPSConnectionPool):
    """The same over TLS."""

    ConnectionCls = TimedSecureConnection


POOLS: Final = {"http": TimedPool, "https": TimedSecurePool}
"""What a `urllib3.PoolManager` makes its pools with."""

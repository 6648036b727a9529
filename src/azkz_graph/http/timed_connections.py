"""Connections of urllib3 on which a whole answer, not only each piece of it, must come within the time to read.

A socket's own time limit begins again with every byte, so it never ends the wait for a server that drips.
"""

import io
import math
import os
import socket
import time
from http.client import HTTPResponse
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit
from urllib.request import getproxies, proxy_bypass

from urllib3 import HTTPConnectionPool, HTTPSConnectionPool, PoolManager, ProxyManager
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.util import make_headers

from azkz_graph.http.credentials import is_loopback


class TimedReader(io.RawIOBase):
    """Reads what `raw` does from the socket, until the time is over that the socket waits now."""

    def __init__(self, raw: io.RawIOBase, sock: socket.socket) -> None:
        self._raw, self._sock = raw, sock
        self._end = time.monotonic() + (sock.gettimeout() or math.inf)

    def readable(self) -> bool:
        """Return True."""
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


def proxy_of(url: str) -> str | None:
    """Return the proxy that the environment names for the URL; what stays on this machine has none."""
    parts = urlsplit(url)
    if is_loopback(url) or proxy_bypass(parts.netloc):
        return None
    proxies = getproxies()
    proxy = proxies.get(parts.scheme) or proxies.get("all")
    return f"http://{proxy}" if proxy and "://" not in proxy else proxy


def timed_pools(proxy: str | None, size: int) -> PoolManager:
    """Return pools of such connections, `size` to a host, all of them through the proxy if there is one.

    Servers are trusted whom the authorities vouch for that the environment names, else those of the system.
    """
    named = os.environ.get("REQUESTS_CA_BUNDLE") or os.environ.get("CURL_CA_BUNDLE")
    kind = "ca_cert_dir" if named and Path(named).is_dir() else "ca_certs"
    options: dict[str, Any] = {"maxsize": size, kind: named}
    if proxy:
        parts = urlsplit(proxy)
        user = unquote(f"{parts.username}:{parts.password or ''}") if parts.username else None
        pools: PoolManager = ProxyManager(proxy, proxy_headers=make_headers(proxy_basic_auth=user), **options)
    else:
        pools = PoolManager(**options)
    pools.pool_classes_by_scheme = {"http": TimedPool, "https": TimedSecurePool}
    return pools

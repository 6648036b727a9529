"""A server on loopback that answers as a test says, alone or in front of a real store, and remembers what was asked.

What it says may be nothing at all: it hangs, or closes the connection in the middle.
"""

import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

import urllib3
from patience import PATIENCE


@dataclass(frozen=True)
class Asked:
    """One request; the body is what of it was read."""

    method: str
    target: str
    headers: dict[str, str]
    body: bytes

    @property
    def path(self) -> str:
        return urlsplit(self.target).path

    @property
    def query(self) -> dict[str, list[str]]:
        return parse_qs(urlsplit(self.target).query, keep_blank_values=True)


@dataclass(frozen=True)
class Said:
    """One answer; `length` is what the header says where it lies, `closes` leaves the connection after it."""

    status: int = 200
    body: bytes = b""
    kind: str = "text/plain"
    headers: dict[str, str] = field(default_factory=dict)
    length: int | None = None
    closes: bool = False


Behaviour = Callable[[Asked], "Said | None"]
"""What is said to a request; None passes it on to the store behind."""


@dataclass
class FaultyServer:
    """A running server; `released` ends what hangs."""

    url: str
    asked: list[Asked] = field(default_factory=list)
    released: threading.Event = field(default_factory=threading.Event)

    def hang(self) -> Said:
        """Say nothing until the test ends."""
        self.released.wait(PATIENCE)
        return Said(closes=True)

    def secrets(self) -> set[str | None]:
        """What was shown as proof of who asks."""
        return {each.headers.get("authorization") for each in self.asked}


@contextmanager
def faulty_server(
    behaviour: Behaviour, store: str = "", *, context: ssl.SSLContext | None = None, unread: str = ""
) -> Iterator[FaultyServer]:
    """A server that behaves so in front of the store at that URL; bodies of the method `unread` are not read."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        # The body is written after the headers, and would wait for the client to acknowledge those.
        disable_nagle_algorithm = True

        def handle_one_request(self) -> None:
            with suppress(OSError):
                super().handle_one_request()

        def answer(self) -> None:
            length = 0 if self.command == unread else int(self.headers.get("Content-Length") or 0)
            headers = {name.lower(): value for name, value in self.headers.items()}
            asked = Asked(self.command, self.path, headers, self.rfile.read(length))
            server.asked.append(asked)
            said = behaviour(asked) or passed_on(asked, store)
            self.send_response(said.status)
            for name, value in {"Content-Type": said.kind, **said.headers}.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(said.body) if said.length is None else said.length))
            self.end_headers()
            self.wfile.write(said.body)
            self.close_connection = said.closes or said.length is not None or self.command == unread
            if self.close_connection:
                self.wfile.flush()
                self.connection.shutdown(socket.SHUT_RDWR)

        do_GET = do_HEAD = do_POST = do_PUT = do_DELETE = answer  # noqa: N815

        def log_message(self, format: str, *arguments: Any) -> None:  # noqa: ANN401
            """Say nothing."""

    class Listener(ThreadingHTTPServer):
        daemon_threads = True

        def handle_error(self, request: object, client_address: object) -> None:
            """A client that leaves is no fault."""

    with Listener(("127.0.0.1", 0), Handler) as listener:
        if context:
            listener.socket = context.wrap_socket(listener.socket, server_side=True)
        scheme = "https" if context else "http"
        server = FaultyServer(f"{scheme}://127.0.0.1:{listener.server_address[1]}")
        thread = threading.Thread(target=listener.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        try:
            yield server
        finally:
            server.released.set()
            listener.shutdown()
            thread.join()


def passed_on(asked: Asked, store: str) -> Said:
    """What the store behind says."""
    names = ("accept", "content-type", "authorization")
    headers = {str(name): asked.headers[name] for name in names if name in asked.headers}
    with urllib3.PoolManager(retries=False) as pools:
        reply = pools.request(
            asked.method, store + asked.target, headers=headers, body=asked.body or None, redirect=False
        )
        return Said(reply.status, reply.data, reply.headers.get("Content-Type", ""))

"""A server on loopback that answers each path as a test says, however wrongly."""

import socket
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress

from patience import PATIENCE

Behaviour = Callable[[socket.socket, str], None]
"""Answers on the socket what was asked for at the path."""


def saying(data: bytes) -> Behaviour:
    """Answers these bytes."""
    return lambda client, path: client.sendall(data)


def page(body: bytes, kind: str = "text/html", *headers: str, status: str = "200 OK") -> bytes:
    """A whole answer."""
    lines = [f"HTTP/1.1 {status}", f"Content-Type: {kind}", f"Content-Length: {len(body)}", *headers]
    return "\r\n".join([*lines, "", ""]).encode() + body


def redirection(location: str, *headers: str) -> bytes:
    """A redirection to a document, which says what it depends on."""
    return page(
        b"", "text/html", f"Location: {location}", "Vary: Accept, Accept-Language", *headers, status="303 See"
    )


@contextmanager
def hostile_server(behaviours: Mapping[str, Behaviour]) -> Iterator[str]:
    """The base URL of a server that has a home page, and answers other paths by the longest beginning given."""
    listener = socket.create_server(("127.0.0.1", 0))
    behaviours = {"": saying(page(b"<!DOCTYPE html>")), **behaviours}
    stopped = threading.Event()

    def serve(client: socket.socket) -> None:
        with client, suppress(OSError):
            client.settimeout(PATIENCE)
            asked = client.makefile("rb")
            line = asked.readline().decode()
            while line and not stopped.is_set():
                while asked.readline() not in (b"\r\n", b""):
                    pass
                path = line.split()[1].removeprefix("/")
                fitting = max((start for start in behaviours if path.startswith(start)), key=len)
                behaviours[fitting](client, path)
                line = asked.readline().decode()

    def listen() -> None:
        with suppress(OSError):
            while True:
                threading.Thread(target=serve, args=(listener.accept()[0],), daemon=True).start()

    threading.Thread(target=listen, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{listener.getsockname()[1]}/"
    finally:
        stopped.set()
        listener.shutdown(socket.SHUT_RDWR)
        listener.close()

"""An exchange ends, in the time and the memory that it may take, whatever the other side does."""

import socket
import time
import tracemalloc

import pytest
from hostile_server import hostile_server, redirection

from azkz_graph.http.network_failure import ExchangeError
from azkz_graph.http.redirect_chain import Client, Limits

MEBIBYTE = 1024 * 1024


def test_the_time_is_that_of_all_redirections() -> None:
    visits: list[str] = []

    def leading(client: socket.socket, path: str) -> None:
        visits.append(path)
        time.sleep(0.3)
        client.sendall(redirection(f"/{len(visits)}"))

    with (
        hostile_server({"": leading}) as url,
        pytest.raises(ExchangeError, match=r"is not answered within 0\.5 s"),
    ):
        Client(limits=Limits(seconds=0.5, hops=1000)).get(url, {})
    # What comes too late may be asked for again.
    assert len(visits) <= 6


@pytest.mark.parametrize("status", ["200 OK", "302 Found", "404 No", "429 Wait", "503 Busy"])
def test_a_body_without_end_is_read_in_flat_memory(status: str) -> None:
    def endless(client: socket.socket, path: str) -> None:
        head = f"HTTP/1.1 {status}\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n"
        client.sendall(head.encode())
        for _ in range(1024):
            client.sendall(b"10000\r\n" + b" " * 65536 + b"\r\n")

    with hostile_server({"": endless}) as url:
        tracemalloc.start()
        try:
            with pytest.raises(ExchangeError):
                Client(limits=Limits(seconds=5, bytes=MEBIBYTE)).get(url, {})
            assert tracemalloc.get_traced_memory()[1] < 8 * MEBIBYTE
        finally:
            tracemalloc.stop()


def test_what_a_failure_says_has_an_end() -> None:
    def talking(client: socket.socket, path: str) -> None:
        client.sendall(
            b"HTTP/1.1 303 See\r\nContent-Length: 0\r\nLocation: ftp://" + b"a" * 60_000 + b"\r\n\r\n"
        )

    with hostile_server({"": talking}) as url, pytest.raises(ExchangeError) as caught:
        Client().get(url, {})
    assert len(caught.value.what) < 400

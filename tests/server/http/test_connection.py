"""What a connection refuses by itself, and what is recorded of it."""

import asyncio
from collections.abc import MutableMapping
from typing import Any

import pytest
from attacks import answers
from event_loops import in_thread
from uvicorn import Config
from uvicorn.server import ServerState

from azkz_graph.server.http.connection import BoundedConnection
from azkz_graph.server.http.open_connections import OpenConnections
from azkz_graph.server.http.web_origins import Origins
from azkz_graph.server.workers.limits import Limits

READING = 0.2
"""The seconds that a head may take."""

HOST = b"Host: localhost\r\n"
Scope = MutableMapping[str, Any]


async def application(scope: Scope, receive: Any, send: Any) -> None:  # noqa: ANN401
    """Answer with the path and the query as they came."""
    body = scope["raw_path"] + b"?" + scope["query_string"]
    headers = [(b"content-length", b"%d" % len(body))]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": body})


def exchange(*pieces: bytes) -> tuple[list[tuple[int, bytes]], list[tuple[Any, ...]]]:
    """The statuses and contents that answer the pieces, sent one by one, and what is recorded of refusals."""
    recorded: list[tuple[Any, ...]] = []

    def record(scope: Scope, status: int, content: bytes, seconds: float) -> None:
        assert scope["client"][0] == "127.0.0.1"
        assert content
        request = scope["method"], scope["raw_path"], scope["query_string"][:20]
        recorded.append((*request, status, seconds >= READING))

    def connection() -> BoundedConnection:
        limits, open = Limits(reading=READING), OpenConnections(10, 10)
        config = Config(application, ws="none", log_level="critical")
        more = {"config": config, "server_state": ServerState(), "app_state": {}}
        return BoundedConnection(limits, open, Origins(frozenset()), record, **more)

    async def run() -> bytes:
        server = await asyncio.get_running_loop().create_server(connection, "127.0.0.1", 0)
        async with server:
            reading, writing = await asyncio.open_connection(*server.sockets[0].getsockname())
            for piece in pieces:
                writing.write(piece)
                await asyncio.sleep(0.02)
            received = await reading.read()
            writing.close()
            return received

    return [(each.status, each.content) for each in answers(in_thread(run))], recorded


@pytest.mark.parametrize(
    ("sent", "recorded"),
    [
        (b"GET /space?a b HTTP/1.1\r\n" + HOST + b"\r\n", ("GET", b"/space", b"a b", 400, False)),
        (b"GET /host HTTP/1.1\r\n\r\n", ("GET", b"/host", b"", 400, False)),
        (b"GET /long?" + b"a" * 40_000 + b" HTTP/1.1\r\n", ("GET", b"/long", b"a" * 20, 431, False)),
        (b"GET /many HTTP/1.1\r\n" + b"A: b\r\n" * 101 + b"\r\n", ("GET", b"/many", b"", 431, False)),
        (b"\x16\x03\x01\x02\x00\r\n\r\n", ("", b"", b"", 400, False)),
        (b"GET /later HTTP/1.1\r\nHost: ", ("GET", b"/later", b"", 408, True)),
        (b"GET /lat", ("GET", b"/lat", b"", 408, True)),
        (b"", ("", b"", b"", 408, True)),
    ],
)
def test_what_is_refused_is_recorded_with_as_much_as_was_read(sent: bytes, recorded: tuple[Any, ...]) -> None:
    answered, found = exchange(sent)
    assert found == [recorded]
    assert [status for status, _ in answered] == [recorded[3]]


def test_the_request_before_is_not_taken_for_the_one_that_is_refused() -> None:
    answered, found = exchange(b"GET /first HTTP/1.1\r\n" + HOST, b"\r\n", b"junk\r\n\r\n")
    assert [status for status, _ in answered] == [200, 400]
    assert found == [("", b"", b"", 400, False)]


CLOSE = b"Connection: close\r\n\r\n"


@pytest.mark.parametrize("cut", [None, 12, 13, 30])
def test_an_address_may_have_characters_beyond_ascii(cut: int | None) -> None:
    sent = "GET /Ақтау?q=Бак HTTP/1.1\r\n".encode() + HOST + b"X: \xd0\xb9\r\n" + CLOSE
    answered, found = exchange(*([sent] if cut is None else [sent[:cut], sent[cut:]]))
    assert found == []
    assert answered == [(200, b"/%D0%90%D2%9B%D1%82%D0%B0%D1%83?q=%D0%91%D0%B0%D0%BA")]


def test_what_stands_behind_the_first_line_is_left_as_it_is() -> None:
    sent = b"POST /a HTTP/1.1\r\n" + HOST + b"Content-Length: 2\r\n" + CLOSE + b"\xd0\xb9"
    assert exchange(sent) == ([(200, b"/a?")], [])

"""What a client may make the server hold, wait for and reckon has bounds, over HTTP as in `azkz serve`."""

import contextlib
import json
import re
import signal
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from growth import assert_linear
from mcp_clients import answered
from patience import PATIENCE

from azkz_graph.mcp.row_evidence import find_given_names, names_in
from azkz_graph.sparql.query_file import QueryFile

pytestmark = pytest.mark.process

SERVE = """
import signal
from azkz_graph.mcp.library import library
from azkz_graph.mcp.mcp_server import server
from azkz_graph.mcp.transport import serve_http
from azkz_graph.server.http.host_names import hosts
from azkz_graph.server.http.listening import announced_url, listen
from azkz_graph.server.http.web_origins import origins
from azkz_graph.dataset.project import open_project
from azkz_graph.server.workers.limits import Limits
listening = listen("127.0.0.1", 0)
print(announced_url(listening, "mcp"), flush=True)
names, pages = hosts(["127.0.0.1"], [], []), origins([], is_public=False, own=True)
limits = Limits(body=4096, connections=256, reading=2)
serve_http(server(library(open_project())), listening, names, pages, limits)
"""

MANY = 110
"""More connections than once kept everybody else out."""


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    """The port of a server that waits for two seconds."""
    with subprocess.Popen([sys.executable, "-c", SERVE], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        match = re.search(r"http://127\.0\.0\.1:(\d+)/mcp", process.stdout.readline())
        assert match
        yield int(match[1])
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=PATIENCE)


def status(port: int) -> int:
    """The status of the answer to a ping."""
    headers = {"Content-Type": "application/json", "Accept": "application/json, text/event-stream"}
    body = json.dumps({"jsonrpc": "2.0", "id": 1, "method": "ping"}).encode()
    request = urllib.request.Request(f"http://127.0.0.1:{port}/mcp", body, headers)
    try:
        with urllib.request.urlopen(request, timeout=PATIENCE) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as error:
        with error:
            return error.code


@contextlib.contextmanager
def clients(port: int, count: int, sent: bytes) -> Iterator[Sequence[socket.socket]]:
    """Clients that have sent this and wait."""
    with contextlib.ExitStack() as stack:
        found = [
            stack.enter_context(socket.create_connection(("127.0.0.1", port), timeout=PATIENCE))
            for _ in range(count)
        ]
        for client in found:
            client.sendall(sent)
        yield found


HALF_HEAD = b"POST /mcp HTTP/1.1\r\nHost: 127.0.0.1\r\n"
HEAD = HALF_HEAD + b"Content-Type: application/json\r\nAccept: application/json, text/event-stream\r\n"
HALF_BODY = HEAD + b'Content-Length: 100\r\n\r\n{"jsonrpc":'


@pytest.mark.parametrize("sent", [b"", HALF_HEAD, HALF_BODY], ids=["nothing", "half a head", "half a body"])
def test_requests_that_are_half_sent_keep_nobody_out_and_end(port: int, sent: bytes) -> None:
    assert status(port) == 200
    with clients(port, MANY, sent) as waiting:
        assert status(port) == 200
        # One that waits may have to make way for another.
        assert {client.recv(12) for client in waiting} <= {b"HTTP/1.1 408", b"HTTP/1.1 503"}
    assert status(port) == 200


@pytest.mark.parametrize(
    ("sent", "expected"),
    [
        (HALF_HEAD + b"X: " + b"a" * 40_000, b"HTTP/1.1 431"),
        (HEAD + b"Content-Length: 5000\r\n\r\n" + b" " * 5000, b"HTTP/1.1 413"),
        (HEAD + b"Transfer-Encoding: chunked\r\n\r\n" + b"1\r\n \r\n" * 5000 + b"0\r\n\r\n", b"HTTP/1.1 413"),
        (HEAD + b"Content-Length: 4000\r\n\r\n" + b"[" * 4000, b"HTTP/1.1 400"),
        (b"nonsense\r\n\r\n", b"HTTP/1.1 400"),
    ],
    ids=["head", "body", "body in pieces", "nested", "nonsense"],
)  # fmt: skip
def test_what_is_too_large_is_refused(port: int, sent: bytes, expected: bytes) -> None:
    with clients(port, 1, sent) as (client,):
        assert client.recv(12) == expected
    assert status(port) == 200


PREFIXES = "PREFIX ex: <https://example.org/>\n"


@pytest.mark.parametrize("text", ["a", "a-", "-", ":", "a:", "PREFIX ", "<", "\n", " a ", "#", "PREFIX a:"])
def test_the_names_in_a_query_are_found_in_linear_time(text: str) -> None:
    assert_linear(lambda size: PREFIXES + text * size, names_in, 4000)
    assert_linear(lambda size: QueryFile(Path("a.rq"), PREFIXES + text * size), find_given_names, 4000)


def test_names_in_a_query_are_found_where_they_begin() -> None:
    found = names_in(PREFIXES + "SELECT * { ex:a-b ex:c\tex:d.?x <urn:x> 'long-word-ex:e' }")
    names = {"a-b", "c", "d"}
    assert {f"https://example.org/{name}" for name in names} <= found


def test_long_values_are_answered() -> None:
    given = ["he", *("a-" * 4990 + str(number) for number in range(19))]
    assert answered("ask", query="names", parameters={"language": given})["stated"]

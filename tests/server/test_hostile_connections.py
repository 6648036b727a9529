"""Clients that are slow, that leave, or that are very many: the others are answered all the same."""

import contextlib
import resource
import socket
import sys
from collections.abc import Iterator

import pytest
from process_trees import memory
from serving import Served, served

from azkz_graph.server.limits import Limits

HALF_OPEN = 300
LARGE = b"SELECT * { ?a ?b ?c . ?d ?e ?f } LIMIT 80000"
POST = b"POST /sparql HTTP/1.1\r\nHost: a\r\nContent-Type: application/sparql-query\r\nAccept: text/csv\r\n"
GROWTH = 1.5 * 2**30


@contextlib.contextmanager
def connected(server: Served, number: int, sent: bytes) -> Iterator[list[socket.socket]]:
    """That many connections through which as much was sent."""
    with contextlib.ExitStack() as stack:
        found = []
        for _ in range(number):
            connection = stack.enter_context(socket.create_connection(server.address, timeout=60))
            connection.sendall(sent)
            found.append(connection)
        yield found


def ended(connection: socket.socket) -> bytes:
    """What comes through the connection until the server ends it."""
    with contextlib.suppress(ConnectionError):
        return b"".join(iter(lambda: connection.recv(65536), b""))
    return b""


HALVES = (
    b"",
    b"GET /health HTTP/1.1\r\nHost: a\r\n",
    POST + b"Content-Length: 1000\r\n\r\nASK",
    POST + b"Transfer-Encoding: chunked\r\n\r\n3\r\nASK\r\n",
)


def test_half_open_connections_hinder_nobody_and_are_ended(server: Served) -> None:
    with contextlib.ExitStack() as stack:
        found = [
            connection
            for sent in HALVES
            for connection in stack.enter_context(connected(server, HALF_OPEN // len(HALVES), sent))
        ]
        assert [server.get("health").status for _ in range(20)] == [200] * 20
        answers = [ended(connection) for connection in found]
    assert all(b" 408 " in answer.partition(b"\r\n")[0] for answer in answers)
    assert server.get("health").status == 200


@pytest.mark.skipif(sys.platform != "linux", reason="memory is counted as Linux shows it")
def test_clients_that_read_no_answer_are_left_and_take_little_memory(server: Served) -> None:
    before = memory(server.process.pid)
    request = POST + b"Content-Length: %d\r\n\r\n%s" % (len(LARGE), LARGE)
    with connected(server, 20, request) as found:
        for connection in found:
            assert connection.recv(12).startswith(b"HTTP/1.1 ")
        assert server.get("health").status == 200
        assert memory(server.process.pid) - before < GROWTH
    assert server.get("health").status == 200


def test_trailers_and_extensions_of_a_body_in_pieces_do_not_grow_without_bound(server: Served) -> None:
    for endless in (b"0\r\nx: " + b"a" * 200_000, b"1;" + b"a" * 200_000, b"0\r\n" + b"a: b\r\n" * 40_000):
        with connected(server, 1, POST + b"Transfer-Encoding: chunked\r\n\r\n") as (connection,):
            with contextlib.suppress(ConnectionError):
                for place in range(0, len(endless), 1000):
                    connection.sendall(endless[place : place + 1000])
            answer = ended(connection)
        assert not answer.startswith(b"HTTP/1.1 200")
        assert not answer.startswith(b"HTTP/1.1 408")


def test_a_connection_too_many_is_told_so() -> None:
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    with served("--quiet") as server, connected(server, Limits.connections + 10, b"") as found:
        assert ended(found[-1]).startswith(b"HTTP/1.1 503 ")

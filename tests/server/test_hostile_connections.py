"""Clients that are slow, that leave, or that are very many: the others are answered all the same."""

import contextlib
import json
import os
import resource
import signal
import socket
import struct
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from urllib.parse import quote

import pytest
from patience import PATIENCE, until
from process_trees import memory, proportional, tree
from serving import Served, served

from azkz_graph.server.workers.limits import Limits

pytestmark = pytest.mark.process

HALF_OPEN = 300
HEALTH = b"GET /health HTTP/1.1\r\nHost: localhost\r\n\r\n"
LARGE = b"SELECT * { ?a ?b ?c . ?d ?e ?f } LIMIT 80000"
POST = b"POST /sparql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/sparql-query\r\nAccept: text/csv\r\n"
GROWTH = 1.5 * 2**30


@contextlib.contextmanager
def connected(
    server: Served, number: int, sent: bytes, clients: Sequence[str] = ("127.0.0.1",)
) -> Iterator[list[socket.socket]]:
    """That many connections of these clients, in turn, through which as much was sent."""
    with contextlib.ExitStack() as stack:
        found = []
        for place in range(number):
            source = clients[place % len(clients)], 0
            connection = stack.enter_context(
                socket.create_connection(server.address, timeout=PATIENCE, source_address=source)
            )
            # One that the server has closed already takes no more.
            with contextlib.suppress(ConnectionError):
                connection.sendall(sent)
            found.append(connection)
        yield found


def ended(connection: socket.socket) -> bytes:
    """What comes through the connection until the server ends it."""
    with contextlib.suppress(ConnectionError):
        return b"".join(iter(lambda: connection.recv(65536), b""))
    return b""


SEVERAL = tuple(f"127.0.0.{number}" for number in range(2, 12))
"""Addresses that lead to this machine, and whose connections are other clients'."""

HALVES = (
    b"",
    b"GET /health HTTP/1.1\r\nHost: localhost\r\n",
    POST + b"Content-Length: 1000\r\n\r\nASK",
    POST + b"Transfer-Encoding: chunked\r\n\r\n3\r\nASK\r\n",
)


def test_half_open_connections_hinder_nobody_and_are_ended(server: Served) -> None:
    with contextlib.ExitStack() as stack:
        found = [
            connection
            for sent in HALVES
            for connection in stack.enter_context(connected(server, HALF_OPEN // len(HALVES), sent, SEVERAL))
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


def test_a_request_that_is_answered_before_its_body_came_ends_the_connection(server: Served) -> None:
    early = POST.replace(b"Accept: text/csv", b"Accept: " + b"a/b," * 1500) + b"Content-Length: 10\r\n\r\nASK"
    elsewhere = POST.replace(b"localhost", b"evil.example") + b"Content-Length: 10\r\n\r\nASK"
    for sent, status in ((early, b"431"), (elsewhere, b"421")):
        with connected(server, 1, sent) as (connection,):
            assert ended(connection).startswith(b"HTTP/1.1 " + status)


RESET = struct.pack("ii", 1, 0)
"""Of SO_LINGER: the connection ends at once, whatever is still to be sent."""


def test_clients_that_leave_behind_several_requests_at_once_leave_no_word_behind() -> None:
    # The first of the three is under way when the client leaves.
    query = quote("SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f }")
    ask = f"GET /sparql?query={query} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode()
    with served("--quiet") as server:
        before = server.said()
        for _ in range(50):
            with socket.create_connection(server.address) as connection:
                connection.sendall(HEALTH + ask * 3)
                assert connection.recv(12) == b"HTTP/1.1 200"
                connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RESET)
        assert [server.get("health").status for _ in range(5)] == [200] * 5
        assert server.said() == before


def test_idle_connections_of_one_client_hinder_nobody() -> None:
    with served("--quiet") as server, connected(server, 200, b"", ["127.0.0.2"]) as found:
        assert ended(found[0]).startswith(b"HTTP/1.1 503 ")
        assert [server.get(f"doc/baku.ttl?{number}").status for number in range(20)] == [200] * 20
        # Those that it opened last are its own still.
        found[-1].sendall(HEALTH)
        assert found[-1].recv(12) == b"HTTP/1.1 200"


def test_idle_connections_of_many_clients_make_way_for_new_ones() -> None:
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    clients = [f"127.0.1.{number}" for number in range(1, 41)]
    with served("--quiet") as server, connected(server, Limits.connections + 10, b"", clients) as found:
        assert ended(found[0]).startswith(b"HTTP/1.1 503 ")
        assert server.get("health").status == 200
        found[-1].sendall(HEALTH)
        assert found[-1].recv(12) == b"HTTP/1.1 200"


def test_a_client_with_very_many_questions_leaves_room_for_others(tmp_path: Path) -> None:
    data = tmp_path / "large.ttl"
    data.write_text("\n".join(f"<x:s{number}> <x:p> {number} ." for number in range(3000)), encoding="utf-8")
    slow = b"SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } # %d"
    with served("--quiet", "--data", str(data)) as server, contextlib.ExitStack() as stack:
        for number in range(64):
            query = slow % number
            sent = POST + b"Content-Length: %d\r\n\r\n%s" % (len(query), query)
            stack.enter_context(connected(server, 1, sent, ["127.0.0.2"]))
        # As many as one client may have under way: the next one has no connection to ask by.
        until(lambda: b'azkz_queued{pool="queries"} 61.0' in server.get("metrics").data)
        with connected(server, 1, b"", ["127.0.0.2"]) as (connection,):
            assert ended(connection).startswith(b"HTTP/1.1 429 ")
        assert server.get("metrics").data.count(b'azkz_workers_busy{pool="queries"} 3.0') == 1
        for number in range(20):
            path = f"sparql?query=SELECT%20({number}%20AS%20?x)%20{{}}"
            assert [server.get(each).status for each in (path, "health", "id/nothing")] == [200, 200, 404]


def test_one_client_has_many_questions_under_way_through_a_proxy_and_no_more(tmp_path: Path) -> None:
    data = tmp_path / "large.ttl"
    data.write_text("\n".join(f"<x:s{number}> <x:p> {number} ." for number in range(3000)), encoding="utf-8")
    options = ("--quiet", "--behind-proxy", "--per-client", "8", "--data", str(data))
    with served(*options) as server, contextlib.ExitStack() as stack:
        found = []
        for number in range(12):
            query = b"SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } # %d" % number
            sent = POST + b"X-Forwarded-For: 2001:db8:0:1::%x\r\nContent-Length: %d\r\n\r\n%s"
            sent %= number + 1, len(query), query
            found += stack.enter_context(connected(server, 1, sent))
        for connection in found[8:]:
            assert connection.recv(12) == b"HTTP/1.1 429"
        path = "sparql?query=ASK%20%7B%7D"
        assert server.get(path, x_forwarded_for="2001:db8:0:2::1").status == 200


def test_where_few_files_may_be_open_all_are_not_connections() -> None:
    with served("--quiet", wrapper=("prlimit", "--nofile=200:200")) as server:
        clients = [f"127.0.1.{number}" for number in range(1, 41)]
        with connected(server, 400, b"", clients):
            for number in range(20):
                assert server.get(f"sparql?query=SELECT%20({number}%20AS%20?x)%20{{}}").status == 200


def test_a_log_that_nobody_reads_takes_little_memory_and_ends_with_the_server(tmp_path: Path) -> None:
    log = tmp_path / "log"
    os.mkfifo(log)
    reader = os.open(log, os.O_RDONLY | os.O_NONBLOCK)
    try:
        with served("--log", str(log)) as server:
            front = min(tree(server.process.pid)[1:])
            before = proportional(front)
            field = b"X: " + b"y" * 8000 + b"\r\n"
            request = HEALTH[:-2] + field + b"\r\n"
            with connected(server, 1, b"") as (connection,):
                for _ in range(800):
                    connection.sendall(request * 25)
                    received = b""
                    while received.count(b"HTTP/1.1 200") < 25:
                        received += connection.recv(1 << 20)
            assert proportional(front) - before < 24 * 2**20
            server.process.send_signal(signal.SIGTERM)
            assert server.process.wait(PATIENCE) == 0
    finally:
        os.close(reader)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux bounds the files of another process")
def test_a_log_goes_on_once_there_is_space(tmp_path: Path) -> None:
    log = tmp_path / "log"
    with served("--log", str(log)) as server:
        front = min(tree(server.process.pid)[1:])
        size = log.stat().st_size + 1000
        none = resource.prlimit(front, resource.RLIMIT_FSIZE)
        resource.prlimit(front, resource.RLIMIT_FSIZE, (size, none[1]))
        for number in range(100):
            assert server.get(f"health?full-{number}").status == 200
        until(lambda: log.stat().st_size >= size)
        # Time for it to try once more.
        time.sleep(0.3)
        resource.prlimit(front, resource.RLIMIT_FSIZE, none)
        assert server.get("health?space").status == 200
        server.process.send_signal(signal.SIGTERM)
        assert server.process.wait(PATIENCE) == 0
    asked = [json.loads(line)["query"] for line in log.read_text(encoding="utf-8").splitlines()]
    assert [each for each in asked if each] == [*(f"full-{number}" for number in range(100)), "space"]


def test_a_log_goes_on_once_it_is_read_and_counts_what_was_dropped(tmp_path: Path) -> None:
    log = tmp_path / "log"
    os.mkfifo(log)
    reader = os.open(log, os.O_RDONLY | os.O_NONBLOCK)
    lines: list[bytes] = []
    with served("--log", str(log)) as server:
        path = b"/health?" + b"a" * 500
        request = HEALTH.replace(b"/health", path) * 25
        with connected(server, 1, b"") as (connection,):

            def ask(times: int) -> None:
                for _ in range(times):
                    connection.sendall(request)
                    received = b""
                    while received.count(b"HTTP/1.1 200") < 25:
                        received += connection.recv(1 << 20)

            ask(600)
            os.set_blocking(reader, True)
            stream = os.fdopen(reader, "rb")
            reading = threading.Thread(target=lambda: lines.extend(stream))
            reading.start()
            dropped = 0
            for _ in range(1000):
                ask(1)
                dropped = sum(json.loads(line).get("dropped", 0) for line in lines[:])
                if dropped:
                    break
    reading.join()
    stream.close()
    assert 0 < dropped < 600 * 25
    found = [json.loads(line) for line in lines]
    asked = sum(line["query"].startswith("a") for line in found)
    assert (asked + sum(line.get("dropped", 0) for line in found)) % 25 == 0

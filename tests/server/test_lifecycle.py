"""A server whose processes are ended, that is told to end, or to read its data anew."""

import os
import signal
import socket
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from patience import PATIENCE, until
from process_trees import descriptors, is_running, tree
from serving import Served, served

pytestmark = [
    pytest.mark.skipif(sys.platform != "linux", reason="processes are counted as Linux shows them"),
    pytest.mark.process,
]

QUERY = "application/sparql-query"
LONG = b"SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } # %d"
LOOK_UP = b"SELECT * { <x:a> ?p ?o } # %d"


def ask(server: Served, query: bytes) -> int:
    return server.get("sparql", "POST", query, content_type=QUERY, accept="text/csv").status


def children(number: int) -> list[int]:
    return [each for each in tree(number)[1:] if parent(each) == number]


def parent(number: int) -> int:
    try:
        return int(Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()[1])
    except OSError:
        return 0


def front_and_nursery(server: Served) -> tuple[int, int]:
    """The first child speaks with clients; the other one holds the data."""
    front, nursery = sorted(children(server.process.pid))
    return front, nursery


def workers(server: Served) -> list[int]:
    """The processes that have no other file open than their stream: those that answer questions."""
    _, nursery = front_and_nursery(server)
    return [each for each in children(nursery) if is_worker(each)]


def is_worker(number: int) -> bool:
    try:
        text = Path(f"/proc/{number}/limits").read_text()
    except OSError:
        return False
    return next(line for line in text.splitlines() if line.startswith("Max open files")).split()[3] == "4"


def rested_worker(server: Served) -> int:
    """The worker that waits for a question; one that took long for its question on a busy machine is not kept."""
    until(lambda: ask(server, LOOK_UP % time.monotonic_ns()) == 200 and len(workers(server)) == 1)
    (worker,) = workers(server)
    return worker


@pytest.fixture
def data(tmp_path: Path) -> Path:
    path = tmp_path / "data.ttl"
    path.write_text("<x:a> <x:p> 1, 2, 3, 4 .\n", encoding="utf-8")
    return path


@pytest.fixture
def large(tmp_path: Path) -> Path:
    """Data with which a product of three takes for ever."""
    path = tmp_path / "large.ttl"
    path.write_text("\n".join(f"<x:s{number}> <x:p> {number} ." for number in range(3000)), encoding="utf-8")
    return path


def test_a_worker_that_is_ended_takes_its_question_along_and_no_other(large: Path) -> None:
    with served("--quiet", "--data", str(large)) as server, ThreadPoolExecutor(2) as pool:
        asked = pool.submit(ask, server, LONG % 1)
        until(lambda: len(workers(server)) == 1)
        (worker,) = workers(server)
        assert ask(server, LOOK_UP % 1) == 200
        os.kill(worker, signal.SIGKILL)
        assert asked.result() == 503
        assert [ask(server, LOOK_UP % number) for number in range(2, 10)] == [200] * 8


def test_a_worker_that_is_ended_while_it_waits_is_replaced(data: Path) -> None:
    with served("--quiet", "--data", str(data)) as server:
        worker = rested_worker(server)
        os.kill(worker, signal.SIGKILL)
        until(lambda: not is_running(worker))
        assert ask(server, LOOK_UP % 2) == 200


def test_a_client_that_goes_away_takes_its_question_along(large: Path) -> None:
    with served("--quiet", "--data", str(large)) as server:
        for number in range(8):
            request = b"POST /sparql HTTP/1.1\r\nHost: localhost\r\nContent-Type: %s\r\nContent-Length: %d\r\n\r\n%s"
            query = LONG % number
            with socket_to(server) as connection:
                connection.sendall(request % (QUERY.encode(), len(query), query))
                until(lambda: len(workers(server)) == 1)
            until(lambda: not workers(server))


def socket_to(server: Served) -> "socket.socket":
    return socket.create_connection(server.address, timeout=PATIENCE)


def test_what_holds_the_data_is_replaced_when_it_ends(data: Path) -> None:
    with served("--quiet", "--data", str(data)) as server:
        _, nursery = front_and_nursery(server)
        os.kill(nursery, signal.SIGKILL)
        until(lambda: len(children(server.process.pid)) == 2 and nursery not in children(server.process.pid))
        until(lambda: ask(server, LOOK_UP % time.monotonic_ns()) == 200)
        assert "started again" in server.said()


@pytest.mark.parametrize("ended", ["front", "supervisor"])
def test_nothing_is_left_of_a_server_that_loses_a_part(large: Path, ended: str) -> None:
    with served("--quiet", "--data", str(large), "--timeout", "3") as server, ThreadPoolExecutor(1) as pool:
        asked = pool.submit(ask, server, LONG % 1)
        until(lambda: len(workers(server)) == 1)
        all_of_it = tree(server.process.pid)
        front, _ = front_and_nursery(server)
        os.kill(front if ended == "front" else server.process.pid, signal.SIGKILL)
        assert server.process.wait(PATIENCE) != 0
        until(lambda: not any(map(is_running, all_of_it)))
        assert (asked.exception() is not None) == (ended == "front")


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_server_that_is_told_to_end_answers_what_is_under_way(large: Path, number: int) -> None:
    slow = b"SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f FILTER(REGEX(STR(?c), STR(?f))) }"
    with (
        served("--timeout", "3", "--data", str(large), "--log", str(large.with_name("log"))) as server,
        ThreadPoolExecutor(1) as pool,
    ):
        asked = pool.submit(ask, server, slow)
        until(lambda: len(workers(server)) == 1)
        all_of_it = tree(server.process.pid)
        server.process.send_signal(number)
        assert asked.result() in (200, 503)
        assert server.process.wait(PATIENCE) == 0
        until(lambda: not any(map(is_running, all_of_it)))
        assert '"path": "/sparql"' in large.with_name("log").read_text()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGKILL])
def test_nothing_is_left_of_a_server_that_ends_before_it_has_data(tmp_path: Path, number: int) -> None:
    (tmp_path / "long.nt").write_text("".join(f"<x:{number}> <x:p> <x:o> .\n" for number in range(300_000)))
    with served("--quiet", "--data", str(tmp_path / "long.nt"), wait=False) as server:
        # The first one, the front, and two that read the data: for questions, and for pages.
        until(lambda: len(tree(server.process.pid)) == 4)
        all_of_it = tree(server.process.pid)
        server.process.send_signal(number)
        assert server.process.wait(PATIENCE) == (0 if number == signal.SIGTERM else -number)
        until(lambda: not any(map(is_running, all_of_it)))


def test_changed_data_are_served_without_a_dropped_request(data: Path) -> None:
    with served("--quiet", "--data", str(data), "--workers", "2") as server:
        done, statuses = threading.Event(), []

        def load(first: int) -> None:
            number = first
            while not done.is_set():
                statuses.append(ask(server, LOOK_UP % number))
                number += 10

        with ThreadPoolExecutor(8) as pool:
            for first in range(8):
                pool.submit(load, first)
            for copies in (5, 6):
                data.write_text(
                    "".join(f"<x:a> <x:p> {each} .\n" for each in range(copies)), encoding="utf-8"
                )
                server.process.send_signal(signal.SIGHUP)
                until(lambda many=copies: server.get("health").json()["quads"] == many)  # type: ignore[misc]
            done.set()
        assert len(statuses) > 50
        assert set(statuses) == {200}


def test_broken_data_leave_the_old_and_say_why(data: Path) -> None:
    with served("--quiet", "--data", str(data)) as server:
        data.write_text("<x:a> <x:p> \n", encoding="utf-8")
        server.process.send_signal(signal.SIGHUP)
        until(lambda: b"reloadError" in server.get("health").data)
        assert "data.ttl" in server.get("health").json()["reloadError"]
        assert "the data are not replaced" in server.said()
        assert ask(server, LOOK_UP % 1) == 200
        data.write_text("<x:a> <x:p> 1 .\n", encoding="utf-8")
        server.process.send_signal(signal.SIGHUP)
        until(lambda: b"reloadError" not in server.get("health").data)


@pytest.mark.parametrize("character", ["q", "\N{MUSICAL SYMBOL G CLEF}"])
def test_a_fault_that_is_very_long_is_told_in_part(data: Path, character: str) -> None:
    with served("--quiet", "--data", str(data)) as server:
        data.write_text(f"<x:a> <x:p> {character * 100_000}:c .\n", encoding="utf-8")
        server.process.send_signal(signal.SIGHUP)
        until(lambda: b"reloadError" in server.get("health").data)
        assert "data.ttl" in server.get("health").json()["reloadError"]
        assert len(server.said()) < 10_000
        assert ask(server, LOOK_UP % 1) == 200


def test_data_that_are_read_many_times_leave_nothing_behind(data: Path) -> None:
    with served("--quiet", "--data", str(data)) as server:

        def renew() -> None:
            _, nursery = front_and_nursery(server)
            server.process.send_signal(signal.SIGHUP)
            until(lambda: not is_running(nursery) and len(children(server.process.pid)) == 2)
            rested_worker(server)

        renew()
        before = len(tree(server.process.pid)), descriptors(server.process.pid)
        for _ in range(4):
            renew()
        until(lambda: (len(tree(server.process.pid)), descriptors(server.process.pid)) <= before)

"""Queries that take more than a server has: each is answered with what is wrong with it, and nothing else suffers."""

import json
import os
import select
import socket
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import urllib3
from attacks import attack, paths
from patience import until
from process_trees import memory
from pyoxigraph import NamedNode, Quad
from serving import Served, served

from azkz_graph.store.disk_store import build_store

pytestmark = pytest.mark.process

QUERY = "application/sparql-query"
GROWTH = 1.5 * 2**30
LOOK_UP = "SELECT ?p ?o { <https://w3id.org/azkz/id/baku> ?p ?o } # %d"


@pytest.fixture(scope="module")
def hurried() -> Iterator[Served]:
    """A server that gives every query one second; it may answer anything too late, if the machine is busy."""
    with served("--quiet", "--timeout", "1") as server:
        yield server


def ask(server: Served, query: str, accept: str = "text/csv, text/turtle") -> urllib3.BaseHTTPResponse:
    return server.get("sparql", "POST", query.encode(), content_type=QUERY, accept=accept)


@pytest.mark.parametrize("path", paths("queries"), ids=lambda path: path.stem)
def test_a_hostile_query_is_answered_with_what_is_wrong_with_it(
    server: Served, hurried: Served, path: Path
) -> None:
    sent = attack(path)
    asked = hurried if "503" in sent.expected else server
    answer = ask(asked, sent.text)
    assert str(answer.status) in sent.expected.split("|"), answer.data[:300]
    if answer.status >= 400:
        assert answer.headers["content-type"] == "application/problem+json"
        told = json.loads(answer.data)
        assert told["status"] == answer.status
        assert told["detail"]
    assert ("retry-after" in answer.headers) == (answer.status == 503)
    until(lambda: ask(asked, "ASK {}").data == b"true")


@pytest.fixture
def patient() -> Iterator[Served]:
    """A server that gives every query three seconds, in which a look-up is answered on a busy machine too."""
    with served("--quiet", "--timeout", "3") as server:
        yield server


def test_look_ups_beside_hostile_queries_are_all_answered_and_memory_is_bounded(patient: Served) -> None:
    hostile = [attack(path) for path in paths("queries") if path.stem in HEAVY]
    assert len(hostile) == len(HEAVY)
    before, done = memory(patient.process.pid), threading.Event()
    most = [before]

    def watch() -> None:
        while not done.wait(0.1):
            most.append(memory(patient.process.pid))

    def look_up(number: int) -> int:
        return ask(patient, LOOK_UP % number).status

    with ThreadPoolExecutor(8) as pool:
        pool.submit(watch)
        try:
            asked = [pool.submit(lambda sent: ask(patient, sent.text).status, sent) for sent in hostile]
            found = [look_up(number) for number in range(200)]
            ended = [str(each.result()) for each in asked]
        finally:
            done.set()
    assert set(found) == {200}
    assert all(status in sent.expected.split("|") for status, sent in zip(ended, hostile, strict=True))
    assert max(most) - before < GROWTH


HEAVY = ("cartesian", "sort", "path", "concat")


def test_a_limit_of_rows_never_cuts_an_answer() -> None:
    with served("--quiet", "--rows", "10") as server:
        for accept in ("text/csv", "application/sparql-results+json", "application/sparql-results+xml"):
            assert ask(server, "SELECT * { ?s ?p ?o } LIMIT 10", accept).status == 200
            assert ask(server, "SELECT * { ?s ?p ?o } LIMIT 11", accept).status == 413
        assert ask(server, "CONSTRUCT WHERE { ?s ?p ?o } LIMIT 11").status == 413


def test_a_limit_of_bytes_never_cuts_an_answer() -> None:
    with served("--quiet", "--size", "1") as server:
        assert ask(server, "SELECT * { ?s ?p ?o }").status == 413
        assert ask(server, "CONSTRUCT WHERE { ?s ?p ?o }", "application/n-triples").status == 413


def test_a_query_too_large_for_the_server_is_refused_even_if_it_is_sent_whole(hurried: Served) -> None:
    answer = ask(hurried, "SELECT * { ?a ?b '" + "x" * (64 << 20) + "' }")
    assert answer.status == 413
    assert ask(hurried, "ASK {}").data == b"true"


def test_no_query_makes_a_connection(hurried: Served) -> None:
    ask_for_a_connection(hurried)


def test_no_query_makes_a_connection_from_a_store_on_disk_without_seccomp(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("seccomp", "pyseccomp"):
        (tmp_path / f"{name}.py").write_text("raise ImportError\n", encoding="ascii")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path), prepend=os.pathsep)
    node = NamedNode("x:a")
    build_store([Quad(node, node, node)], tmp_path / "store")
    with served("--quiet", "--timeout", "2", "--data", str(tmp_path / "store")) as server:
        assert server.get("health").json()["workers"] == "limits"
        assert ask(server, "ASK { ?s ?p ?o }").data == b"true"
        ask_for_a_connection(server)


def ask_for_a_connection(server: Served) -> None:
    """Ask every hostile query that names another server, which is not to be reached."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        where = f"127.0.0.1:{listening.getsockname()[1]}"
        texts = [text for path in paths("queries") if ELSEWHERE in (text := attack(path).text)]
        assert len(texts) > 10
        for text in texts:
            ask(server, text.replace(ELSEWHERE, where))
        assert select.select([listening], [], [], 0) == ([], [], [])


ELSEWHERE = "127.0.0.1:9"

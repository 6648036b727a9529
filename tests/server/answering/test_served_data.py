"""What a server answers from: the project, files of RDF, or a store on disk."""

import gzip
import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from threading import Thread

import pytest
from pyoxigraph import parse
from serving import Served, served

from azkz_graph.dataset.project import Project
from azkz_graph.export.release_files import Release
from azkz_graph.store.disk_store import build_store

pytestmark = pytest.mark.process


@pytest.fixture(scope="module")
def trig(published: Release, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("data") / "azkz.trig"
    path.write_bytes(next(file.data for file in published.files if file.path.suffix == ".trig"))
    return path


@pytest.fixture(scope="module", params=["file", "store"])
def other(request: pytest.FixtureRequest, trig: Path) -> Iterator[Served]:
    data = trig
    if request.param == "store":
        data = trig.parent / "store"
        build_store(parse(path=str(trig)), data)
    with served("--quiet", "--data", str(data)) as running:
        yield running


@pytest.mark.parametrize(
    "path",
    [
        "query/memberships.csv",
        "query/diplomatic-missions.json",
        "query/schema-org.nt",
        "sparql?query=SELECT+(COUNT(*)+AS+?n)+{?s+?p+?o}",
        "sparql?query=SELECT+?g+(COUNT(*)+AS+?n)+{GRAPH+?g+{?s+?p+?o}}+GROUP+BY+?g+ORDER+BY+?g",
        "doc/baku.nt",
        "doc/fact/aaaa.nt",
        "doc/graph/entities.nq",
        'reconcile?queries={"q":{"query":"Алматы"}}',
    ],
)
def test_other_sources_of_the_same_data_answer_the_same(server: Served, other: Served, path: str) -> None:
    one, same = server.get(path), other.get(path)
    assert (one.status, one.data) == (same.status, same.data)


@pytest.mark.parametrize(
    "path", ["id/baku", "doc/baku.html", "doc/baku.he.html", "ontology/terms/State.html", ""]
)
def test_things_have_pages_whatever_holds_them(other: Served, path: str) -> None:
    answer = other.get(path, accept="text/html")
    assert answer.status in (200, 303)
    if answer.status == 200:
        assert b"</html>" in answer.data


def test_old_addresses_of_pages_of_properties_lead_to_the_new_ones(server: Served) -> None:
    for name in ("party.html", "party.he.html"):
        moved = server.get(f"ontology/terms/{name}")
        assert (moved.status, moved.headers["Location"]) == (301, f"/ontology/properties/{name}")
        assert server.get(f"ontology/properties/{name}").status == 200
    assert server.get("ontology/terms/State.html").status == 200
    for missing in ("ontology/terms/nothing.html", "ontology/properties/State.html"):
        assert server.get(missing).status == 404


def test_data_that_say_nothing_of_themselves_are_served(tmp_path: Path) -> None:
    data = tmp_path / "data.ttl"
    data.write_text(
        """PREFIX id: <https://w3id.org/azkz/id/> PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
        id:x rdfs:label "<script>alert(1)</script>"@en ."""
    )
    with served("--quiet", "--data", str(data)) as running:
        page = running.get("doc/x.html")
        assert page.status == 200
        assert b"<script>alert" not in page.data
        assert running.get("article").status == 404
        assert json.loads(running.get("health").data)["quads"] == 1


def test_what_comes_through_a_pipe_is_served_with_its_pages_and_after_reading_again(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")

    def send() -> None:
        (tmp_path / "pipe").write_bytes(gzip.compress(b"<https://w3id.org/azkz/id/x> a <urn:kind> ."))

    Thread(target=send).start()
    with served("--quiet", "--data", str(tmp_path / "pipe")) as running:
        for _ in range(2):
            assert json.loads(running.get("health").data)["quads"] == 1
            assert b"urn:kind" in running.get("doc/x.nt").data
            running.process.send_signal(signal.SIGHUP)


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("missing.ttl", None, "missing.ttl: No such file or directory"),
        ("broken.ttl", "<a> <b> .", "broken.ttl:1: "),
        ("text.txt", "a", "the syntax is unknown"),
    ],
)
def test_data_that_cannot_be_read_are_named(
    tmp_path: Path, name: str, content: str | None, said: str
) -> None:
    path = tmp_path / name
    if content is not None:
        path.write_text(content)
    command = [sys.executable, "-m", "azkz_graph", "serve", "--port", "0", "--data", str(path)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 2
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_an_address_that_is_taken_is_named(server: Served, project: Project) -> None:
    port = str(server.address[1])
    command = [sys.executable, "-m", "azkz_graph", "serve", "--port", port]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 2
    assert f"nothing can listen at 127.0.0.1, port {port}" in done.stderr

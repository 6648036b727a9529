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
from patience import PATIENCE
from pyoxigraph import RdfFormat, parse
from serving import Served, served
from transcripts import SMALL
from urllib3 import BaseHTTPResponse

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
        "doc/baku.ttl",
        "fact/aaaa.ttl",
        "doc/graph/entities.trig",
        'reconcile?queries={"q":{"query":"Алматы"}}',
    ],
)
def test_other_sources_of_the_same_data_answer_the_same(server: Served, other: Served, path: str) -> None:
    one, same = server.get(path), other.get(path)
    assert (one.status, said(one)) == (same.status, said(same))


def said(reply: BaseHTTPResponse) -> object:
    """What is to be the same: the statements of Turtle and TriG, whose order and prefixes a project has for itself."""
    format = RdfFormat.from_media_type(reply.headers["Content-Type"])
    if format not in (RdfFormat.TURTLE, RdfFormat.TRIG):
        return reply.data
    return sorted(map(str, parse(reply.data, format=format)))


@pytest.mark.parametrize("path", ["id/baku", "doc/baku.html", "doc/baku.he.html", "ontology/index.html", ""])
def test_things_have_pages_whatever_holds_them(other: Served, path: str) -> None:
    answer = other.get(path, accept="text/html")
    assert answer.status in (200, 303)
    if answer.status == 200:
        assert b"</html>" in answer.data


def test_old_addresses_of_terms_lead_to_their_sections(server: Served) -> None:
    moved = {
        "ontology/properties/party.html": "/ontology/index.html#party",
        "ontology/terms/party.he.html": "/ontology/index.he.html#party",
        "ontology/terms/State.ttl": "/ontology/index.ttl",
    }
    answers = {path: server.get(path) for path in moved}
    assert {path: answer.headers.get("Location") for path, answer in answers.items()} == moved
    assert {answer.status for answer in answers.values()} == {301}
    assert server.get("ontology/terms/").status == 404


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
            assert b"urn:kind" in running.get("doc/x.ttl").data
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
    done = subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE, check=False)
    assert done.returncode == 2
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_pages_show_the_words_of_the_article_that_is_given() -> None:
    with served("--quiet", "--article", str(SMALL / "article.he.txt"), project=SMALL) as running:
        page = running.get("doc/small-article/o1.html").data.decode()
        assert 'class="its-words" lang="he" dir="rtl">' in page
    told = subprocess.run(
        [sys.executable, "-m", "azkz_graph", "serve", "--port", "0", "--article", __file__],
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )
    assert told.returncode == 2
    assert "give the article's own text file" in told.stderr


def test_an_address_that_is_taken_is_named(server: Served, project: Project) -> None:
    port = str(server.address[1])
    command = [sys.executable, "-m", "azkz_graph", "serve", "--port", port]
    done = subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE, check=False)
    assert done.returncode == 2
    assert f"nothing can listen at 127.0.0.1, port {port}" in done.stderr

"""Programs find their way from every page and document, by the parser of those who made up signposts."""

import json
import subprocess
from pathlib import Path

import pytest
from pypi_programs import pypi_programs
from serving import Served

from azkz_graph.site.pages.thing_pages import Leaves
from azkz_graph.vocabulary import BASE

pytestmark = pytest.mark.process

VALIDATORS = Path(__file__).parents[2] / "export" / "catalogue" / "validators"
PAGES = {
    "doc/baku.html": ("id/baku", {"AboutPage", "City", "Place"}),
    "doc/baku.he.html": ("id/baku", {"AboutPage", "City", "Place"}),
    "doc/dataset.html": ("dataset", {"AboutPage", "Dataset"}),
    "ontology/index.html": ("ontology", {"AboutPage"}),
    "query/names.html": ("query/names", {"AboutPage"}),
    "": ("dataset", {"CollectionPage"}),
    "ask": ("dataset", {"CollectionPage"}),
    "timeline.ru.html": ("dataset", {"CollectionPage"}),
}
DOCUMENTS = {
    "doc/baku.ttl": ("id/baku", "DataDownload", "doc/baku.html"),
    "ontology/index.ttl": ("ontology", "DataDownload", "ontology/index.html"),
    "query/names.rq": ("query/names", "SoftwareSourceCode", "query/names.html"),
    "query/names.csv": ("query/names", "DataDownload", "query/names.html"),
    "download/facts.csv": ("dataset", "DataDownload", ""),
}
MAKERS = [BASE + "id/azkz-graph-maintainers"]
LICENSE = ["https://creativecommons.org/licenses/by-sa/4.0/"]

Said = dict[str, list[str]]


@pytest.fixture(scope="module")
def programs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return pypi_programs(VALIDATORS / "catalogue.txt", tmp_path_factory)


def read(programs: Path, given: list[tuple[str, list[str], str]]) -> list[Said]:
    """The targets of the signposts of each page or document, by relation."""
    words = [programs / "python", VALIDATORS / "read_signposts.py"]
    done = subprocess.run(words, input=json.dumps(given), capture_output=True, text=True, check=True)
    return list(json.loads(done.stdout))


@pytest.mark.parametrize("where", ["header", "head"])
def test_a_page_has_signposts(server: Served, programs: Path, where: str) -> None:
    answers = {path: server.get(path, accept="text/html") for path in PAGES}
    given = [
        (server.url + path, [answer.headers["Link"]] if where == "header" else [], answer.data.decode())
        for path, answer in answers.items()
    ]
    for (path, (iri, types)), said in zip(PAGES.items(), read(programs, given), strict=True):
        assert said["citeAs"] == [BASE + iri], path
        assert said["types"] == sorted(f"https://schema.org/{type}" for type in types)
        assert (said["authors"], said["license"]) == (MAKERS, LICENSE)
        assert said["collection"] == ([] if iri == "dataset" else [f"{BASE}dataset"])
        for target in (*said["items"], *said["describedBy"]):
            assert server.get(target.removeprefix(server.url), method="HEAD").status == 200, target
        assert said["items"]
        assert said["describedBy"]


def test_a_document_has_signposts(server: Served, programs: Path) -> None:
    given = [(server.url + path, [server.get(path, accept="*/*").headers["Link"]], "") for path in DOCUMENTS]
    for (path, (iri, type, page)), said in zip(DOCUMENTS.items(), read(programs, given), strict=True):
        assert said["citeAs"] == [BASE + iri], path
        assert said["types"] == [f"https://schema.org/{type}"]
        assert (said["authors"], said["license"]) == (MAKERS, LICENSE)
        assert said["collection"] == [server.url + page]


def test_a_page_on_the_disk_has_the_same(leaves: Leaves, programs: Path) -> None:
    ((_, content),) = leaves.pages(BASE + "id/baku", ["en"])
    (said,) = read(programs, [("https://example.org/doc/baku.html", [], content.decode())])
    documents = [f"https://example.org/doc/baku.{suffix}" for suffix in ("jsonld", "ttl")]
    assert said["items"] == said["describedBy"] == documents
    assert said["citeAs"] == [BASE + "id/baku"]

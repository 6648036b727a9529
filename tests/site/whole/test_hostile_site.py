"""A graph that means harm is published, and does none."""

import json
import re
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from itertools import cycle
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest
from axe_rules import is_narrow
from browsing import locked, run_folder, serving
from hostile_site import KAZAKHSTAN, hostile
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Triple, parse
from site_survey import survey
from small_dataset import dataset_of

from azkz_graph.dataset.project import Project
from azkz_graph.problem import UsageError
from azkz_graph.routes.document_paths import LANGUAGES
from azkz_graph.routes.document_paths import page as document_page
from azkz_graph.site.build.site_build import build_site, fill
from azkz_graph.site.data.publication import Publication
from azkz_graph.site.language.shown_text import harmless
from azkz_graph.vocabulary import BASE, LABEL, PREFIXES, TYPE

pytestmark = pytest.mark.browser

PART_OF = NamedNode(PREFIXES["dct"] + "isPartOf")

if TYPE_CHECKING:
    from playwright.sync_api import Page

FORMATS = {
    "ttl": RdfFormat.TURTLE,
    "jsonld": RdfFormat.JSON_LD,
}


@pytest.fixture(scope="session")
def made(small: Project, tmp_path_factory: pytest.TempPathFactory) -> tuple[Publication, Path]:
    """The publication and the folder of its site, which is made once for all processes of a test run."""
    publication = hostile(small, tmp_path_factory.mktemp("hostile") / "project")
    folder = run_folder(tmp_path_factory) / "hostile-site"
    with locked(folder.with_suffix(".lock")):
        if not folder.exists():
            partial = folder.with_suffix(".partial")
            partial.mkdir()
            fill(publication, partial, "")
            partial.rename(folder)
    return publication, folder


@pytest.fixture(scope="session")
def address(made: tuple[Publication, Path]) -> Iterator[str]:
    """Where the site is served."""
    with serving(made[1]) as address:
        yield address


@pytest.fixture
def trapped(new_page: Callable[..., "Page"]) -> Iterator["Page"]:
    """A page without the protection of its policy, on which any harm that is done is told."""
    page = new_page(bypass_csp=True, viewport={"width": 320, "height": 640})
    done: list[str] = []
    page.expose_function("pwned", lambda what: done.append(f"{page.url}: {what}"))
    page.on("dialog", lambda dialog: done.append(f"{page.url}: {dialog.message}"))
    page.on("framenavigated", lambda frame: done.append(frame.url) if frame.parent_frame else None)
    yield page
    assert done == []


INTRUDERS = """
(() => {
  const strange = new Set(["IMG", "IFRAME", "OBJECT", "EMBED", "STYLE", "BASE"]);
  const acts = (each, name) =>
    name.startsWith("on") ||
    (/href|src|action/.test(name) && /^\\s*(javascript|data|vbscript|file):/i.test(each.getAttribute(name)));
  const isIntruder = (each) =>
    strange.has(each.tagName) ||
    (each.tagName === "SCRIPT" && !each.src && !each.type.includes("json")) ||
    each.getAttributeNames().some((name) => acts(each, name));
  return [...document.querySelectorAll("*")].filter(isIntruder).map((each) => each.outerHTML.slice(0, 200));
})()
"""
"""Elements that no template makes."""


def test_no_page_does_harm_or_bursts(trapped: "Page", address: str, made: tuple[Publication, Path]) -> None:
    """Each page is opened in one language, in turn; all of them are read below."""
    site = made[1]
    english = sorted(
        path
        for path in site.rglob("*.html")
        if path.name.count(".") == 1 and 'http-equiv="refresh"' not in path.read_text(encoding="utf-8")
    )
    assert len(english) > 80
    faults = []
    for page, language in zip(english, cycle(LANGUAGES), strict=False):
        path = site / document_page(str(page.relative_to(site).with_suffix("")), language)
        trapped.goto(address + quote(str(path.relative_to(site))), wait_until="domcontentloaded")
        faults += [f"{path.name}: {each}" for each in trapped.evaluate(INTRUDERS)]
        faults += [] if is_narrow(trapped) else [f"{path.name} is too wide"]
    assert faults == []


def test_every_link_leads_somewhere(made: tuple[Publication, Path]) -> None:
    assert survey(made[1]) == []


@pytest.mark.parametrize("mark", ["", ".he"])
def test_texts_are_shown_as_they_are(
    trapped: "Page", address: str, made: tuple[Publication, Path], mark: str
) -> None:
    publication, _ = made
    language = mark.lstrip(".") or "en"
    words = publication.words(language, "doc/x")
    named = [thing for thing in publication.things if publication.pages[thing.value].startswith("doc/")]
    for thing in named[:60]:
        name, path = words.full_name(thing), publication.pages[thing.value]
        if name is not None and path == publication.document(thing.value):
            trapped.goto(f"{address}{path}{mark}.html")
            # A browser reads every end of a line as the same one.
            wanted = harmless(name.value).replace("\r\n", "\n")
            assert trapped.locator("h1").text_content() == wanted, thing


def test_searching_and_asking_do_no_harm(trapped: "Page", address: str) -> None:
    for typed in ("pwned", "<script>", '"><img src=x onerror=pwned()>', "W" * 300, "\u202e", "{{7*7}}"):
        trapped.goto(f"{address}search.html?q={quote(typed)}")
        trapped.wait_for_function("document.getElementById('search-status').textContent !== ''")
        assert trapped.evaluate(INTRUDERS) == []
        assert is_narrow(trapped)
    trapped.goto(f"{address}ask.html#query={quote('SELECT * { ?s ?p ?o }')}&run")
    trapped.wait_for_selector("#ask-status[data-state=answered]")
    assert trapped.evaluate(INTRUDERS) == []
    assert is_narrow(trapped)


class Blocks(HTMLParser):
    """The blocks of JSON in a page, and the elements that no template makes."""

    def __init__(self) -> None:
        super().__init__()
        self.inside = False
        self.found: list[str] = []
        self.intruders: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A block begins."""
        given = dict(attrs)
        self.inside = tag == "script" and "json" in (given.get("type") or "")
        if tag in STRANGE or (tag == "script" and not self.inside and not given.get("src")):
            self.intruders.append(str(self.get_starttag_text())[:200])

    def handle_data(self, data: str) -> None:
        """A block is all one text."""
        if self.inside:
            self.found.append(data)
            self.inside = False


STRANGE = frozenset(["img", "iframe", "object", "embed", "style", "base"])


def test_no_page_has_an_intruder_and_blocks_of_json_are_whole(made: tuple[Publication, Path]) -> None:
    found, intruders = [], []
    for path in made[1].rglob("*.html"):
        blocks = Blocks()
        blocks.feed(path.read_text(encoding="utf-8"))
        found += [json.loads(block) for block in blocks.found]
        intruders += [f"{path.name}: {each}" for each in blocks.intruders]
    assert intruders == []
    assert len(found) > 300
    about = [block for block in found if isinstance(block, dict) and block.get("@id") == KAZAKHSTAN.value]
    assert about
    assert all("<script>" not in json.dumps(block["name"]) or block["name"] for block in about)


NOT_IN_XML = re.compile(r"\\u00(?:0[0-8BCEF]|1[0-9A-F])|\\uFFF[EF]")
"""The characters that XML cannot hold, as N-Triples escapes them."""


def test_documents_say_what_the_graph_says(made: tuple[Publication, Path]) -> None:
    publication, site = made
    whole = set(publication.arrangement.triples())
    told: set[Triple] = set()
    for thing in publication.things:
        path = publication.document(thing.value)
        documents = {
            suffix: {quad.triple for quad in parse((site / f"{path}.{suffix}").read_bytes(), format=syntax)}
            for suffix, syntax in FORMATS.items()
        }
        first = documents["ttl"]
        assert all(document == first for document in documents.values()), thing
        told |= first
    # A document says of itself what no graph says: that it is a part of the dataset, and a named graph.
    assert {triple.predicate for triple in told - whole} <= {TYPE, PART_OF}
    assert {triple for triple in whole - told if str(triple.subject).startswith(f"<{BASE}")} == set()


AWAY = ("id/../../../away", "id/a/../b", "id/..", "id//a", "ontology#../../../away", "id/a%2e")


@pytest.mark.parametrize("path", AWAY)
def test_what_would_lie_outside_is_refused_before_anything_is_written(tmp_path: Path, path: str) -> None:
    refused(tmp_path, Quad(NamedNode(BASE + path), LABEL, Literal("x", language="en")))


@pytest.mark.parametrize("path", ["graph/../../../../away", "graph/..", "graph/a//b", "graph/%2e%2e/away"])
def test_a_graph_whose_page_would_lie_outside_is_refused_before_anything_is_written(
    tmp_path: Path, path: str
) -> None:
    thing = NamedNode(BASE + "id/a")
    refused(tmp_path, Quad(thing, LABEL, Literal("x", language="en"), NamedNode(BASE + path)))


def refused(place: Path, quad: Quad) -> None:
    """Hold that no site is made of the quad, and nothing is written."""
    folder = place / "deep" / "site"
    with pytest.raises(UsageError, match="cannot be a file's path"):
        build_site(dataset_of([quad]), folder)
    assert not folder.exists()
    assert not list(place.rglob("away*"))

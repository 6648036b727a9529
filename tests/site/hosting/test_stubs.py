"""At the place of each IRI lies a page that leads to its document where there are no rules."""

from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hosted_site import PUBLISHED, SECTIONS, write_site
from web_servers import public_folder

from azkz_graph.problem import UsageError
from azkz_graph.routes.document_paths import LANGUAGES, MEDIA_TYPES, THING
from azkz_graph.routes.signposts import DOCUMENT
from azkz_graph.site.hosting.stubs import stub
from azkz_graph.vocabulary import BASE

pytestmark = pytest.mark.web_server

SITE = "https://example.org/some/azkz/"


class Elements(HTMLParser):
    """The elements of a page with their attributes, in order."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))
        if tag not in ("meta", "link"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def of(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.found if name == tag]


@pytest.fixture(scope="module")
def site() -> Iterator[Path]:
    with public_folder() as folder:
        yield write_site(folder, SITE)


@pytest.mark.parametrize("iri", [iri for iri in PUBLISHED if iri != BASE + "ontology"])
def test_a_stub_leads_to_every_document(site: Path, iri: str) -> None:
    place = site / iri.removeprefix(BASE) / "index.html"
    page = Elements(place.read_text())
    assert page.open == []
    links = [place.parent / str(link["href"]).partition("#")[0] for link in page.of("a")]
    assert len(links) == len(LANGUAGES)
    assert all(link.resolve().is_file() for link in links)
    (refresh,) = (each["content"] for each in page.of("meta") if each.get("http-equiv") == "refresh")
    led, _, fragment = str(refresh).removeprefix("0; url=").partition("#")
    assert fragment == SECTIONS.get(iri, "").partition("#")[2]
    target = place.parent / led
    assert target.resolve() == links[0].resolve()
    (canonical,) = (each["href"] for each in page.of("link") if each["rel"] == "canonical")
    assert str(canonical) == SITE + str(target.resolve().relative_to(site.resolve()))
    (cited,) = (each["href"] for each in page.of("link") if each["rel"] == "cite-as describes")
    assert cited == iri
    documents = [each for each in page.of("link") if each["rel"] == DOCUMENT]
    assert [each["type"] for each in documents] == [MEDIA_TYPES[each] for each in PUBLISHED[iri][1:]]
    assert all((place.parent / str(each["href"])).resolve().is_file() for each in documents)


def test_a_stub_needs_no_script_and_no_style(site: Path) -> None:
    for path in site.glob("id/**/index.html"):
        page = Elements(path.read_text())
        assert not page.of("script") + page.of("style")
        assert not [name for _, attributes in page.found for name in attributes if name == "style"]
        (policy,) = (each["content"] for each in page.of("meta") if "Policy" in str(each.get("http-equiv")))
        assert str(policy).startswith("default-src 'none'")
        assert page.of("html") == [{"lang": "en", "dir": "ltr"}]


def test_the_ontology_is_its_own_page() -> None:
    assert stub(BASE + "ontology", THING, SITE) is None


@pytest.mark.parametrize(
    "path", ["id/../x", "id/..", "id//x", "id/a\\b", "id/a%2e", "id/a:b", "id/a\0b", "id/a\u202eb"]
)
def test_an_iri_that_is_no_path_is_refused(path: str) -> None:
    with pytest.raises(UsageError, match="cannot be a file's path; use lower-case letters"):
        stub(BASE + path, THING, SITE)


def test_what_is_special_in_html_is_escaped() -> None:
    found = stub(BASE + "id/<b>\"&'", THING, SITE)
    assert found is not None
    page = Elements(found[1].decode())
    assert page.of("b") == []
    assert page.of("a")[0]["href"] == "../../doc/<b>\"&'.html"

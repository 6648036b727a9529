"""Every page is in the sitemap once in every language, and no sitemap is too large."""

from pathlib import PurePosixPath
from xml.etree import ElementTree

import pytest

from azkz_graph.site.build import sitemap as module
from azkz_graph.site.build.sitemap import sitemap

BASE = "https://example.org/some/azkz/"
LOC = "{http://www.sitemaps.org/schemas/sitemap/0.9}loc"


def files(pages: list[str], base: str = BASE) -> dict[str, bytes]:
    return {str(path): data for path, data in sitemap(pages, base)}


def test_every_page_is_listed_in_every_language() -> None:
    root = ElementTree.fromstring(files(["index", "doc/baku"])["sitemap.xml"])
    assert [url.findtext(LOC) for url in root] == [
        f"{BASE}{page}{mark}.html"
        for page in ("index", "doc/baku")
        for mark in ("", ".he", ".az", ".kk", ".ru")
    ]


def test_what_is_special_in_xml_is_escaped() -> None:
    root = ElementTree.fromstring(files(["a&b\"<c>'"])["sitemap.xml"])
    assert root[0].findtext(LOC) == BASE + "a&b\"<c>'.html"


def test_a_site_without_pages_has_an_empty_sitemap() -> None:
    assert len(ElementTree.fromstring(files([])["sitemap.xml"])) == 0


def test_robots_leads_to_the_sitemap() -> None:
    assert files([])["robots.txt"].decode().splitlines()[-1] == f"Sitemap: {BASE}sitemap.xml"


@pytest.mark.parametrize("pages", [10_000, 10_001, 25_000])
def test_a_large_sitemap_is_split(pages: int) -> None:
    found = files([f"doc/thing-{number}" for number in range(pages)])
    if pages == 10_000:
        assert set(found) == {"sitemap.xml", "robots.txt"}
        assert found["sitemap.xml"].count(b"<loc>") == 50_000
        return
    index = ElementTree.fromstring(found["sitemap.xml"])
    parts = [str(each.findtext(LOC)).removeprefix(BASE) for each in index]
    assert set(found) == {"sitemap.xml", "robots.txt", *parts}
    counts = [found[part].count(b"<loc>") for part in parts]
    assert (sum(counts), max(counts)) == (pages * 5, 50_000)


def test_a_sitemap_is_split_by_its_size_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_BYTES", 10_000)
    found = files([f"doc/thing-{number}" for number in range(100)])
    assert (
        max(len(data) for name, data in found.items() if PurePosixPath(name).name != "sitemap.xml") <= 10_000
    )
    assert sum(data.count(b"<url>") for data in found.values()) == 500

"""The feed of releases, as a reader of feeds takes it."""

import pytest

from azkz_graph.site.data.publication import Publication
from azkz_graph.site.data.release_feed import release_feed

feedparser = pytest.importorskip("feedparser", reason="feedparser is missing; the test extra brings it")


def test_each_release_is_an_entry_with_its_date_and_archive(released_publication: Publication) -> None:
    found = feedparser.parse(release_feed(released_publication))
    assert not found.bozo
    assert found.version == "atom10"
    assert (found.feed.id, found.feed.updated, found.feed.author) == (
        "https://w3id.org/azkz/releases.atom",
        "2026-11-25T12:00:00Z",
        "Makers of tests",
    )
    assert {link.rel: link.href for link in found.feed.links if link.rel in ("self", "alternate")} == {
        "self": "https://example.org/azkz/releases.atom",
        "alternate": "https://example.org/azkz/versions.html",
    }
    assert [(entry.id, entry.updated, entry.title) for entry in found.entries] == [
        ("https://w3id.org/azkz/dataset/2.0.0", "2026-11-25T12:00:00Z", "Version 2.0.0"),
        ("https://w3id.org/azkz/dataset/1.2.3", "2026-11-22T12:00:00Z", "Version 1.2.3"),
    ]
    assert [entry.enclosures[0].href for entry in found.entries] == [
        "https://example.org/azkz/download/2.0.0/azkz-2.0.0.zip",
        "https://example.org/azkz/download/1.2.3/azkz-1.2.3.zip",
    ]
    assert found.entries[0].summary.startswith("4 facts corrected, 1 thing added, 1 thing withdrawn")

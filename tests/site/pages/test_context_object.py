"""Context objects, from which reference managers save what a page cites."""

import re
from collections.abc import Iterable
from html.parser import HTMLParser
from urllib.parse import parse_qs

import pytest

from azkz_graph.routes.document_paths import LANGUAGES
from azkz_graph.site.data.documents import Documents
from azkz_graph.site.data.publication import Publication
from azkz_graph.site.pages.overview_pages import Overviews
from azkz_graph.site.pages.query_pages import Questions
from azkz_graph.site.pages.rendering import Renderer
from azkz_graph.site.pages.thing_pages import Leaves
from azkz_graph.vocabulary import BASE, ID, QUERY

MOST = 1000
"""Bytes of the longest one, but those of claims, which name who holds them."""


class Spans(HTMLParser):
    """The context objects of a page, read as Zotero does."""

    def __init__(self, content: bytes) -> None:
        super().__init__()
        self.found: list[dict[str, str]] = []
        self.feed(content.decode())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if given.get("class") == "Z3988":
            pairs = parse_qs(given["title"] or "", strict_parsing=True)
            self.found.append({key: "; ".join(values) for key, values in pairs.items()})


def read(content: bytes) -> dict[str, str]:
    (found,) = Spans(content).found
    assert found.pop("ctx_ver") == "Z39.88-2004"
    assert found.pop("rft_val_fmt") == "info:ofi/fmt:kev:mtx:dc"
    return {key.removeprefix("rft."): value for key, value in found.items()}


@pytest.fixture(scope="module")
def small_leaves(small_publication: Publication) -> Leaves:
    return Leaves(small_publication, Renderer(small_publication), Documents(small_publication))


def test_a_thing_in_each_language(small_leaves: Leaves) -> None:
    pages = {
        language: read(content) for language, content in small_leaves.pages(f"{ID}kazakhstan", LANGUAGES)
    }
    assert pages["en"] == {
        "type": "webpage",
        "title": "Kazakhstan",
        "source": "Small & tidy, version 1.2.3",
        "aucorp": "Makers of tests",
        "publisher": "Makers of tests",
        "date": "2026-11-22",
        "identifier": f"{ID}kazakhstan",
        "language": "en",
    }
    assert pages["he"] == {
        **pages["en"],
        "title": "קזחסטן",
        "source": "קטן ומסודר, גרסה 1.2.3",
        "aucorp": "יוצרי הבדיקות",
        "publisher": "יוצרי הבדיקות",
        "language": "he",
    }
    assert [found["language"] for found in pages.values()] == list(LANGUAGES)


def test_a_claim_names_the_holder(small_leaves: Leaves) -> None:
    def titles(iri: str, languages: Iterable[str]) -> list[str]:
        return [read(content)["title"] for _, content in small_leaves.pages(iri, languages)]

    claim = f"{ID}claim-relations-warm"
    assert titles(claim, ["en"]) == [
        "Claim that the relations are warm [view of Those who hold so (many), reported in: Overview 3]"
    ]
    assert len({title.partition("[")[2] for title in titles(claim, LANGUAGES)}) == len(LANGUAGES)


def test_the_dataset_is_cited_as_such(small_publication: Publication) -> None:
    renderer = Renderer(small_publication)
    overviews = Overviews(small_publication, renderer, Documents(small_publication))
    for path in ("index", "about"):
        found = read(overviews.page(path, "en"))
        assert (found["type"], found["identifier"]) == ("dataset", f"{BASE}dataset")
        assert found["title"] == "Small & tidy, version 1.2.3"
        assert "source" not in found
    things = read(overviews.page("things", "he"))
    assert (things["type"], things["identifier"]) == ("webpage", f"{BASE}things.he.html")
    assert b"Z3988" not in overviews.page("404", "en")


def test_a_question_is_cited_with_its_parameters(small_publication: Publication) -> None:
    questions = Questions(small_publication, Renderer(small_publication), served=True)
    assert read(questions.page("states", "en"))["identifier"] == f"{QUERY}states"
    asked = questions.asked_page("states", "en", {"state": ["Kazakhstan"], "language": ["HE"]})
    address = f"{QUERY}states?language=he&state=https%3A%2F%2Fw3id.org%2Fazkz%2Fid%2Fkazakhstan"
    assert read(asked.content)["identifier"] == address


def test_context_objects_are_small(leaves: Leaves) -> None:
    sizes = {
        iri: len(re.findall(rb'<span class="Z3988".*?</span>', content)[0])
        for iri in leaves.iris()[::20]
        for _, content in leaves.pages(iri, ["en"])
    }
    assert max(sizes.values()) < MOST
    assert sum(sizes.values()) / len(sizes) < MOST / 2

"""The one table of routes."""

from itertools import combinations

import pytest

from azkz_graph.site.routes import LANGUAGES, MEDIA_TYPES, ROUTES, document, page, relative, route
from azkz_graph.vocabulary import BASE


@pytest.mark.parametrize(
    ("iri", "path"),
    [
        ("id/baku", "doc/baku"),
        ("id/some-article", "doc/some-article"),
        ("id/some-article/o9", "doc/some-article/o9"),
        ("fact/ptjqx67vrfewjzon", "doc/fact/ptjqx67vrfewjzon"),
        ("rule/trade-sum", "doc/rule/trade-sum"),
        ("graph/entities", "doc/graph/entities"),
        ("graph/derived/trade-sum", "doc/graph/derived/trade-sum"),
        ("query/timeline", "query/timeline"),
        ("dataset", "doc/dataset"),
        ("ontology", "ontology/index"),
        ("ontology#State", "ontology/index"),
        ("ontology/alignments", "ontology/alignments"),
        ("ontology/shapes", "ontology/shapes"),
        ("ontology/shapes#State-label", "ontology/shapes"),
    ],
)
def test_everything_that_has_an_iri_has_documents(iri: str, path: str) -> None:
    assert document(BASE + iri) == path


@pytest.mark.parametrize(
    "iri",
    [
        *(
            BASE + path
            for path in ("", "id/", "fact/", "query/", "dataset/more", "ontology/other", "elsewhere")
        ),
        "https://example.org/id/baku",
        "http://w3id.org/azkz/id/baku",
        "javascript:alert(1)",
    ],
)
def test_what_is_not_published_has_none(iri: str) -> None:
    assert route(iri) is None
    assert document(iri) is None


def test_a_narrower_route_stands_before_a_wider_one() -> None:
    assert not any(
        later.prefix.startswith(earlier.prefix)
        for earlier, later in combinations(ROUTES, 2)
        if not earlier.exact
    )


def test_every_format_has_a_media_type() -> None:
    assert {suffix for each in ROUTES for suffix in each.formats} == MEDIA_TYPES.keys()


def test_a_page_in_each_language() -> None:
    assert [page("index", language) for language in LANGUAGES] == [
        "index.html",
        "index.he.html",
        "index.az.html",
        "index.kk.html",
        "index.ru.html",
    ]


@pytest.mark.parametrize(
    ("path", "start", "link"),
    [
        ("index.html", "index.html", "index.html"),
        ("doc/baku.html", "index.html", "doc/baku.html"),
        ("index.html", "doc/baku.html", "../index.html"),
        ("doc/baku.html", "doc/aktau.html", "baku.html"),
        ("doc/baku.html", "doc/fact/a.html", "../baku.html"),
        ("index.html", "doc/graph/derived/a.html", "../../../index.html"),
        ("doc/graph/derived/a.html", "doc/graph/facts.html", "derived/a.html"),
        ("doc/article", "doc/article/o9.html", "../article"),
    ],
)
def test_links_at_every_depth(path: str, start: str, link: str) -> None:
    assert relative(path, start) == link

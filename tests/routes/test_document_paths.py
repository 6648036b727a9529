"""The one table of routes."""

from itertools import combinations

import pytest

from azkz_graph.disk.safe_path import LONGEST
from azkz_graph.problem import UsageError
from azkz_graph.routes.document_paths import (
    LANGUAGES,
    LONGEST_STEM,
    MEDIA_TYPES,
    ROUTES,
    document,
    page,
    page_fault,
    page_path,
    relative,
    route,
)
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
        ("dataset/1.0.0", "doc/dataset/1.0.0"),
        ("ontology/12.0.3", "ontology/versions/12.0.3"),
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
            for path in (
                "",
                "id/",
                "fact/",
                "query/",
                "dataset/more",
                "dataset/1.0",
                "ontology/1.0.0/x",
                "ontology/other",
                "elsewhere",
            )
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


@pytest.mark.parametrize(
    ("path", "why"),
    [
        ("id/con", "Windows keeps"),
        ("id/Aux/o9", "Windows keeps"),
        ("query/lpt1", "Windows keeps"),
        ("ontology#NUL", "Windows keeps"),
        ("id/com1.more", "Windows keeps"),
        ("id/baku./o1", "Windows drops"),
        ("id/a*b", "holds '*'"),
        ("id/a|b", "holds '|'"),
    ],
)
def test_what_no_file_of_windows_is_called_has_no_page(path: str, why: str) -> None:
    assert why in str(page_fault(BASE + path))


@pytest.mark.parametrize("path", ["id/console", "id/com10", "ontology#Con1", "fact/nul-", "id/baku/aux-1"])
def test_what_only_begins_like_it_has_one(path: str) -> None:
    assert page_fault(BASE + path) is None


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


OUTSIDE = (
    *(
        "id/../x",
        "id/..",
        "id//x",
        "id/a/./b",
        "id/a\\b",
        "id/a%2e",
        "id/a:b",
        "id/a\0b",
        "id/a\nb",
        "id/a\u202eb",
    ),
    *("graph/../../../../x", "graph/derived/../../x", "fact/../../x", "rule//etc/passwd", "query/../../x"),
    *("id/" + "a" * (LONGEST_STEM + 1), "graph/%2e%2e/x", "graph/a?b"),
)


@pytest.mark.parametrize("iri", OUTSIDE)
def test_what_would_lie_elsewhere_has_no_document_and_no_page(iri: str) -> None:
    assert document(BASE + iri) is None
    with pytest.raises(UsageError, match="cannot be a file's path; use lower-case letters"):
        page_path(BASE + iri)


@pytest.mark.parametrize("iri", ["ontology#../../x", "ontology#", "ontology#a/../../../x", "ontology#a?b"])
def test_a_term_that_would_lie_elsewhere_has_no_page(iri: str) -> None:
    with pytest.raises(UsageError, match="cannot be a file's path"):
        page_path(BASE + iri)


@pytest.mark.parametrize(
    ("iri", "other"),
    [
        ("id/dataset/1.0.0", "dataset/1.0.0"),
        ("id/dataset", "dataset"),
        ("id/fact/abc", "fact/abc"),
        ("id/graph/facts", "graph/facts"),
    ],
)
def test_no_two_iris_have_one_page(iri: str, other: str) -> None:
    with pytest.raises(UsageError, match=f"has the page of {BASE}{other}, "):
        page_path(BASE + iri)
    assert page_path(BASE + other) == document(BASE + iri)


def test_a_part_of_what_has_a_page_has_none_of_its_own() -> None:
    with pytest.raises(UsageError, match="has a fragment"):
        page_path(BASE + "id/baku#name")


def test_the_longest_name_fits_with_every_suffix() -> None:
    path = page_path(BASE + "id/" + "a" * LONGEST_STEM)
    assert path is not None
    names = [
        *(page(path, language) for language in LANGUAGES),
        *(f"{path}.{suffix}" for suffix in MEDIA_TYPES),
    ]
    assert max(len(name.rpartition("/")[2]) for name in names) == LONGEST

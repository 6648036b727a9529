"""Whatever a client sends, the server answers, and no answer is a fault of its own."""

from typing import Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from serving import Served

from azkz_graph.routes.negotiation_patterns import LANGUAGE_TAGS

pytestmark = pytest.mark.process

PLAIN: Final = st.characters(min_codepoint=0x20, max_codepoint=0x7E)
VALUES: Final = st.one_of(
    st.text(PLAIN, max_size=60),
    st.text('*/;,=q01."\\ thml', max_size=40),
    st.text(st.characters(min_codepoint=0x20, max_codepoint=0xFF, exclude_characters="\x7f"), max_size=40),
)
"""What can be in a header."""

PATHS: Final = st.one_of(
    st.text(st.sampled_from("abc/.%0Az-_~?&=+:@\\"), max_size=40),
    st.sampled_from(
        ["id/", "fact/", "graph/", "query/", "doc/", "assets/", "download/", "reconcile/"]
    ).flatmap(lambda start: st.text(max_size=20).map(lambda end: start + end)),
)
RANGES: Final = st.sampled_from([*LANGUAGE_TAGS, "fr", "kk-Cyrl-KZ", "az-Latn", "zh-Hant-CN", "he-IL"])
WEIGHTS: Final = st.integers(1, 1000)


@settings(max_examples=120, deadline=None)
@given(accept=VALUES, language=VALUES, coding=VALUES)
def test_headers_of_choice(server: Served, accept: str, language: str, coding: str) -> None:
    for path in ("id/baku", "sparql", "nothing"):
        answer = server.client.request(
            "GET",
            server.url + path,
            headers={"Accept": accept, "Accept-Language": language, "Accept-Encoding": coding},
            redirect=False,
            retries=False,
        )
        assert answer.status < 500


@settings(max_examples=120, deadline=None)
@given(value=VALUES)
def test_headers_of_conditions(server: Served, value: str) -> None:
    for name in ("if-none-match", "if-match", "range", "if-range"):
        assert server.get("doc/baku.ttl", "GET", None, **{name: value}).status < 500


@settings(max_examples=150, deadline=None)
@given(path=PATHS)
def test_paths(server: Served, path: str) -> None:
    answer = server.get(path)
    assert answer.status < 500
    assert answer.headers.get("Location", "/").startswith("/")


@settings(max_examples=120, deadline=None)
@given(
    pairs=st.lists(st.tuples(st.text(max_size=12), st.text(max_size=30)), max_size=4),
    path=st.sampled_from(
        [
            "sparql",
            "query/country-profile.json",
            "query/country-profile.html",
            "id/baku",
            "reconcile/suggest/entity",
        ]
    ),
)
def test_parameters(server: Served, pairs: list[tuple[str, str]], path: str) -> None:
    encodable = [(name, value) for name, value in pairs if (name + value).isprintable()]
    for given_pairs in (
        encodable,
        [("query", value) for _, value in encodable],
        [("state", v) for _, v in encodable],
    ):
        answer = server.client.request(
            "GET", server.url + path, fields=given_pairs, redirect=False, retries=False
        )
        assert answer.status < 500


@settings(max_examples=100, deadline=None)
@given(ranges=st.lists(st.tuples(RANGES, WEIGHTS), min_size=1, max_size=6, unique_by=lambda each: each[0]))
def test_languages_are_weighed(server: Served, ranges: list[tuple[str, int]]) -> None:
    """The heaviest range whose first part is one of our languages, the first of equals. Source: RFC 4647, 3.4."""
    header = ", ".join(f"{tag};q={weight / 1000:.3f}" for tag, weight in ranges)
    ours = [
        (LANGUAGE_TAGS[tag.partition("-")[0]], w)
        for tag, w in ranges
        if tag.partition("-")[0] in LANGUAGE_TAGS
    ]
    expected = max(ours, key=lambda each: each[1])[0] if ours else "en"
    page = "baku.html" if expected == "en" else f"baku.{expected}.html"
    answer = server.get("id/baku", accept="text/html", accept_language=header)
    assert answer.headers["Location"] == f"/doc/{page}"

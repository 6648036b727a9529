"""Tags that a query compares are found in whatever case they are written."""

import pytest
from pyoxigraph import Literal, NamedNode, Quad, QuerySolutions, Store

from azkz_graph.ask.answers import answer
from azkz_graph.sparql.language_case import with_lower_tags


@pytest.fixture(scope="module")
def store() -> Store:
    """Three words, in the tags of RFC 5646."""
    a = NamedNode("x:a")
    words = {"colour": "en-GB", "color": "en-US", "色": "zh-Hant-TW"}
    store = Store()
    store.extend(Quad(a, a, Literal(word, language=tag)) for word, tag in words.items())
    return store


@pytest.mark.parametrize(
    ("condition", "words"),
    [
        ('LANG(?n) = "en-GB"', {"colour"}),
        ("lang( ?n )='EN-gb'", {"colour"}),
        ('"en-GB" = LANG(?n)', {"colour"}),
        ('LANG(?n) != "en-GB"', {"color", "色"}),
        ('LANG(?n) IN ("en-GB", "zh-Hant-TW")', {"colour", "色"}),
        ('LANG(?n) NOT IN ("en-GB", "zh-Hant-TW")', {"color"}),
        ('langMatches(LANG(?n), "en-GB")', {"colour"}),
        ('langMatches(LANG(?n), "EN")', {"colour", "color"}),
        ('sameTerm(?n, "colour"@en-gb)', {"colour"}),
        ('?n = STRLANG("colour", "en-GB")', {"colour"}),
    ],
)
def test_case_does_not_matter(store: Store, condition: str, words: set[str]) -> None:
    found = answer(store, f"SELECT ?n {{ ?s ?p ?n FILTER({condition}) }}")
    assert isinstance(found, QuerySolutions)
    assert {row["n"].value for row in found} == words


@pytest.mark.parametrize(
    "text",
    [
        "ASK { ?s ?p ?o FILTER(STR(?o) = 'EN') }",
        "ASK { ?s ?p \"FILTER(LANG(?o) = 'EN')\" } # LANG(?o) = 'EN'",
        "ASK { ?s ?p '''LANG(?o) = \"EN\"''' }",
        "ASK { ?s ?p ?o FILTER(LANG(?o) = STR('EN')) }",
        "ASK { ?s ?p ?o FILTER(LANG(?o) = CONCAT('EN', ?x) || 'A' = ?o) }",
    ],
)
def test_nothing_else_is_changed(text: str) -> None:
    assert with_lower_tags(text) == text

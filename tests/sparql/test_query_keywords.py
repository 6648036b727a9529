"""No string, comment or name hides the words of a query, or the brackets, from what looks for them."""

import pytest
from pyoxigraph import Store

from azkz_graph.ask.answers import answer
from azkz_graph.problem import UsageError
from azkz_graph.sparql.nesting_depth import MOST, levels
from azkz_graph.sparql.query_keywords import elsewhere, keywords

HIDING = {
    "an escaped quote": ('"""a\\""" """', '#"""\n'),
    "an escaped apostrophe": ("'''a\\''' '''", "#'''\n"),
    "two quotes within": ('"""a""b"""', ""),
    "an escaped backslash": ('"a\\\\"', "#'\n"),
    "a string that is not closed": ('"""a"', ""),
    "a quote in a comment": ('"a" #"""\n', '#"""\n'),
    "a comment that ends early": ("1 #\r", ""),
}


@pytest.mark.parametrize("name", HIDING)
def test_what_asks_another_server_is_found_behind(name: str) -> None:
    before, behind = HIDING[name]
    text = f"ASK {{ VALUES ?x {{ {before} }} SERVICE <http://127.0.0.1:9/> {{}} {behind} }}"
    assert "SERVICE" in keywords(text)
    found = elsewhere(text)
    assert found is not None
    assert found[1] == "SERVICE"
    with pytest.raises(UsageError, match="SERVICE asks another server"):
        answer(Store(), text)


@pytest.mark.parametrize("name", HIDING)
def test_brackets_are_counted_behind(name: str) -> None:
    before, behind = HIDING[name]
    brackets = "(" * MOST + "1" + ")" * MOST
    assert max(levels(f"ASK {{ VALUES ?x {{ {before} }} FILTER({brackets}) {behind} }}")) > MOST


@pytest.mark.parametrize(
    "text",
    [
        'ASK { ?s ?p "SERVICE", \'SERVICE\', """SERVICE " ""SERVICE""", \'\'\'\'SERVICE\'\'\' }',
        'ASK { ?s ?p "\\"SERVICE", "", """\\"""SERVICE""" } # SERVICE',
        "ASK { ?s ?p ?o.service:x ?p <SERVICE>, ?service, @service }",
    ],
)
def test_what_only_looks_like_it_is_passed_over(text: str) -> None:
    assert "SERVICE" not in keywords(text)
    assert elsewhere(text) is None

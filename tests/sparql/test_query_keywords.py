"""No string, comment or name hides a question to another server, or brackets, from what looks for them."""

import contextlib
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad, Store

from azkz_graph.ask.answers import answer, refuse_connections
from azkz_graph.problem import UsageError
from azkz_graph.sparql.nesting_depth import MOST, levels
from azkz_graph.sparql.other_servers import elsewhere

BLANK = "\x85\xa0\u1680\u2003\u2028\u2029\u202f\u205f\u3000\ufeff"
"""Characters that look like space, or are taken for it, and that an IRI may have."""

HIDING = {
    "an escaped quote": ('"""a\\""" """', '#"""\n'),
    "an escaped apostrophe": ("'''a\\''' '''", "#'''\n"),
    "two quotes within": ('"""a""b"""', ""),
    "an escaped backslash": ('"a\\\\"', "#'\n"),
    "a string that is not closed": ('"""a"', ""),
    "a quote in a comment": ('"a" #"""\n', '#"""\n'),
    "a comment that ends early": ("1 #\r", ""),
    "an IRI with an escape": ("<x:\\u0041#>", ""),
    "an IRI with a long escape": ("<x:\\U00000041'>", "#'\n"),
    "a name with an escape": ("rdf:a\\#", ""),
    "a name with a quote": ("rdf:a\\'", "#'\n"),
    **{f"U+{ord(each):04X} in an IRI": (f"<x:{each}#>", "") for each in BLANK},
}


@pytest.mark.parametrize("name", HIDING)
def test_what_asks_another_server_is_found_behind(name: str) -> None:
    before, behind = HIDING[name]
    text = f"ASK {{ VALUES ?x {{ {before} }} SERVICE <http://127.0.0.1:9/> {{}} {behind} }}"
    found = elsewhere(text)
    assert found is not None
    assert found[1] == "SERVICE"
    with pytest.raises(UsageError, match="SERVICE asks another server"):
        answer(Store(), text)


SERVER = "http://127.0.0.1:9/"

ASKING = [
    "ASK { ?s ?p ?x .SERVICE:€ {} }",
    "ASK { ?s ?p ?x .SERVICE:\ufeff {} }",
    "ASK { ?s ?p ?x .SERVICE:a\u203f\xb7 {} }",
    "ASK { ?s ?p :.SERVICE<x:> {} }",
    "ASK { ?s ?p 1SERVICE:\\#%41 {} }",
    "ASK { ?s :p? 1SERVICE<x:> {} }",
    "ASK { ?s ?p ?o FILTER(?o<'>#') SERVICE <x:> {} }",
    "ASK { ?s ?p ?o FILTER(?o<'>' || ?o = 'b') SERVICE <x:> {} #'\n }",
    "ASK { ?s ?p ?o OPTIONAL { ?s <x:\xa0#> ?o } SERVICE <x:> {} }",
    "ASK { SERVICE # ' {\r#>\n<x:>#\n{} }",
    "ASK { SERVICEsilent:x {} }",
    "ASK { SERVICE SILENT silent:x {} }",
    "ASK { VALUES ?o { <x:o> } SERVICE?o{} }",
    "ASK { VALUES ?é { <x:o> } SERVICE $é {} }",
]
"""Queries that the engine reads, and asks another server for."""


@pytest.mark.parametrize("text", ASKING)
def test_what_asks_another_server_is_found_however_it_is_written(text: str) -> None:
    declared = f"PREFIX : <{SERVER}> PREFIX service: <{SERVER}> PREFIX silent: <{SERVER}> {text}"
    store = Store()
    store.add(Quad(NamedNode("x:s"), NamedNode(f"{SERVER}p"), Literal("a")))
    assert "SERVICE" in text.upper()
    # It is a query, so that nothing but the check keeps it from being asked.
    with contextlib.suppress(OSError, RuntimeError):
        store.query(declared)
    found = elsewhere(declared)
    assert found is not None
    assert found[1] == "SERVICE"
    with pytest.raises(UsageError, match="SERVICE asks another server"):
        answer(store, declared)


def test_a_connection_that_could_not_be_made_is_told_like_one_that_is_never_made() -> None:
    text = "ASK { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }"
    with pytest.raises(UsageError, match="SERVICE asks another server"), refuse_connections(text):
        Store().query(text)
    with pytest.raises(FileNotFoundError), refuse_connections("ASK {}"):
        Path("/nothing-is-here").read_bytes()


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
        "SELECT ?x_service ?service ?x { ?s x:service ?x { ?s ?p ?o } FILTER(?x = 'service') { } }",
        "PREFIX service: <x:service> SELECT ?s { GRAPH <x:service> { ?s ?p ?o } }",
    ],
)
def test_what_only_looks_like_it_is_passed_over(text: str) -> None:
    assert elsewhere(text) is None


def test_a_text_full_of_the_word_is_taken_for_what_it_may_hide() -> None:
    assert elsewhere("# " + "service" * 200) == (1, "SERVICE")
    assert elsewhere("# a service of the service, for all\n" * 200) is None

"""Digests of answers, which what engines may do otherwise leaves as they are, and nothing else does."""

import hashlib
import random

import pytest
from pyoxigraph import BlankNode, Literal, NamedNode, Store, Triple

from azkz_graph.ask.answers import answer
from azkz_graph.ask.result_digest import Row, digest_answer, digest_rows
from azkz_graph.vocabulary import XSD

A, B, P = (NamedNode(f"urn:{name}") for name in "abp")


def typed(text: str, datatype: str) -> Literal:
    return Literal(text, datatype=NamedNode(XSD + datatype))


def sha256(*rows: Row) -> str:
    return digest_rows(["x", "y"], rows).sha256


def test_the_digest_is_of_lines_that_anybody_can_write() -> None:
    rows: list[Row] = [
        [Literal("b\tc", language="EN-gb"), A],
        [typed("07", "integer"), None],
        [A, typed("1e2", "float")],
    ]
    lines = (
        "?x\t?y\n"
        '"7"^^<http://www.w3.org/2001/XMLSchema#decimal>\t\n'
        '"b\\tc"@en-gb\t<urn:a>\n'
        '<urn:a>\t"1.0E2"^^<http://www.w3.org/2001/XMLSchema#double>\n'
    )
    digest = digest_rows(["x", "y"], rows)
    assert (digest.rows, digest.sha256) == (3, hashlib.sha256(lines.encode()).hexdigest())


def test_the_order_of_rows_and_columns_does_not_count() -> None:
    assert sha256([A, B], [B, A]) == sha256([B, A], [A, B])
    assert digest_rows(["y", "x"], [[B, A]]) == digest_rows(["x", "y"], [[A, B]])


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (typed("01", "integer"), typed("1", "nonNegativeInteger")),
        (typed("1.50", "decimal"), typed("+1.5", "decimal")),
        (typed("1", "boolean"), typed("true", "boolean")),
        (typed("0.1", "double"), typed("1.0E-1", "float")),
        (typed("2016-01-01T00:00:00.500+00:00", "dateTime"), typed("2016-01-01T00:00:00.5Z", "dateTime")),
        (Literal("a", language="EN"), Literal("a", language="en")),
        (Literal("a"), typed("a", "string")),
        (BlankNode("one"), BlankNode("other")),
    ],
)
def test_what_engines_rewrite_is_the_same(one: Literal | BlankNode, other: Literal | BlankNode) -> None:
    assert sha256([A, one]) == sha256([A, other])


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ([[A, B]], [[B, A]]),
        ([[A, B]], [[A, B], [A, B]]),
        ([[A, None]], [[None, A]]),
        ([[A, None]], []),
        ([[A, Literal("1")]], [[A, typed("1", "integer")]]),
        ([[A, typed("1", "double")]], [[A, typed("1", "integer")]]),
        ([[A, Literal("a\tb")]], [[A, Literal("a\\tb")]]),
        ([[A, Literal("a", language="en")]], [[A, Literal("a", language="he")]]),
        ([[A, typed("2016", "gYear")]], [[A, typed("2016-01-01", "date")]]),
        ([[A, Literal("e\u0301")]], [[A, Literal("é")]]),
    ],
)
def test_what_differs_has_another_digest(one: list[Row], other: list[Row]) -> None:
    assert sha256(*one) != sha256(*other)
    assert digest_rows(["x"], []) != digest_rows(["y"], [])


def test_blank_nodes_are_known_by_how_they_are_linked() -> None:
    def links(names: str, *pairs: str) -> str:
        node = {name: BlankNode(f"{names}{name}") for name in "abcdef"}
        rows = [[node[pair[0]], node[pair[1]]] for pair in pairs]
        random.Random(names).shuffle(rows)
        return sha256(*rows)

    chain = ("ab", "bc", "cd")
    assert links("x", *chain) == links("y", *chain) == links("z", "fe", "ed", "dc")
    assert links("x", *chain) != links("x", "ab", "bc", "ca")
    assert links("x", *chain) != links("x", "ab", "bc", "bd")
    assert links("x", "ab", "cd") != links("x", "ab", "ab")
    assert links("x", "ab", "ab") != links("x", "ab", "ba")


def test_blank_nodes_in_triple_terms_are_found() -> None:
    def linked(first: str, second: str) -> str:
        return sha256([Triple(BlankNode(first), P, BlankNode(second)), A])

    assert linked("a", "a") == linked("b", "b") != linked("a", "b") == linked("c", "a")


def test_each_form_of_a_query_has_a_digest() -> None:
    store = Store()
    store.update("INSERT DATA { <urn:a> <urn:p> 1, 01, 2 }")
    terms = [(A, P, typed("1", "integer")), (A, P, typed("2", "integer"))]
    table = digest_rows(["subject", "predicate", "object"], terms)
    assert digest_answer(answer(store, "CONSTRUCT WHERE { ?s ?p ?o }")) == table
    rewritten = (
        Triple(A, P, typed("1", "integer")),
        Triple(A, P, typed("01", "int")),
        Triple(A, P, typed("2", "int")),
    )
    assert digest_answer(rewritten) == table
    yes = digest_rows(["answer"], [[typed("true", "boolean")]])
    assert digest_answer(answer(store, "ASK { ?s ?p ?o }")) == yes
    assert digest_answer(answer(store, "ASK { <urn:x> ?p ?o }")) != yes
    assert digest_answer(answer(store, "SELECT * { ?s ?p 3 }")).rows == 0

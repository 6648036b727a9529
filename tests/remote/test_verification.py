"""How answers of a store are compared with those that are given here."""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from faulty_server import Asked, Said, faulty_server, passed_on
from pyoxigraph import BaseDirection, Literal, NamedNode, Quad, Store, Triple
from stores_at_hand import azkz, change
from transcripts import SMALL
from triple_stores import TripleStore, oxigraph

from azkz_graph.dataset.project import Project, open_project
from azkz_graph.graph.value_equality import value
from azkz_graph.http.http_client import Client
from azkz_graph.remote.endpoint import Endpoint
from azkz_graph.remote.held_triples import TRIPLES, different_graphs
from azkz_graph.remote.spool import own_graph, spool_quads
from azkz_graph.remote.triple_counts import AT_ONCE
from azkz_graph.remote.verification import Difference, difference, differences, rows
from azkz_graph.store.memory_store import project_store, read_quads
from azkz_graph.store.rdf_file import RdfFile
from azkz_graph.vocabulary import XSD


@pytest.fixture(scope="module")
def store() -> Iterator[TripleStore]:
    with oxigraph() as running:
        yield running


def found(store: TripleStore, project: Project) -> list[Difference]:
    endpoint = Endpoint(store.query, Client())
    return list(differences(endpoint, project_store(project), project, lambda done: None))


@pytest.mark.process
@pytest.mark.store
def test_each_query_that_a_store_answers_otherwise_is_named(store: TripleStore, tmp_path: Path) -> None:
    project = open_project(SMALL)
    assert azkz("load", store.query).returncode == 0
    assert found(store, project) == []
    kazakhstan = "<https://w3id.org/azkz/id/kazakhstan>"
    change(store, f"DELETE WHERE {{ GRAPH ?g {{ {kazakhstan} a ?kind }} }}")
    ((name, how),) = ((each.query, each.how) for each in found(store, project) if each.query == "states")
    assert name == "states"
    assert how == "1 for 2 rows: 1 missing, such as id:kazakhstan | Kazakhstan"
    azkz("load", store.query)
    assert found(store, project) == []


@pytest.mark.process
@pytest.mark.store
def test_the_command_says_how_many_agree(store: TripleStore) -> None:
    done = azkz("load", store.query, "--verify")
    assert done.returncode == 0
    read_back, asked = done.stdout.splitlines()[-2:]
    assert re.fullmatch(r"(\d+) of \1 graphs hold the triples that were sent", read_back)
    assert asked == "5 of 5 saved queries have the same answer"
    state = "a <https://w3id.org/azkz/ontology#State> ; <http://www.w3.org/2000/01/rdf-schema#label> 'S'@en"
    change(store, f"INSERT DATA {{ GRAPH <urn:x> {{ <urn:s> {state} }} }}")
    done = azkz("load", store.query, "--verify")
    change(store, "DROP GRAPH <urn:x>")
    assert done.returncode == 1
    assert "states: 3 for 2 rows: 1 added, such as <urn:s> | S\n" in done.stdout
    assert "4 of 5 saved queries have the same answer\n" in done.stdout


@pytest.mark.process
@pytest.mark.store
@pytest.mark.parametrize("start", [b"INSERT DATA { GRAPH", b"<urn:s> <urn:p> "])
def test_triples_that_are_not_those_that_were_sent_are_found_though_the_counts_agree(
    store: TripleStore, tmp_path: Path, start: bytes
) -> None:
    change(store, "DROP ALL")
    path = tmp_path / "a.nq"
    path.write_text(
        '<urn:s> <urn:p> "a" <urn:g> .\n<urn:s> <urn:p> 1.50 <urn:g> .\n<urn:s> <urn:p> "b" <urn:h> .\n'.replace(
            "1.50", f'"1.50"^^<{XSD}decimal>'
        )
    )

    def behaviour(asked: Asked) -> Said | None:
        """Keep another triple than the one that is sent."""
        if not asked.body.startswith(start) or b'"a"' not in asked.body:
            return None
        return passed_on(replace(asked, body=asked.body.replace(b'"a"', b'"c"')), base)

    base = store.query.removesuffix("/query")
    with faulty_server(behaviour, base) as server:
        way = ("--update", f"{server.url}/update") if start.startswith(b"INSERT") else ()
        words = ("load", server.url, "--data", str(path), *way)
        assert azkz(*words).stdout == "3 triples in 2 graphs: loaded, the counts agree\n"
        done = azkz(*words, "--verify")
    assert done.returncode == 1
    assert done.stdout.splitlines()[1:3] == [
        '<urn:g>: 1 of 2 triples missing, such as <urn:s> <urn:p> "a"; 1 added, such as <urn:s> <urn:p> "c"',
        "1 of 2 graphs hold the triples that were sent",
    ]


@pytest.mark.process
@pytest.mark.store
def test_each_kind_of_graph_is_read_back(store: TripleStore, tmp_path: Path) -> None:
    change(store, "DROP ALL")
    kinds = {
        "plain.nt": '<urn:s> <urn:p> "a" .\n_:b <urn:p> _:c .\n<urn:s> <urn:p> <<( <urn:s> <urn:p> "a"@he--rtl )>> .\n',
        "small.nq": "".join(f"<urn:s> <urn:p> <urn:o> <urn:g{number}> .\n" for number in range(AT_ONCE + 1)),
        "large.nq": "".join(
            f"<urn:s> <urn:p> <urn:o{number}> <urn:large> .\n" for number in range(TRIPLES + 1)
        ),
    }
    words = list[str]()
    for name, lines in kinds.items():
        (tmp_path / name).write_text(lines)
        words += ["--data", str(tmp_path / name)]
    done = azkz("load", store.query, *words, "--verify")
    assert f"{AT_ONCE + 3:,} of {AT_ONCE + 3:,} graphs hold the triples that were sent" in done.stdout
    with spool_quads(
        read_quads(open_project(SMALL), [RdfFile(tmp_path / name) for name in kinds]), own_graph
    ) as spool:
        change(
            store,
            "DELETE DATA { <urn:s> <urn:p> 'a' GRAPH <urn:large> { <urn:s> <urn:p> <urn:o7> } } ;"
            "CLEAR GRAPH <urn:g8>",
        )
        assert list(different_graphs(Endpoint(store.query, Client()), spool, lambda done: None)) == [
            'the default graph: 1 of 3 triples missing, such as <urn:s> <urn:p> "a"',
            "<urn:g8>: 1 of 1 triples missing, such as <urn:s> <urn:p> <urn:o>",
            f"<urn:large>: 1 of {TRIPLES + 1:,} triples missing, such as <urn:s> <urn:p> <urn:o7>",
        ]


def test_a_graph_that_cannot_be_read_back_is_named() -> None:
    quads = [Quad(A, A, A, NamedNode(f"urn:g{number}")) for number in range(2)]
    with spool_quads(quads, own_graph) as spool:
        endpoint = Endpoint("http://127.0.0.1:1/", Client())
        found = list(different_graphs(endpoint, spool, lambda done: None))
    assert [line.partition(" cannot be reached")[0] for line in found] == [
        f"<urn:g{number}> is not compared: http://127.0.0.1:1/: 127.0.0.1:1" for number in range(2)
    ]


def test_a_query_that_is_not_answered_is_one_of_them() -> None:
    endpoint = Endpoint("http://127.0.0.1:1/", Client())
    (first, *rest) = differences(endpoint, Store(), open_project(SMALL), lambda done: None)
    assert str(first).startswith("claimed: http://127.0.0.1:1/: 127.0.0.1:1 cannot be reached")
    assert len(rest) == 4


@pytest.mark.parametrize(
    ("here", "there", "expected"),
    [
        ("SELECT * { VALUES ?x { 1 2 } }", "SELECT * { VALUES ?x { 1.0 2.00 } }", None),
        (
            "SELECT * { VALUES ?x { 1 2 } }",
            "SELECT * { VALUES ?x { 2 1 } }",
            "the same rows in another order, from row 1 on: 2",
        ),
        (
            "SELECT * { VALUES ?x { 1 1 } }",
            "SELECT * { VALUES ?x { 1 } }",
            "1 for 2 rows: 1 missing, such as 1",
        ),
        (
            "SELECT * { VALUES ?x { 1 } }",
            "SELECT * { VALUES ?x { '1' } }",
            "1 for 1 row: 1 missing, such as 1; 1 added, such as 1",
        ),
        (
            "SELECT * { VALUES ?x { UNDEF } }",
            "SELECT * { VALUES ?x { '' } }",
            "1 for 1 row: 1 missing, such as ; 1 added, such as ",
        ),
        ("SELECT ?x { VALUES ?x { 1 } }", "SELECT ?y { VALUES ?y { 1 } }", "its columns are y, not x"),
        ("SELECT ?x ?y {}", "SELECT ?y ?x {}", "its columns are in another order, y, x"),
        ("ASK {}", "ASK { FILTER(false) }", "1 for 1 row: 1 missing, such as yes; 1 added, such as no"),
        ("ASK {}", "ASK {}", None),
        ("CONSTRUCT { <urn:s> <urn:p> 1, 2 } {}", "CONSTRUCT { <urn:s> <urn:p> 2.0, 1 } {}", None),
        (
            "CONSTRUCT { <urn:s> <urn:p> 1 } {}",
            "CONSTRUCT { } {}",
            "0 for 1 row: 1 missing, such as <urn:s> | <urn:p> | 1",
        ),
    ],
)
def test_answers_are_compared_by_what_they_mean(here: str, there: str, expected: str | None) -> None:
    assert difference(rows(Store().query(here)), rows(Store().query(there))) == expected


A = NamedNode("urn:a")


def typed(text: str, name: str) -> Literal:
    return Literal(text, datatype=NamedNode(XSD + name))


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (typed("01", "integer"), typed("1", "nonNegativeInteger"), True),
        (typed("1.50", "decimal"), typed("1.5", "decimal"), True),
        (typed("1e0", "double"), typed("1.0", "double"), True),
        (typed("1", "double"), typed("1", "decimal"), False),
        (typed("x", "integer"), typed("x", "integer"), True),
        (typed("INF", "double"), typed("INF", "double"), True),
        (typed("NaN", "double"), typed("NaN", "double"), True),
        (typed("1", "boolean"), typed("true", "boolean"), True),
        (typed("1", "boolean"), typed("1", "integer"), False),
        (typed("2016-01-01T00:00:00.500+00:00", "dateTime"), typed("2016-01-01T00:00:00.5Z", "dateTime"), True),
        (typed("2016-01-01T00:00:00.0", "dateTime"), typed("2016-01-01T00:00:00", "dateTime"), True),
        (typed("2016", "gYear"), typed("2016", "integer"), False),
        (Literal("a", language="EN-gb"), Literal("a", language="en-GB"), True),
        (Literal("a", language="en"), Literal("a"), False),
        (Literal("a", language="he", direction=BaseDirection.RTL), Literal("a", language="he"), False),
        (Literal("a"), typed("a", "string"), True),
        (NamedNode("urn:a"), Literal("urn:a"), False),
        (Triple(A, A, typed("1", "integer")), Triple(A, A, typed("01", "integer")), True),
    ],
)  # fmt: skip
def test_what_terms_mean(one: Literal, other: Literal, same: bool) -> None:
    assert (value(one) == value(other)) is same

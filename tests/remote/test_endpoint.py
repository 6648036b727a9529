"""Questions to endpoints: saved queries with their parameters and formats, however long, and what is no answer."""

import re
from collections.abc import Iterator

import pytest
from faulty_server import Asked, Said, faulty_server
from pyoxigraph import NamedNode, QueryBoolean, QuerySolutions, Triple
from stores_at_hand import azkz
from transcripts import SMALL
from triple_stores import STORES, TripleStore, oxigraph

import azkz_graph
from azkz_graph.dataset.project import open_project
from azkz_graph.http.http_client import Client
from azkz_graph.problem import UsageError
from azkz_graph.remote.endpoint import Endpoint
from azkz_graph.vocabulary import ID

JSON = "application/sparql-results+json"
ONE_ROW = '{"head":{"vars":["x"]},"results":{"bindings":[{"x":{"type":"literal","value":"1"}}]}}'
NAMES = "http://www.w3.org/2005/sparql-results#"
XML = "application/sparql-results+xml"


@pytest.fixture(scope="module")
def store() -> Iterator[TripleStore]:
    """A store that holds the small project."""
    with oxigraph() as running:
        assert azkz("load", running.query).returncode == 0
        yield running


@pytest.fixture
def endpoint(store: TripleStore) -> Endpoint:
    return Endpoint(store.query, Client())


def said(body: str, kind: str = JSON, **headers: str) -> Said:
    return Said(200, body.encode(), kind, {name.replace("_", "-"): value for name, value in headers.items()})


@pytest.mark.process
@pytest.mark.store
@pytest.mark.parametrize("format", ["csv", "tsv", "json", "xml", "markdown", "table"])
@pytest.mark.parametrize(
    "words",
    [
        ("states",),
        ("states", "--state", "Қазақстан", "--language", "kk"),
        ("claimed",),
        ("-q", "SELECT ?x { ?x azkz:twinnedWith id:sumqayit }"),
    ],
)
def test_the_same_answers_in_the_same_formats(
    store: TripleStore, words: tuple[str, ...], format: str
) -> None:
    here = azkz("query", *words, "--format", format)
    there = azkz("query", *words, "--format", format, "--endpoint", store.query)
    assert here.returncode == there.returncode == 0, there.stderr
    assert (there.stdout, there.stderr) == (here.stdout, here.stderr)


@pytest.mark.process
@pytest.mark.store
@pytest.mark.parametrize("format", ["ttl", "nt"])
def test_the_same_graphs(store: TripleStore, format: str) -> None:
    here, there = (
        azkz("query", "twins", "--format", format, *where) for where in ((), ("--endpoint", store.query))
    )
    assert here.stdout == there.stdout != ""


@pytest.mark.store
def test_a_short_query_is_asked_by_get_and_a_long_one_by_post(store: TripleStore) -> None:
    with faulty_server(lambda asked: None, store.query.removesuffix("/query")) as server:
        asking = Endpoint(f"{server.url}/query", Client())
        for padding in (0, 5000):
            text = f"ASK {{}} #{'é' * padding}"
            found = asking.answer(text)
            assert isinstance(found, QueryBoolean)
            assert found
    assert [asked.method for asked in server.asked] == ["GET", "POST"]
    assert server.asked[1].headers["content-type"] == "application/x-www-form-urlencoded"
    assert server.asked[1].body.isascii()


@pytest.mark.store
def test_the_kinds_of_answers(endpoint: Endpoint) -> None:
    aktau = NamedNode(ID + "aktau")
    rows = endpoint.answer("SELECT ?s { VALUES ?s { id:aktau } }", supply_prefixes=True)
    assert isinstance(rows, QuerySolutions)
    assert [row["s"] for row in rows] == [aktau]
    assert endpoint.answer("CONSTRUCT { id:aktau id:aktau id:aktau } {}", supply_prefixes=True) == (
        Triple(aktau, aktau, aktau),
    )


@pytest.mark.store
@pytest.mark.parametrize("name", STORES)
def test_yes_and_no_of_each_store(name: str) -> None:
    with STORES[name]() as running:
        asking = Endpoint(running.query, Client())
        for text, expected in (("ASK { ?s ?p ?o }", True), ("ASK { <urn:no> <urn:no> <urn:no> }", False)):
            found = asking.answer(text)
            assert isinstance(found, QueryBoolean)
            assert bool(found) is (expected and (running.name == "Virtuoso"))


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (said('{"boolean": true}', JSON), True),
        (said(f'<sparql xmlns="{NAMES}"><head/><boolean>false</boolean></sparql>', XML), False),
        (said(ONE_ROW), True),
    ],
)  # fmt: skip
def test_yes_and_no_in_each_syntax(answer: Said, expected: bool) -> None:
    with faulty_server(lambda asked: answer) as server:
        found = Endpoint(server.url, Client()).answer("ASK {}")
    assert isinstance(found, QueryBoolean)
    assert bool(found) is expected


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (said('{"head":{"vars":["x"]},"results":{"bindings":[{}', JSON), "answers with something broken"),
        (said(ONE_ROW, X_SPARQL_MaxRows="1"), "cuts its answer off at row 1"),
        (said(ONE_ROW, X_SQL_State="S1TAT"), "when its time ran out"),
        (said("<urn:s> <urn:p> <urn:o> .", "text/turtle"), "answers with text/turtle"),
        (Said(400, b"line 1: what?"), "refuses the query: line 1: what?; correct it"),
        (Said(405), "accepts no queries (405); give the address of the store's query endpoint"),
        (Said(415, b"no forms"), "accepts no queries (415: no forms); give the address of the store's query endpoint"),
    ],
)  # fmt: skip
def test_what_is_no_answer(answer: Said, expected: str) -> None:
    with faulty_server(lambda asked: answer) as server, pytest.raises(UsageError, match=re.escape(expected)):
        Endpoint(server.url, Client()).answer("SELECT ?x {}")


@pytest.mark.parametrize(
    ("answer", "sentence"),
    [
        (said("<h1>Welcome</h1>", "text/html"), "answers with a page of HTML, which no triple store does"),
        (said("<urn:s> <urn:p> <urn:o> .", "text/turtle"), "answers with text/turtle"),
        (Said(400, b"<h1>Bad</h1>", "text/html"), "does not understand the request (400)"),
        (Said(401), "asks who you are (401)"),
        (Said(404), "is not there (404)"),
        (Said(405), "accepts no queries (405)"),
        (Said(501, b"no POST"), "accepts no queries (501: no POST)"),
    ],
)  # fmt: skip
def test_a_wrong_address_is_said_of_the_address_not_of_the_query(answer: Said, sentence: str) -> None:
    with faulty_server(lambda asked: answer) as server, pytest.raises(UsageError) as caught:
        Endpoint(server.url, Client()).answer("SELECT ?x {}", source="queries/states.rq")
    assert str(caught.value).startswith(f"{server.url} {sentence}")


@pytest.mark.parametrize("status", [400, 500])
def test_a_fault_that_may_be_the_querys_names_it(status: int) -> None:
    with faulty_server(lambda asked: Said(status, b"line 1")) as server, pytest.raises(UsageError) as caught:
        Endpoint(server.url, Client()).answer("SELECT ?x {}", source="queries/states.rq")
    assert str(caught.value).startswith(f"queries/states.rq: {server.url} ")


def test_a_graph_that_is_broken_off() -> None:
    with faulty_server(lambda asked: said("<urn:s> <urn:p> ", "text/turtle")) as server:
        asking = Endpoint(server.url, Client())
        with pytest.raises(UsageError, match="answers with something broken"):
            asking.answer("DESCRIBE <urn:s>")


def test_rows_and_graphs_are_asked_for_by_themselves() -> None:
    def behaviour(asked: Asked) -> Said:
        return (
            said("", "application/n-triples")
            if "json" not in asked.headers["accept"]
            else said('{"boolean":true}')
        )

    with faulty_server(behaviour) as server:
        asking = Endpoint(f"{server.url}/?db=a", Client())
        assert asking.answer("CONSTRUCT {} {}") == ()
        assert isinstance(asking.answer("ASK {}"), QueryBoolean)
    assert all(asked.query["db"] == ["a"] and "q=0.9" in asked.headers["accept"] for asked in server.asked)


@pytest.mark.store
def test_a_notebook_asks_an_endpoint(store: TripleStore) -> None:
    graph = azkz_graph.connect(store.query, project=open_project(SMALL))
    here = azkz_graph.load(SMALL)
    for query, given in (
        ("states", {"state": "kazakhstan", "language": "kk"}),
        ("figures", {"at_least": 85000}),
    ):
        assert str(graph.query(query, **given)) == str(here.query(query, **given))
    assert graph.query("claimed") is True
    assert set(graph.query("twins")) == set(here.query("twins"))
    for method in (graph.show, graph.why, graph.cite):
        with pytest.raises(UsageError, match="reads the data themselves"):
            method("aktau")

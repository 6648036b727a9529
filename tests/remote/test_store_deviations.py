"""Where the tested stores deviate from the standard: the smallest query that shows each, which docs/stores.md names."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import pytest
import urllib3
from patience import PATIENCE
from pyoxigraph import QuerySolutions, RdfFormat, parse
from triple_stores import STORES, TripleStore, virtuoso
from urllib3.exceptions import ReadTimeoutError

from azkz_graph.http.http_client import Client
from azkz_graph.remote.endpoint import Endpoint

pytestmark = pytest.mark.store

PAGE = Path(__file__).parents[2] / "docs" / "stores.md"
HTTP = urllib3.PoolManager(retries=False, timeout=urllib3.Timeout(PATIENCE))
JSON = {"Accept": "application/sparql-results+json"}
ALL = "SELECT ?o { <urn:s> <urn:p> ?o }"
XSD = "PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>"

Start = Callable[[str], TripleStore]


@dataclass(frozen=True)
class Deviation:
    """What a query of one variable should find and does; by default the objects of one subject, which are inserted.

    What it does may be one of several things, with " or " between them.
    """

    store: str
    standard: str
    there: str
    query: str = ALL


DEVIATIONS = (
    Deviation("oxigraph", "01", "1"),
    Deviation("oxigraph", '"5"^^xsd:nonNegativeInteger', "5"),
    Deviation("virtuoso", "01", "1"),
    Deviation("virtuoso", "true", '"1"^^xsd:boolean'),
    Deviation("virtuoso", "true", "1", "SELECT (true AS ?o) {}"),
    Deviation(
        "virtuoso",
        '"2020"^^xsd:gYear, "2020-01"^^xsd:gYearMonth',
        '"2020"^^xsd:gYear or "2020-01"^^xsd:gYearMonth',
    ),
    Deviation("virtuoso", "1, 1.0", '1 or "1"^^xsd:decimal'),
    Deviation("virtuoso", '"-0044"^^xsd:gYear', '"-044"^^xsd:gYear'),
    Deviation("rdflib-endpoint", "01", "1"),
)


@pytest.fixture(scope="module")
def start() -> Iterator[Start]:
    """Starts a store when a test first asks for it."""
    running: dict[str, TripleStore] = {}
    with ExitStack() as stack:

        def running_store(name: str) -> TripleStore:
            if name not in running:
                running[name] = stack.enter_context(STORES[name]())
            return running[name]

        yield running_store


@pytest.mark.parametrize("deviation", DEVIATIONS, ids=lambda each: f"{each.store}: {each.standard}")
def test_literals_that_are_rewritten(deviation: Deviation, start: Start) -> None:
    store = start(deviation.store)
    assert updated(store, "DROP SILENT GRAPH <urn:g>") < 300
    if deviation.query == ALL:
        triples = f"<urn:s> <urn:p> {deviation.standard}"
        assert updated(store, f"{XSD} INSERT DATA {{ GRAPH <urn:g> {{ {triples} }} }}") < 300
    there = deviation.there.split(" or ")
    assert objects(store, deviation.query) in [terms(each) for each in there]
    assert terms(deviation.standard) not in [terms(each) for each in there]
    assert f"`{deviation.standard}` | `{'` or `'.join(there)}`" in page(store)


def test_oxigraph_and_virtuoso_show_a_triple_once_for_each_graph(start: Start) -> None:
    for name in ("oxigraph", "virtuoso"):
        store = start(name)
        updated(store, "DROP SILENT GRAPH <urn:g>")
        for graph in ("urn:g", "urn:h"):
            assert updated(store, f"INSERT DATA {{ GRAPH <{graph}> {{ <urn:s> <urn:twice> 1 }} }}") < 300
        assert objects(store, "SELECT ?o { <urn:s> <urn:twice> ?o }") == terms("1") * 2
        assert "once for each graph" in page(store)


def test_virtuoso_has_triples_of_its_own(start: Start) -> None:
    store = start("virtuoso")
    query = "ASK { ?s a <http://www.openlinksw.com/schemas/virtrdf#QuadMap> }"
    assert Endpoint(store.query, Client({}, 60)).answer(query)
    assert query in page(store)


def test_virtuoso_has_no_default_graph_to_write_to(start: Start) -> None:
    store = start("virtuoso")
    assert HTTP.request("PUT", f"{store.graph_store}?default", body=b"").status == 500
    assert updated(store, "INSERT DATA { <urn:s> <urn:p> 1 }") == 400
    assert "INSERT DATA { <urn:s> <urn:p> 1 }" in page(store)


def test_virtuoso_answers_ask_by_a_row(start: Start) -> None:
    store = start("virtuoso")
    answer = HTTP.request("GET", store.query, fields={"query": "ASK {}"}, headers=JSON).json()
    assert "boolean" not in answer
    assert answer["head"]["vars"] == ["__ASK_RETVAL"]
    assert "ASK {}" in page(store)


def test_virtuoso_fails_where_one_expression_does(start: Start) -> None:
    store = start("virtuoso")
    query = "SELECT (1/0 AS ?o) {}"
    assert HTTP.request("GET", store.query, fields={"query": query}, headers=JSON).status == 500
    assert query in page(store)


def test_virtuoso_never_answers_a_query_that_is_the_body() -> None:
    # It calculates for ever, so nobody else may be waiting for it.
    with virtuoso() as store:
        headers = {"Content-Type": "application/sparql-query"}
        with pytest.raises(ReadTimeoutError):
            HTTP.request("POST", store.query, body=b"ASK {}", headers=headers, timeout=urllib3.Timeout(3))
        assert "application/sparql-query" in page(store)


def test_rdflib_endpoint_decodes_a_form_twice(start: Start) -> None:
    store = start("rdflib-endpoint")
    query = 'SELECT ("%41" AS ?o) {}'
    answer = HTTP.request("POST", store.query, fields={"query": query}, encode_multipart=False, headers=JSON)
    assert [row["o"]["value"] for row in answer.json()["results"]["bindings"]] == ["A"]
    assert query in page(store)


def test_rdflib_endpoint_has_no_default_graph_to_write_to(start: Start) -> None:
    store = start("rdflib-endpoint")
    assert updated(store, "INSERT DATA { <urn:s> <urn:p> 1 }") == 400
    assert updated(store, "INSERT DATA { GRAPH <urn:m> { <urn:s> <urn:moved> 1 } }") == 204
    assert updated(store, "MOVE GRAPH <urn:m> TO DEFAULT") == 204
    assert objects(store, "SELECT ?o { <urn:s> <urn:moved> ?o }") == []
    assert "INSERT DATA { <urn:s> <urn:p> 1 }" in page(store)
    assert "MOVE GRAPH <urn:m> TO DEFAULT" in page(store)


@pytest.mark.parametrize("name", STORES)
def test_whether_a_request_that_fails_midway_is_undone(name: str, start: Start) -> None:
    store = start(name)
    for graph in ("urn:a", "urn:b"):
        updated(store, f"DROP SILENT GRAPH <{graph}>")
    assert updated(store, "INSERT DATA { GRAPH <urn:a> { <urn:s> <urn:midway> 1 } }") < 300
    request = "MOVE GRAPH <urn:a> TO GRAPH <urn:b> ; CREATE GRAPH <urn:b>"
    assert updated(store, request) >= 400
    moved = objects(store, "SELECT ?o { GRAPH <urn:b> { <urn:s> <urn:midway> ?o } }") == terms("1")
    assert moved is (store.name != "Oxigraph")
    assert moved is (f"`{request}`" in page(store))


def updated(store: TripleStore, text: str) -> int:
    """The status of the answer to an update."""
    assert store.update is not None
    headers = {"Content-Type": "application/sparql-update"}
    return HTTP.request("POST", store.update, body=text.encode(), headers=headers).status


def objects(store: TripleStore, query: str) -> list[str]:
    """What a query of one variable finds."""
    found = Endpoint(store.query, Client({}, 60)).answer(query)
    assert isinstance(found, QuerySolutions)
    return sorted(str(row[0]) for row in found)


def terms(written: str) -> list[str]:
    """Objects that are written as in Turtle."""
    turtle = f"{XSD} <urn:s> <urn:p> {written} ."
    return sorted(str(quad.object) for quad in parse(turtle, format=RdfFormat.TURTLE))


def page(store: TripleStore) -> str:
    """What the page says of the store."""
    _, _, section = PAGE.read_text(encoding="utf-8").partition(f"\n## {store.name}\n")
    return section.partition("\n## ")[0]

"""What a URL is found to be, by asking real stores and servers that stand for stores that cannot be started here."""

from collections.abc import Mapping

import pytest
from faulty_server import Asked, Behaviour, Said, faulty_server
from triple_stores import STORES

from azkz_graph.http.http_client import Client
from azkz_graph.problem import UsageError
from azkz_graph.remote.store_detection import Target, detect

Parts = Mapping[str, tuple[str, ...]]
"""What a store has at each of its paths."""

ROWS = Said(200, b'{"head":{"vars":["s"]},"results":{"bindings":[]}}', "application/sparql-results+json")
TRIPLE = Said(200, b"<urn:s> <urn:p> <urn:o> .\n", "application/n-triples")
ENDPOINT = "http://www.w3.org/ns/sparql-service-description#endpoint"
EMPTY = Said(200, b"", "text/turtle")


def answers(parts: Parts) -> Behaviour:
    """A store with these parts: queries, updates, graphs of which one that it has not is missing or empty."""

    def behaviour(asked: Asked) -> Said:
        kinds = parts.get(asked.path, ())
        if asked.method == "POST":
            return Said(204) if "update" in kinds else Said(405 if kinds else 404)
        if "query" in asked.query:
            return ROWS if "query" in kinds else Said(400 if kinds else 404)
        if "graph" in asked.query and "missing" in kinds:
            return Said(404, b"no such graph")
        if "graph" in asked.query and "empty" in kinds:
            return EMPTY
        if "all" in kinds:
            return TRIPLE
        return Said(400 if kinds else 404)

    return behaviour


FUSEKI = {
    "/ds/sparql": ("query",),
    "/ds/query": ("query",),
    "/ds/update": ("update",),
    "/ds/data": ("missing", "all"),
}
RDF4J = {
    "/repositories/a": ("query",),
    "/repositories/a/statements": ("update", "all"),
    "/repositories/a/rdf-graphs/service": ("empty",),
}
QLEVER = {"/": ("query", "update", "empty")}
NEPTUNE = {"/sparql": ("query", "update"), "/sparql/gsp/": ("missing",)}
BLAZEGRAPH = {"/kb/sparql": ("query", "update")}


@pytest.mark.parametrize(
    ("parts", "path", "expected"),
    [
        *((FUSEKI, path, ("/ds/query", "/ds/data", None)) for path in ("/ds", "/ds/", "/ds/update", "/ds/data")),
        (FUSEKI, "/ds/sparql", ("/ds/sparql", "/ds/data", None)),
        *(
            (RDF4J, f"/repositories/a{path}", ("/repositories/a", "/repositories/a/rdf-graphs/service", None))
            for path in ("", "/statements", "/rdf-graphs/service")
        ),
        (QLEVER, "/", ("/", "/", None)),
        (NEPTUNE, "/sparql", ("/sparql", "/sparql/gsp/", None)),
        (BLAZEGRAPH, "/kb/sparql", ("/kb/sparql", None, "/kb/sparql")),
    ],
)  # fmt: skip
def test_stores_by_their_layout(
    parts: Parts, path: str, expected: tuple[str, str | None, str | None]
) -> None:
    with faulty_server(answers(parts)) as server:
        found = detect(Client(), server.url + path)
        assert found == Target(*(server.url + each if each else None for each in expected))  # type: ignore[arg-type]
    assert all(asked.body in (b"", b"INSERT DATA {}") for asked in server.asked)
    assert {asked.method for asked in server.asked} <= {"GET", "POST"}


def test_what_would_replace_all_statements_is_never_taken_for_a_graph() -> None:
    with faulty_server(answers({"/r": ("query",), "/r/statements": ("update", "empty")})) as server:
        assert detect(Client(), f"{server.url}/r/statements") == Target(
            f"{server.url}/r", None, f"{server.url}/r/statements"
        )


def test_endpoints_that_a_description_names_on_the_same_host() -> None:
    def behaviour(asked: Asked) -> Said | None:
        if asked.path == "/about" and asked.method == "GET":
            ends = f"[] <{ENDPOINT}> <{server.url}/ask>, <http://a.invalid/> ."
            return Said(200, ends.encode(), "text/turtle")
        if asked.path == "/about":
            return Said(405)
        return answers({"/ask": ("query", "update")})(asked)

    with faulty_server(behaviour) as server:
        assert detect(Client(), f"{server.url}/about") == Target(
            f"{server.url}/ask", None, f"{server.url}/ask"
        )


def test_what_is_given_is_not_looked_for() -> None:
    with faulty_server(answers({"/q": ("query",), "/u": ("update",)})) as server:
        found = detect(Client(), f"{server.url}/q", f"{server.url}/u", f"{server.url}/other")
        assert found == Target(f"{server.url}/other", None, f"{server.url}/u")
        assert [asked.path for asked in server.asked] == ["/q"]


@pytest.mark.store
@pytest.mark.parametrize("name", STORES)
def test_real_stores(name: str) -> None:
    with STORES[name]() as store:
        found = detect(Client(), store.query)
        assert found == Target(store.query, store.graph_store, None if store.graph_store else store.update)
        assert str(found).startswith("loads by ")


def test_a_server_that_takes_everything_is_no_store() -> None:
    with (
        faulty_server(lambda asked: Said(200, b"fine")) as server,
        pytest.raises(UsageError, match="text/plain"),
    ):
        detect(Client(), server.url)

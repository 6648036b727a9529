"""The tests of the SPARQL 1.1 protocol by the W3C, each by its name there, of an endpoint that is read only.

Source: https://www.w3.org/2009/sparql/docs/tests/data-sparql11/protocol/. The suite tells an endpoint at /sparql/ from
the graphs that the tests name; here it is /sparql, and three graphs that each say what they are are in its data.
Tests that update apply as refusals: whatever they ask for is answered with 403, and the data stay as they are.
"""

from collections.abc import Iterator
from typing import Final

import pytest
from protocol_requests import FORM, QUERY, UPDATE, Pairs, get, post, post_form, truth
from serving import Served, served

pytestmark = pytest.mark.process

GRAPHS: Final = [f"http://kasei.us/2009/09/sparql/data/data{number}.rdf" for number in range(4)]
TYPED: Final = "a <http://xmlns.com/foaf/0.1/Document>"
BOTH: Final = f"<{GRAPHS[1]}> a ?type . <{GRAPHS[2]}> a ?type ."
BOTH_NAMED: Final = f"GRAPH ?g1 {{ <{GRAPHS[1]}> a ?type }} GRAPH ?g2 {{ <{GRAPHS[2]}> a ?type }}"
BOTH_DEFAULT: Final = [("default-graph-uri", GRAPHS[1]), ("default-graph-uri", GRAPHS[2])]
BOTH_AS_NAMED: Final = [("named-graph-uri", GRAPHS[1]), ("named-graph-uri", GRAPHS[2])]
EMPTY: Final = [("default-graph-uri", GRAPHS[0])]


@pytest.fixture(scope="module")
def endpoint(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A server of the graphs that the suite names."""
    data = tmp_path_factory.mktemp("protocol") / "graphs.trig"
    lines = (f"GRAPH <{graph}> {{ <{graph}> {TYPED} . }}" for graph in GRAPHS[1:])
    data.write_text("\n".join(lines), encoding="utf-8")
    with served("--quiet", "--data", str(data)) as running:
        yield running


def test_query_get(endpoint: Served) -> None:
    assert truth(get(endpoint, [("query", "ASK {}"), *EMPTY]))


def test_query_post_form(endpoint: Served) -> None:
    assert truth(post_form(endpoint, [("query", "ASK {}")], EMPTY))


def test_query_post_direct(endpoint: Served) -> None:
    assert truth(post(endpoint, b"ASK {}", QUERY))


def test_query_dataset_default_graphs_get(endpoint: Served) -> None:
    assert truth(get(endpoint, [("query", f"ASK {{ {BOTH} }}"), *BOTH_DEFAULT]))


def test_query_dataset_default_graphs_post(endpoint: Served) -> None:
    assert truth(post(endpoint, f"ASK {{ {BOTH} }}".encode(), QUERY, BOTH_DEFAULT))


def test_query_dataset_named_graphs_get(endpoint: Served) -> None:
    assert truth(get(endpoint, [("query", f"ASK {{ {BOTH_NAMED} }}"), *BOTH_AS_NAMED]))


def test_query_dataset_named_graphs_post(endpoint: Served) -> None:
    assert truth(post(endpoint, f"ASK {{ {BOTH_NAMED} }}".encode(), QUERY, BOTH_AS_NAMED))


def test_query_dataset_full(endpoint: Served) -> None:
    text = f"ASK {{ <{GRAPHS[3]}> a ?type {BOTH_NAMED} }}"
    dataset = [("default-graph-uri", GRAPHS[3]), *BOTH_AS_NAMED]
    assert truth(post(endpoint, text.encode(), QUERY, dataset))


def test_query_multiple_dataset(endpoint: Served) -> None:
    """The suite escapes the sign between the two names, so that they are one; meant are two, as here."""
    text = f"ASK FROM <{GRAPHS[3]}> {{ {BOTH_NAMED} }}"
    assert truth(post(endpoint, text.encode(), QUERY, BOTH_AS_NAMED))


@pytest.mark.parametrize(
    ("name", "text", "media_type"),
    [
        ("select", "SELECT (1 AS ?value) {}", "application/sparql-results+json"),
        ("ask", "ASK {}", "application/sparql-results+json"),
        ("describe", "DESCRIBE <http://example.org/>", "text/turtle"),
        ("construct", "CONSTRUCT { <s> <p> 1 } WHERE {}", "text/turtle"),
    ],
)
def test_query_content_type(name: str, text: str, media_type: str, endpoint: Served) -> None:
    if name == "construct":
        # A relative IRI needs a base, and the endpoint has none of its own: section 2.1 lets it choose.
        text = f"BASE <http://example.org/> {text}"
    answer = post(endpoint, text.encode(), QUERY, EMPTY)
    assert (answer.status, answer.headers["Content-Type"].partition(";")[0]) == (200, media_type)


def test_bad_query_method(endpoint: Served) -> None:
    answer = endpoint.get("sparql?query=ASK%20%7B%7D", "PUT", content_type=FORM)
    assert (answer.status, answer.headers["Allow"]) == (405, "GET, HEAD, POST, OPTIONS")


def test_bad_multiple_queries(endpoint: Served) -> None:
    assert get(endpoint, [("query", "ASK {}"), ("query", "SELECT * {}")]).status == 400
    assert post_form(endpoint, [("query", "ASK {}")], [("query", "ASK {}")]).status == 400
    assert post(endpoint, b"ASK {}", QUERY, [("query", "ASK {}")]).status == 400


def test_bad_query_wrong_media_type(endpoint: Served) -> None:
    assert post(endpoint, b"ASK {}", "text/plain").status == 415


@pytest.mark.parametrize("body", [b"query=ASK%20%7B%7D", b"ASK {}", b"update=CLEAR%20NAMED"])
def test_bad_query_missing_type(body: bytes, endpoint: Served) -> None:
    """`bad_query_missing_form_type`, `bad_query_missing_direct_type` and `bad_update_missing_form_type`."""
    assert endpoint.get("sparql", "POST", body).status == 415


def test_bad_query_non_utf8(endpoint: Served) -> None:
    body = "ASK {}".encode("utf-16")
    assert post(endpoint, body, f"{QUERY}; charset=UTF-16").status == 415
    assert post(endpoint, body, QUERY).status == 400
    assert truth(post(endpoint, b"ASK {}", f'{QUERY}; charset="UTF-8"'))


def test_bad_query_syntax(endpoint: Served) -> None:
    answer = get(endpoint, [("query", "ASK {")])
    assert answer.status == 400
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert answer.json()["line"] == 1


USING: Final = [("using-graph-uri", GRAPHS[1])]
REFUSED: Final[dict[str, tuple[str, Pairs]]] = {
    "update_dataset_default_graph": ("INSERT { ?s a <http://e/T> } WHERE { ?s a ?t }", USING),
    "update_dataset_default_graphs": ("CLEAR ALL", [*USING, ("using-graph-uri", GRAPHS[2])]),
    "update_dataset_named_graphs": ("CLEAR ALL", [("using-named-graph-uri", GRAPHS[1])]),
    "update_dataset_full": ("CLEAR ALL", [*USING, ("using-named-graph-uri", GRAPHS[2])]),
    "update_post_direct": ("CLEAR ALL", []),
    "update_base_uri": ("INSERT DATA { GRAPH <http://e/g> { <http://e/s> <http://e/p> <test> } }", []),
    "bad_update_dataset_conflict": (
        "WITH <http://e/g> DELETE { ?s ?p 1 } WHERE { ?s ?p 1 }",
        [("using-named-graph-uri", "http://e/people")],
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_updates_are_refused(name: str, endpoint: Served) -> None:
    text, address = REFUSED[name]
    assert post(endpoint, text.encode(), UPDATE, address).status == 403
    assert post_form(endpoint, [("update", text), *address]).status == 403


@pytest.mark.parametrize("text", ["CLEAR ALL", "CLEAR XYZ"])
def test_update_post_form(text: str, endpoint: Served) -> None:
    """`update_post_form` and `bad_update_syntax`."""
    assert post_form(endpoint, [("update", text)]).status == 403


def test_bad_update_get(endpoint: Served) -> None:
    assert get(endpoint, [("update", "CLEAR ALL")]).status == 403


def test_bad_multiple_updates(endpoint: Served) -> None:
    assert post_form(endpoint, [("update", "CLEAR NAMED"), ("update", "CLEAR DEFAULT")]).status == 403


def test_bad_update_wrong_media_type(endpoint: Served) -> None:
    assert post(endpoint, b"CLEAR NAMED", "text/plain").status == 415


def test_bad_update_non_utf8(endpoint: Served) -> None:
    body = "CLEAR NAMED".encode("utf-16")
    assert post(endpoint, body, f"{UPDATE}; charset=UTF-16").status in (403, 415)


@pytest.mark.parametrize(
    "text", ["CLEAR ALL", "LOAD <http://e/>", "INSERT DATA { <http://e/s> <http://e/p> 1 }", "DROP ALL"]
)
def test_an_update_as_a_query_is_none(text: str, endpoint: Served) -> None:
    answer = post(endpoint, text.encode(), QUERY)
    assert answer.status == 400
    assert "update" in answer.json()["detail"]


def test_nothing_was_changed(endpoint: Served) -> None:
    assert truth(get(endpoint, [("query", f"ASK {{ {BOTH_NAMED} }}")]))
    rows = get(endpoint, [("query", "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }")], accept="text/csv")
    assert rows.data == b"n\r\n3\r\n"

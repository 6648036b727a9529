"""The endpoint, requirement by requirement. Source: https://www.w3.org/TR/sparql11-protocol/, section 2.1."""

import csv
import io
import json
from typing import Final
from xml.etree import ElementTree

import pytest
from protocol_requests import QUERY, Pairs, get, post, post_form, truth
from pyoxigraph import RdfFormat, parse
from serving import Served

from azkz_graph.ask.result_media_types import ALIASES, GRAPHS, ROWS
from azkz_graph.server.answering.service_description import FORMATS, SD, SYNTAXES

pytestmark = pytest.mark.process

SELECT: Final = 'SELECT ?a ?b { VALUES (?a ?b) { ("x,y" 1) ("é\\n" UNDEF) } }'
CONSTRUCT: Final = "CONSTRUCT { id:baku a ?type } { id:baku a ?type }"
ARTICLE: Final = "https://w3id.org/azkz/id/azerbaijan-kazakhstan-article/lead"
SVG: Final = "image/svg+xml"


def rows(content: bytes, media_type: str) -> int:
    """How many rows a parser of the syntax finds."""
    if media_type.endswith("json"):
        return len(json.loads(content)["results"]["bindings"])
    if media_type.endswith("xml"):
        return len(ElementTree.fromstring(content).findall(".//{*}result"))
    separator = "," if media_type == "text/csv" else "\t"
    return len(list(csv.reader(io.StringIO(content.decode(), newline=""), delimiter=separator))) - 1


@pytest.mark.parametrize("media_type", ROWS)
@pytest.mark.parametrize("way", ["get", "form", "direct"])
def test_rows_in_every_syntax(media_type: str, way: str, server: Served) -> None:
    answer = {
        "get": lambda: get(server, [("query", SELECT)], accept=media_type),
        "form": lambda: post_form(server, [("query", SELECT)], accept=media_type),
        "direct": lambda: post(server, SELECT.encode(), QUERY, accept=media_type),
    }[way]()
    assert (answer.status, answer.headers["Content-Type"].partition(";")[0]) == (200, media_type)
    assert "Accept" in answer.headers["Vary"]
    assert rows(answer.data, media_type) == 2


@pytest.mark.parametrize("media_type", ROWS)
def test_truth_in_every_syntax(media_type: str, server: Served) -> None:
    answer = get(server, [("query", "ASK {}")], accept=media_type)
    assert answer.headers["Content-Type"].partition(";")[0] == media_type
    assert b"true" in answer.data


@pytest.mark.parametrize("media_type", GRAPHS)
@pytest.mark.parametrize("text", [CONSTRUCT, "DESCRIBE id:baku"])
def test_graphs_in_every_syntax(media_type: str, text: str, server: Served) -> None:
    answer = get(server, [("query", text)], accept=media_type)
    assert (answer.status, answer.headers["Content-Type"].partition(";")[0]) == (200, media_type)
    assert list(parse(answer.data, format=RdfFormat.from_media_type(media_type)))


@pytest.mark.parametrize("alias", ALIASES)
def test_other_names_of_syntaxes(alias: str, server: Served) -> None:
    meant = ALIASES[alias]
    text = SELECT if meant in ROWS else CONSTRUCT
    assert get(server, [("query", text)], accept=alias).headers["Content-Type"].startswith(meant)


@pytest.mark.parametrize(
    ("text", "accept"), [(SELECT, GRAPHS[0]), (CONSTRUCT, ROWS[0]), (SELECT, SVG), ("ASK {}", SVG)]
)
def test_what_is_not_there_is_told(text: str, accept: str, server: Served) -> None:
    answer = get(server, [("query", text)], accept=accept)
    assert answer.status == 406
    assert set(answer.json()["available"]) & {*ROWS, *GRAPHS}
    assert "Accept" in answer.headers["Vary"]


LEAD: Final = f"{{ <{ARTICLE}> ?p ?o }}"
NAMED: Final = f"GRAPH ?g {LEAD}"
OTHER: Final = "https://w3id.org/azkz/graph/ontology"


@pytest.mark.parametrize("by_form", [False, True])
@pytest.mark.parametrize(
    ("pattern", "dataset", "expected"),
    [
        ("GRAPH ?g { ?s ?p ?o }", [("default-graph-uri", ARTICLE)], False),
        ("?s ?p ?o", [("default-graph-uri", ARTICLE)], True),
        ("?s ?p ?o", [("named-graph-uri", ARTICLE)], False),
        ("GRAPH ?g { ?s ?p ?o }", [("named-graph-uri", ARTICLE)], True),
        (f"GRAPH <{OTHER}> {{ ?s ?p ?o }}", [("named-graph-uri", ARTICLE)], False),
        ("?s ?p ?o", [("default-graph-uri", "http://example.org/none")], False),
    ],
)
def test_the_dataset_of_the_request_alone_is_asked(
    pattern: str, dataset: Pairs, expected: bool, by_form: bool, server: Served
) -> None:
    pairs = [("query", f"ASK {{ {pattern} }}"), *dataset]
    assert truth((post_form if by_form else get)(server, pairs)) is expected


@pytest.mark.parametrize("by_form", [False, True])
@pytest.mark.parametrize("parameter", ["default-graph-uri", "named-graph-uri"])
def test_an_empty_field_names_no_graph(parameter: str, by_form: bool, server: Served) -> None:
    text = "ASK { ?s ?p ?o . GRAPH ?g { ?a ?b ?c } }"
    ask = post_form if by_form else get
    assert truth(ask(server, [("query", text), (parameter, "")]))
    assert truth(
        ask(
            server, [("query", "ASK { ?s ?p ?o }"), ("default-graph-uri", ""), ("default-graph-uri", ARTICLE)]
        )
    )


def test_a_slash_at_the_end_of_the_address_is_ignored(server: Served) -> None:
    assert server.get("sparql/?query=ASK%7B%7D").json()["boolean"]
    assert server.get("sparql/", "POST", b"ASK {}", content_type=QUERY).json()["boolean"]
    assert server.get("sparql/", "POST", b"ASK {}" + b" " * 10_000, content_type=QUERY).json()["boolean"]
    assert server.get("sparql/", accept="text/turtle").data == server.get("sparql", accept="text/turtle").data
    assert {server.get(path).status for path in ("health/", "metrics/", "openapi.json/", "reconcile/")} == {
        200
    }
    page = server.get("sparql/?query=x", accept="text/html")
    assert (page.status, page.headers["Location"]) == (308, "../sparql?query=x")


def test_the_dataset_of_the_request_goes_before_that_of_the_query(server: Served) -> None:
    text = f"ASK FROM <http://example.org/none> FROM NAMED <{OTHER}> {{ ?s ?p ?o }}"
    assert not truth(get(server, [("query", text)]))
    assert truth(get(server, [("query", text), ("default-graph-uri", ARTICLE)]))


def test_without_one_the_dataset_of_the_query_is_asked(server: Served) -> None:
    assert truth(get(server, [("query", f"ASK FROM <{ARTICLE}> {{ ?s ?p ?o }}")]))
    assert not truth(get(server, [("query", f"ASK FROM <{ARTICLE}> {{ GRAPH ?g {{ ?s ?p ?o }} }}")]))


@pytest.mark.parametrize(
    ("pairs", "word"),
    [
        ([("query", "")], "empty"),
        ([("query", "SELECT")], "query"),
        ([("query", "ASK {}"), ("default-graph-uri", "no iri")], "IRI"),
        ([("query", "ASK { SERVICE <http://127.0.0.1/> {} }")], "SERVICE"),
        ([("query", "ASK {}"), ("query", "ASK {}")], "more than one"),
    ],
)
def test_what_is_wrong_is_told(pairs: Pairs, word: str, server: Served) -> None:
    for answer in (get(server, pairs), post_form(server, pairs)):
        assert (answer.status, answer.headers["Content-Type"]) == (400, "application/problem+json")
        assert word in answer.json()["detail"]


def test_a_form_without_a_query(server: Served) -> None:
    assert post_form(server, []).status == 400


@pytest.mark.parametrize("address", ["query=%FF", "query=%zz"])
def test_escapes_are_utf_8(address: str, server: Served) -> None:
    assert server.get(f"sparql?{address}").status == 400


def test_head_is_as_get(server: Served) -> None:
    address = "sparql?query=ASK%20%7B%7D"
    got, head = server.get(address), server.get(address, "HEAD")
    assert head.data == b""
    assert without_date(dict(head.headers)) == without_date(dict(got.headers))


def without_date(headers: dict[str, str]) -> dict[str, str]:
    """All headers but the time."""
    return {name.lower(): value for name, value in headers.items() if name.lower() != "date"}


def test_scripts_of_other_hosts_may_ask(server: Served) -> None:
    answer = server.get(
        "sparql", "OPTIONS", origin="https://example.org", access_control_request_method="POST"
    )
    assert answer.status == 204
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert "POST" in answer.headers["Access-Control-Allow-Methods"]
    assert answer.headers["Access-Control-Allow-Headers"] == "*"


def test_scripts_of_other_hosts_may_send_any_header(server: Served) -> None:
    named = "authorization,x-requested-with,traceparent"
    asked = f"{named}, two words,,<script>,x:y,Ä"
    answer = server.get(
        "sparql", "OPTIONS", origin="https://example.org", access_control_request_headers=asked
    )
    assert answer.headers["Access-Control-Allow-Headers"] == named
    assert answer.headers["Vary"] == "Access-Control-Request-Headers"


@pytest.mark.parametrize("media_type", GRAPHS)
def test_the_service_is_described(media_type: str, server: Served) -> None:
    answer = server.get("sparql", accept=media_type)
    assert answer.headers["Content-Type"].partition(";")[0] == media_type
    found = list(parse(answer.data, format=RdfFormat.from_media_type(media_type)))
    objects = {quad.object.value for quad in found if quad.predicate.value == f"{SD}resultFormat"}
    assert objects == {FORMATS + SYNTAXES[each] for each in (*ROWS, *GRAPHS)}


def test_the_description_names_all_graphs(server: Served) -> None:
    description = parse(server.get("sparql", accept="text/turtle").data, format=RdfFormat.TURTLE)
    named = {quad.object.value for quad in description if quad.predicate.value == f"{SD}name"}
    answer = get(server, [("query", "SELECT DISTINCT ?g { GRAPH ?g {} }")])
    assert named == {row["g"]["value"] for row in answer.json()["results"]["bindings"]}


@pytest.mark.parametrize(("tag", "direction"), [("en", "ltr"), ("iw", "rtl"), ("kk-Cyrl-KZ", "ltr")])
def test_browsers_get_a_page_to_ask_in(tag: str, direction: str, server: Served) -> None:
    accept = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
    answer = server.get("sparql", accept=accept, accept_language=tag)
    assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
    assert f'dir="{direction}"'.encode() in answer.data[:400]

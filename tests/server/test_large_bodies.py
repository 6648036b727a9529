"""Bodies that are too large to be read by the process that serves everybody are answered as small ones are."""

import json
import socket
import urllib.parse

import pytest
import urllib3
from patience import PATIENCE
from protocol_requests import FORM, QUERY, UPDATE
from serving import Served

from azkz_graph.server.http.application import LARGE

pytestmark = pytest.mark.process

PAD = "x" * (LARGE + 1)
BATCH = json.dumps({"a": {"query": "Baku"}})
EXTEND = json.dumps({"ids": ["baku"], "properties": [{"id": "type"}]})


def post(server: Served, path: str, body: bytes, media_type: str, **headers: str) -> urllib3.BaseHTTPResponse:
    return server.get(path, "POST", body, content_type=media_type, **headers)


@pytest.mark.parametrize(
    ("path", "pairs", "status"),
    [
        ("sparql", [("query", "SELECT ?p { id:baku ?p ?o } ORDER BY ?p")], 200),
        ("sparql", [("query", "ASK {}"), ("default-graph-uri", "https://w3id.org/azkz/graph/notes")], 200),
        ("sparql", [("query", "ASK {}"), ("query", "ASK {}")], 400),
        ("sparql", [("update", "CLEAR ALL")], 403),
        ("sparql", [], 400),
        ("reconcile", [("queries", BATCH)], 200),
        ("reconcile", [("extend", EXTEND)], 200),
        ("reconcile", [("queries", "[")], 400),
        ("reconcile", [("queries", "[" * 100 + "]" * 100)], 400),
        ("reconcile", [], 400),
        ("reconcile/suggest/entity", [("prefix", "ba")], 200),
        ("reconcile/preview", [("id", "baku")], 200),
        ("reconcile/nothing", [], 404),
    ],
)
def test_a_form(path: str, pairs: list[tuple[str, str]], status: int, server: Served) -> None:
    small = post(server, path, urllib.parse.urlencode(pairs).encode(), FORM)
    large = post(server, path, urllib.parse.urlencode([*pairs, ("pad", PAD)]).encode(), FORM)
    assert (small.status, large.status) == (status, status)
    assert (large.headers["Content-Type"], large.data) == (small.headers["Content-Type"], small.data)
    assert large.headers.get("Vary") == small.headers.get("Vary")


@pytest.mark.parametrize(
    ("media_type", "query", "accept", "status"),
    [
        (QUERY, b"SELECT ?p { id:baku ?p ?o } ORDER BY ?p", "text/csv", 200),
        (QUERY, b"SELECT ?p { id:baku ?p ?o } ORDER BY ?p", "image/png", 406),
        (QUERY, b"ASK { \xff }", "text/csv", 400),
        (QUERY + ";charset=latin-1", b"ASK {}", "text/csv", 415),
        (UPDATE, b"CLEAR ALL", "text/csv", 403),
        ("text/plain", b"ASK {}", "text/csv", 415),
        (FORM, b"query=%", "text/csv", 400),
        (FORM, b"query=%ff", "text/csv", 400),
        (FORM, b"a&" * 2001, "text/csv", 413),
    ],
)
def test_a_body(media_type: str, query: bytes, accept: str, status: int, server: Served) -> None:
    small = post(server, "sparql", query, media_type, accept=accept)
    large = post(server, "sparql", query + b"\n#" + PAD.encode(), media_type, accept=accept)
    assert (small.status, large.status) == (status, status)
    assert (large.headers["Content-Type"], large.data) == (small.headers["Content-Type"], small.data)


@pytest.mark.parametrize(
    "text",
    [
        "[" * 100_000,
        "[" * 965 + "]" * 965,
        '{"a":' * 900 + "1" + "}" * 900,
        "9" * 5000,
        '{"a": {"query": "x", "limit": 1E999}}',
        '{"a": {"query": "x", "limit": 1E300000000}}',
        '{"a": {"query": "x", "limit": ' + "9" * 4200 + "}}",
        '{"a": {"query": "x", "properties": [{"pid": "area", "v": NaN}]}}',
        '{"a": {"query": "x", "properties": [{"pid": "area", "v": -1E999}]}}',
        '{"a": {"query": "x", "properties": [{"pid": "area", "v": ' + "9" * 4200 + "}]}}",
        '{"a": {"query": "x"}, "a": 1}',
        r'{"\ud800": {"query": "\udfff", "type": "\ud800", "properties": [{"pid": "\ud800", "v": "\ud800"}]}}',
        r'{"ids": ["\ud800"], "properties": [{"id": "\ud800", "settings": {"language": "\ud800"}}]}',
        r'{"a": {"query": "\u0000", "type": ["\u0000"], "type_strict": "\u0000"}}',
        "\x00",
        "\ufeff{}",
        "",
    ],
    ids=lambda text: ascii(text[:30]),
)
def test_json_that_no_honest_client_sends(text: str, server: Served) -> None:
    for name in ("queries", "extend"):
        answer = post(server, "reconcile", urllib.parse.urlencode({name: text}).encode(), FORM)
        assert answer.status in (200, 400)
        told = json.loads(answer.data, parse_constant=pytest.fail)
        assert answer.status == 200 or told["detail"]


def test_what_is_said_of_json_that_nests(server: Served) -> None:
    answer = post(server, "reconcile", b"queries=" + b"[" * 965 + b"]" * 965, FORM)
    assert answer.status == 400
    assert answer.json()["detail"] == "queries nests more than 20 levels deep; send a flatter JSON object"


def test_a_header_that_is_made_up_to_take_long_keeps_nobody_waiting(server: Served) -> None:
    with socket.create_connection(server.address, timeout=PATIENCE) as crafted:
        crafted.sendall(b'GET /id/baku HTTP/1.1\r\nHost: localhost\r\nAccept: %s"\r\n\r\n' % (b"a" * 1000))
        assert server.get("health").status == 200
        assert crafted.recv(12) == b"HTTP/1.1 303"

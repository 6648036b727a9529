"""A server may answer with whatever it likes, however much and however long: the client says so in one sentence.

The answers are those that took gigabytes, ended the process, or were never read to their end.
"""

import gzip
import socket
import time
import tracemalloc
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import brotli
import pytest
from faulty_server import Asked, Said, faulty_server
from growth import assert_linear
from hostile_server import Behaviour, hostile_server, saying
from pyoxigraph import Literal, NamedNode, QuerySolutions, Triple
from stores_at_hand import azkz
from triple_stores import TripleStore, oxigraph

import azkz_graph
from azkz_graph.ask.results import graph_bytes
from azkz_graph.graph.value_equality import parse_literal, value
from azkz_graph.http.credentials import Secret
from azkz_graph.http.http_client import Client, next_url
from azkz_graph.notebook.data_frames import uniform
from azkz_graph.problem import UsageError
from azkz_graph.remote.answer_body import CELLS, COLUMNS, TRIPLE, VARIABLE, refuse_json, refuse_xml
from azkz_graph.remote.endpoint import Endpoint
from azkz_graph.remote.refusal import page_words
from azkz_graph.remote.store_detection import DESCRIBED, find_described, is_empty, is_graph_store, is_query
from azkz_graph.remote.triple_counts import graph_counts
from azkz_graph.remote.verification import Difference, difference, rows
from azkz_graph.vocabulary import XSD

JSON = "application/sparql-results+json"
XML = "application/sparql-results+xml"
MEBIBYTE = 1024 * 1024
FLAT = 12 * MEBIBYTE
"""The most memory of an answer of which a mebibyte is allowed: it, pieces of it, and all that is around it."""


def bomb(mebibytes: int, *, bits: int = 31, times: int = 1) -> bytes:
    """Rows, but for so many blanks, compressed so often."""
    packer = zlib.compressobj(9, wbits=bits)
    pieces = [packer.compress(b'{"head":{"vars":["x"]},"results":{"bindings":[')]
    pieces += [packer.compress(b" " * MEBIBYTE) for _ in range(mebibytes)]
    packed = b"".join([*pieces, packer.compress(b"]}}"), packer.flush()])
    for _ in range(times - 1):
        packed = gzip.compress(packed)
    return packed


def coded(body: bytes, coding: str, status: str = "200 OK", *headers: str) -> Behaviour:
    """An answer that is compressed."""
    lines = [f"HTTP/1.1 {status}", f"Content-Type: {JSON}", f"Content-Length: {len(body)}", *headers]
    return saying("\r\n".join([*lines, f"Content-Encoding: {coding}", "", ""]).encode() + body)


def endless(client: socket.socket, path: str) -> None:
    """A body that does not end before half a gibibyte."""
    client.sendall(f"HTTP/1.1 200 OK\r\nContent-Type: {JSON}\r\nTransfer-Encoding: chunked\r\n\r\n".encode())
    for _ in range(8192):
        client.sendall(b"10000\r\n" + b" " * 65536 + b"\r\n")


def dripping(client: socket.socket, path: str) -> None:
    """A body of which a byte comes now and then."""
    client.sendall(f"HTTP/1.1 200 OK\r\nContent-Type: {JSON}\r\nContent-Length: 1000\r\n\r\n".encode())
    for _ in range(1000):
        client.sendall(b" ")
        time.sleep(0.05)


def refused(ask: Callable[[], object]) -> str:
    """The sentence by which an answer is refused.

    What pytest itself would keep of a failure could be dropped in the thread of a server, where rows may not be.
    """
    try:
        ask()
    except UsageError as error:
        return str(error)
    raise AssertionError("it was not refused")


@contextmanager
def in_flat_memory() -> Iterator[None]:
    """What is done needs no more memory than a small answer."""
    tracemalloc.start()
    try:
        yield
        assert tracemalloc.get_traced_memory()[1] < FLAT
    finally:
        tracemalloc.stop()


LARGE: dict[str, Callable[[], Behaviour]] = {
    "gzip": lambda: coded(bomb(64), "gzip"),
    "deflate": lambda: coded(bomb(64, bits=15), "deflate"),
    "gzip in gzip in gzip": lambda: coded(bomb(64, times=3), "gzip, gzip, gzip"),
    "brotli": lambda: coded(brotli.compress(b" " * 64 * MEBIBYTE, quality=1), "br"),
    "brotli in gzip": lambda: coded(
        gzip.compress(brotli.compress(b" " * 64 * MEBIBYTE, quality=1)), "br, gzip"
    ),
    "endless": lambda: endless,
}


@pytest.mark.parametrize("case", LARGE)
def test_what_is_too_large_is_refused_in_flat_memory(case: str) -> None:
    expected = "answers with more than 1 MiB; ask for less, or allow more with"
    with (
        hostile_server({"": LARGE[case]()}) as url,
        in_flat_memory(),
        pytest.raises(UsageError, match=expected),
    ):
        Endpoint(url, Client(size=MEBIBYTE)).answer("SELECT * {}")


def test_the_command_bounds_what_it_reads_and_may_be_told_to_read_more() -> None:
    with hostile_server({"": coded(bomb(3), "gzip")}) as url:
        words = ("query", "-q", "SELECT * {}", "--endpoint", url, "--format", "csv")
        refused, read = azkz(*words, "--size", "1"), azkz(*words)
        with pytest.raises(UsageError, match="more than 1 MiB"):
            azkz_graph.connect(url, size=1).query("SELECT * { ?s ?p ?o }")
    assert (refused.returncode, refused.stdout) == (2, "")
    assert "answers with more than 1 MiB" in refused.stderr
    assert (read.returncode, read.stdout) == (0, "x\n")


@pytest.mark.parametrize(
    ("status", "header", "expected"),
    [
        ("500 No", "X-A: b", r"fails \(500"),
        ("302 Found", "Location: ftp://a.example/", "leads to ftp://a.example/, which is not the address"),
        ("302 Found", "Location: http://[::1", "which is not the address of a server"),
        ("302 Found", "Location: http://me:word@a.example/", "which is not the address of a server"),
        ("401 Who", 'WWW-Authenticate: Digest realm="x", nonce="y", qop="auth"', "no such user or secret"),
        ("401 Who", 'WWW-Authenticate: Digest nonce="y"', "no such user or secret"),
        ("401 Who", 'WWW-Authenticate: Digest realm="x", nonce="y", algorithm=ROT13', "no such user or secret"),
    ],
)  # fmt: skip
def test_what_comes_with_a_refusal_is_not_read_to_its_end(status: str, header: str, expected: str) -> None:
    with hostile_server({"": coded(bomb(64), "gzip", status, header)}) as url, in_flat_memory():
        secrets = {url.rstrip("/"): Secret("me", "a-word")}
        with pytest.raises(UsageError, match=expected):
            Endpoint(url, Client(secrets)).answer("SELECT * {}")


def test_an_answer_that_drips_is_not_waited_for() -> None:
    with hostile_server({"": dripping}) as url:
        done = azkz("query", "states", "--endpoint", url, "--timeout", "1")
    assert done.returncode == 2
    assert "is not answered within 1 s" in done.stderr


def test_the_time_is_that_of_all_redirections_and_repetitions() -> None:
    visits: list[str] = []

    def leading(client: socket.socket, path: str) -> None:
        visits.append(path)
        time.sleep(0.3)
        client.sendall(b"HTTP/1.1 302 Found\r\nLocation: /again\r\nContent-Length: 0\r\n\r\n")

    with (
        hostile_server({"": leading}) as url,
        pytest.raises(UsageError, match=r"within 0\.5 s"),
    ):
        Client(seconds=0.5).ask("GET", url, {})
    assert len(visits) <= 3
    with faulty_server(lambda asked: Said(503, headers={"Retry-After": "9" * 5000})) as server:
        assert Client(seconds=10).ask("GET", server.url, {}).status == 503
    assert len(server.asked) == 1


def test_no_redirection_leads_from_where_nobody_listens_to_where_anybody_may() -> None:
    assert next_url("https://a.example/x", "/y") == "https://a.example/y"
    assert next_url("http://a.example/x", "https://b.example/") == "https://b.example/"
    with pytest.raises(UsageError, match="which is not encrypted; give that address itself"):
        next_url("https://a.example/x", "http://a.example/x")


def nested(levels: int) -> bytes:
    """A row with triple terms in triple terms."""
    begin = b'{"type":"triple","value":{"subject":{"type":"uri","value":"a:b"},"predicate":' + (
        b'{"type":"uri","value":"a:b"},"object":'
    )
    end = b'{"type":"uri","value":"a:b"}' + b"}}" * levels + b"}]}}"
    return b'{"head":{"vars":["x"]},"results":{"bindings":[{"x":' + begin * levels + end


def wide(columns: int, count: int) -> bytes:
    """A table without values."""
    names = ",".join(f'"v{number}"' for number in range(columns))
    return f'{{"head":{{"vars":[{names}]}},"results":{{"bindings":[{",".join(["{}"] * count)}]}}}}'.encode()


def lists(count: int, columns: int) -> bytes:
    """A table without rows that names its columns in several lists."""
    parts = (",".join(f'"v{part}_{each}"' for each in range(columns)) for part in range(count))
    head = ",".join(f'"vars":[{part}]' for part in parts)
    return f'{{"head":{{{head}}},"results":{{"bindings":[]}}}}'.encode()


def in_xml(head: bytes, content: bytes) -> bytes:
    return b'<sparql xmlns="http://www.w3.org/2005/sparql-results#"><head>%b</head><results>%b</results></sparql>' % (
        head,
        b'<result><binding name="x">%b</binding></result>' % content,
    )  # fmt: skip


IN_XML = b"<triple><subject><uri>a:b</uri></subject><predicate><uri>a:b</uri></predicate><object>"
ENTITIES = b'<!DOCTYPE a [<!ENTITY a "b"><!ENTITY c "&a;&a;">]>' + in_xml(
    b'<variable name="x"/>', b"<literal>&c;</literal>"
)

ROWS: dict[str, tuple[str, bytes, str]] = {
    "terms in terms": (JSON, nested(20_000), "it nests too deeply"),
    "brackets in brackets": (JSON, b"[" * 1_000_000, "it nests too deeply"),
    "terms in terms, in XML": (
        XML,
        in_xml(b'<variable name="x"/>', IN_XML * 50_000 + b"<uri>a:b</uri>" + b"</object></triple>" * 50_000),
        "it has more triple terms than are read in XML",
    ),
    "entities": (XML, ENTITIES, "broken"),
    "columns": (JSON, wide(300_000, 0), "it has too many columns"),
    "columns, in XML": (
        XML,
        in_xml(b"".join(b'<variable name="v%d"/>' % each for each in range(100_000)), b""),
        "it has too many columns",
    ),
    "columns in several lists": (JSON, lists(100, 900), "it has too many columns"),
    "columns in lists of one": (JSON, lists(20_000, 1), "it has too many columns"),
    "a column too many": (JSON, lists(1, COLUMNS + 1), "it has too many columns"),
    "two lists with a column too many": (JSON, lists(2, COLUMNS // 2 + 1), "it has too many columns"),
    "empty cells": (JSON, wide(1000, 40_000), "a table of more than 33,554,432 cells"),
    "yes for rows": (JSON, b'{"boolean": true}', "yes or no, where rows were asked for"),
    "a variable of two words": (JSON, b'{"head":{"vars":["x y"]},"results":{"bindings":[]}}', "broken"),
    "a variable that is not told of": (
        JSON,
        b'{"head":{"vars":["x"]},"results":{"bindings":[{"y":{"type":"uri","value":"a:b"}}]}}',
        "broken",
    ),
    "a long complaint": (JSON, b'{"head":{"vars":["x"]},"results":{"bindings":[{"%b":1}]}}' % (b"y" * 9999), "broken"),
}  # fmt: skip


@pytest.mark.parametrize("case", ROWS)
def test_rows_that_harm_their_reader_are_refused(case: str) -> None:
    kind, body, expected = ROWS[case]
    with faulty_server(lambda asked: Said(200, body, kind)) as server:
        said = refused(lambda: Endpoint(server.url, Client()).answer("SELECT * {}"))
    assert expected in said
    assert len(said) < 500


@pytest.mark.parametrize("case", ["terms in terms", "columns", "columns, in XML", "yes for rows"])
def test_what_harms_is_not_taken_for_an_endpoint(case: str) -> None:
    kind, body, _ = ROWS[case]
    with faulty_server(lambda asked: Said(200, body, kind)) as server:
        assert not is_query(Client(), server.url)


def test_rows_that_are_as_they_should_be_are_read() -> None:
    with faulty_server(lambda asked: Said(200, wide(COLUMNS, 30), JSON)) as server:
        found = Endpoint(server.url, Client()).answer("SELECT * {}")
    assert isinstance(found, QuerySolutions)
    assert len(list(found)) == 30
    assert CELLS > 30 * COLUMNS
    with faulty_server(lambda asked: Said(200, nested(10), JSON)) as server:
        assert isinstance(Endpoint(server.url, Client()).answer("SELECT * {}"), QuerySolutions)


DEEP = b"<a:a> <a:b> " + b"<<( <a:a> <a:b> " * 20_000 + b"<a:c>" + b" )>>" * 20_000 + b" ."


def test_graphs_that_harm_their_reader_are_refused() -> None:
    with faulty_server(lambda asked: Said(200, DEEP, "text/turtle")) as server:
        with pytest.raises(UsageError, match="nest more than 500 deep"):
            Endpoint(server.url, Client()).answer("CONSTRUCT { ?s ?p ?o } { ?s ?p ?o }")
        client = Client()
        assert find_described(client, server.url) == []
        assert not is_empty(client.ask("GET", server.url, {}))
        assert not is_graph_store(client, server.url)


def using(declared: bytes, line: bytes, count: int) -> bytes:
    """Turtle whose lines are longer than they look."""
    return declared + b"".join(line % number for number in range(count))


BOMBS = {
    "brackets": (b"<a:a> <a:b> " + b"( " * 1_000_000, "nest more than 500 deep"),
    "a long prefix": (
        using(b"@prefix p: <a:%b> .\n" % (b"a" * 100_000), b"p:%d <a:b> <a:c> .\n", 10_000),
        "an IRI has more than 65,536 characters",
    ),
    "a prefix that is used often": (
        using(b"@prefix p: <a:%b> .\n" % (b"a" * 60_000), b"p:%d <a:b> <a:c> .\n", 20_000),
        "triples of more than 4,194,304 characters when their prefixes are written out; ask for less, or allow",
    ),
    "a base that is used often": (
        using(b"@base <a:%b> .\n" % (b"a/" * 30_000), b'<a:a> <a:b> "%d"^^<a> .\n', 20_000),
        "triples of more than 4,194,304 characters when their prefixes are written out; ask for less, or allow",
    ),
}


@pytest.mark.parametrize("case", BOMBS)
def test_graphs_that_grow_where_they_are_read_are_refused(case: str) -> None:
    body, expected = BOMBS[case]
    with faulty_server(lambda asked: Said(200, body, "text/turtle")) as server:
        endpoint = Endpoint(server.url, Client(size=4 * MEBIBYTE))
        assert expected in refused(lambda: endpoint.answer("CONSTRUCT { ?s ?p ?o } { ?s ?p ?o }"))


def test_a_description_of_endless_endpoints_is_read_no_further_than_needed() -> None:
    sd = b"@prefix sd: <http://www.w3.org/ns/sparql-service-description#> .\n"
    body = using(sd + b"@prefix p: <a:%b> .\n" % (b"a" * 60_000), b"<> sd:endpoint p:%d .\n", 20_000)
    with faulty_server(lambda asked: Said(200, body, "text/turtle")) as server, in_flat_memory():
        assert len(find_described(Client(), server.url)) == DESCRIBED


CLIQUE = "".join(f"_:a{one} <a:b> _:a{other} .\n" for one in range(14) for other in range(14) if one != other)
CHAIN = "".join(f"_:a{one} <a:b> _:a{one + 1} .\n" for one in range(20_000))


@pytest.mark.parametrize("text", [CLIQUE, CHAIN], ids=["clique", "chain"])
def test_blank_nodes_of_another_server_are_written_whatever_links_them(text: str) -> None:
    with faulty_server(lambda asked: Said(200, text.encode(), "text/turtle")) as server:
        found = Endpoint(server.url, Client()).answer("CONSTRUCT { ?s ?p ?o } { ?s ?p ?o }")
    assert isinstance(found, tuple)
    assert len(graph_bytes(found, "nt").splitlines()) == len(found) > 100


def bindings(*found: str, names: str = '"g","n"') -> Said:
    content = f'{{"head":{{"vars":[{names}]}},"results":{{"bindings":[{",".join(found)}]}}}}'
    return Said(200, content.encode(), JSON)


GRAPH = NamedNode("urn:g")
NAME = '"g":{"type":"uri","value":"urn:g"}'
MISCOUNTS: dict[str, Said] = {
    "no row": bindings(names='"n"'),
    "no variable": bindings("{}", names=""),
    "another variable": bindings("{}", names='"m"'),
    "no value": bindings("{}", f"{{{NAME}}}"),
    "two rows": bindings(*['{"n":{"type":"literal","value":"1"}}'] * 2),
    "an IRI": bindings(f'{{{NAME},"n":{{"type":"uri","value":"urn:n"}}}}'),
    "a word": bindings(f'{{{NAME},"n":{{"type":"literal","value":"many"}}}}'),
    "a number without end": bindings(f'{{{NAME},"n":{{"type":"literal","value":"{"9" * 5000}"}}}}'),
    "an exponent": bindings(f'{{{NAME},"n":{{"type":"literal","value":"1E300000000"}}}}'),
    "yes": Said(200, b'{"boolean": true}', JSON),
    "no answer": Said(200, b'{"head": {}}', JSON),
}


@pytest.mark.parametrize("graph", [GRAPH, None], ids=["named", "default"])
@pytest.mark.parametrize("case", MISCOUNTS)
def test_counts_of_another_shape_are_one_sentence(case: str, graph: NamedNode | None) -> None:
    with faulty_server(lambda asked: MISCOUNTS[case]) as server:
        endpoint = Endpoint(server.url, Client())
        if case in ("no row", "two rows") and graph:
            # Where graphs are counted, one that is not among the rows is empty.
            assert case == "no row" or graph_counts(endpoint, [graph]) == {graph: 0}
            return
        said = refused(lambda: graph_counts(endpoint, [graph]))
    assert "does not count triples" in said or "something broken" in said


@pytest.fixture(scope="module")
def store() -> Iterator[TripleStore]:
    with oxigraph() as running:
        yield running


@pytest.mark.process
@pytest.mark.store
@pytest.mark.parametrize("case", MISCOUNTS)
@pytest.mark.parametrize("option", ["--dry-run", "--plain"])
def test_a_load_that_is_not_counted_ends_in_one_sentence(store: TripleStore, case: str, option: str) -> None:
    base = store.query.removesuffix("/query")
    with faulty_server(
        lambda asked: MISCOUNTS[case] if "COUNT" in str(asked.query) else None, base
    ) as server:
        done = azkz("load", f"{server.url}/query", option)
    assert "Traceback" not in done.stderr
    assert done.returncode == (0 if option == "--dry-run" else 2)


def test_numbers_and_times_are_compared_by_their_text() -> None:
    assert parse_literal("sNaN", f"{XSD}decimal") == (f"{XSD}decimal", "sNaN")
    assert parse_literal("1E300000000", f"{XSD}integer") == (f"{XSD}integer", "1E300000000")
    assert parse_literal("1E300000000", f"{XSD}double") == ("float", float("inf"))
    assert parse_literal("-0.0", f"{XSD}decimal") == parse_literal("00", f"{XSD}integer")
    assert (
        parse_literal("+07.50", f"{XSD}decimal")
        == parse_literal("7.5", f"{XSD}decimal")
        != parse_literal("75", f"{XSD}decimal")
    )
    assert parse_literal("12:00:00.500+00:00", f"{XSD}time") == parse_literal("12:00:00.5Z", f"{XSD}time")
    assert parse_literal("12:00:00.000", f"{XSD}time") == parse_literal("12:00:00", f"{XSD}time")
    huge = Literal("9" * 5000, datatype=NamedNode(f"{XSD}integer"))
    assert value(huge) == value(huge)
    decimal = Literal("1.5", datatype=NamedNode(f"{XSD}decimal"))
    assert uniform([huge, decimal]) == ["9" * 5000, "1.5"]


def test_a_difference_commands_no_terminal_and_has_an_end() -> None:
    subject = NamedNode("urn:s")
    here = rows((Triple(subject, subject, Literal("a")),))
    there = rows((Triple(subject, subject, Literal("\x1b[2J" + "b" * 10_000)),))
    how = difference(here, there)
    assert how is not None
    said = str(Difference("query", how))
    assert "<U+001B>[2J" in said
    assert len(said) < 1000


def test_a_server_that_repeats_a_secret_does_not_show_it() -> None:
    def repeating(client: socket.socket, path: str) -> None:
        body = b"you sent Bearer a-secret-token"
        client.sendall(b"HTTP/1.1 500 No\r\nContent-Length: %d\r\n\r\n%b" % (len(body), body))

    with hostile_server({"": repeating}) as url:
        done = azkz("query", "states", "--endpoint", url, AZKZ_TOKEN=f"{url.rstrip('/')}=a-secret-token")
    assert done.returncode == 2
    assert "you sent Bearer ***" in done.stderr
    assert "a-secret-token" not in done.stderr


@pytest.mark.parametrize("status", ["302 Found", "200 OK", "404 Not Found"])
def test_a_server_that_repeats_a_secret_in_its_headers_does_not_show_it(status: str) -> None:
    def repeating(client: socket.socket, path: str) -> None:
        kind, place = "Content-Type: x/a-secret-token", "Location: ftp://x/Bearer_a-secret-token"
        client.sendall(f"HTTP/1.1 {status}\r\n{kind}\r\n{place}\r\nContent-Length: 0\r\n\r\n".encode())

    def leading(client: socket.socket, path: str) -> None:
        client.sendall(b"HTTP/1.1 302 Found\r\nLocation: /to/a-secret-token\r\nContent-Length: 0\r\n\r\n")

    for behaviours in ({"": repeating}, {"": leading, "to": repeating}):
        with hostile_server(behaviours) as url:
            done = azkz("query", "states", "--endpoint", url, AZKZ_TOKEN=f"{url.rstrip('/')}=a-secret-token")
        assert done.returncode == 2
        assert "a-secret-token" not in done.stderr
    assert "***" in done.stderr


@pytest.mark.parametrize("length", [0, 5, 200_000])
def test_digest_is_answered_on_a_connection_that_is_kept(length: int) -> None:
    def guarded(asked: Asked) -> Said:
        if asked.headers.get("authorization", "").startswith("Digest"):
            return bindings(names='"x"')
        challenge = 'Digest realm="x", nonce="y", qop="auth"'
        return Said(401, b"x" * length, "text/plain", {"WWW-Authenticate": challenge})

    with faulty_server(guarded) as server:
        client = Client({server.url: Secret("me", "a-word")})
        found = [client.ask("GET", server.url, {}) for _ in range(5)]
    assert [(each.status, each.content) for each in found] == [(200, bindings(names='"x"').body)] * 5


def repeated(text: str) -> Callable[[int], str]:
    return lambda size: text * size


@pytest.mark.parametrize("text", ["<head ", "<style>", "<", "</", "<script</script", "&lt;"])
def test_pages_are_read_in_linear_time(text: str) -> None:
    assert_linear(repeated(text), page_words, 3000)


@pytest.mark.parametrize("text", ['"', "[", '["', '\\"', '{"a":[', "],[", '"a",'])
def test_json_is_judged_in_linear_time(text: str) -> None:
    assert_linear(lambda size: text.encode() * size, refuse_json, 10_000, ValueError)


@pytest.mark.parametrize("text", ["<a", "<triple", "<:variable ", "triple>", "<>"])
def test_xml_is_judged_in_linear_time(text: str) -> None:
    assert_linear(lambda size: text.encode() * size, refuse_xml, 10_000, ValueError)


@pytest.mark.parametrize(
    ("begin", "text", "end", "datatype"),
    [
        ("12:00:00.", "0", "1", "time"),
        ("12:00:00", ".0", "1", "time"),
        ("", "9", "", "integer"),
        ("0.", "0", "1", "decimal"),
        ("", "0", "x", "decimal"),
    ],
)
def test_literals_are_compared_in_linear_time(begin: str, text: str, end: str, datatype: str) -> None:
    assert_linear(
        lambda size: begin + text * size + end, lambda made: parse_literal(made, XSD + datatype), 10_000
    )


def test_the_patterns_for_xml_find_what_they_seek() -> None:
    sought = b"<triple><s:triple ><variable name='x'/>"
    assert (len(TRIPLE.findall(sought)), len(VARIABLE.findall(sought))) == (2, 1)

"""What is refused of a head, and that telling takes no longer than reading. Sources: RFC 9112; RFC 9110, 10.1.4."""

import pytest
from growth import assert_linear

from azkz_graph.server.http.request_head import FIELDS, fault

HOST = (b"host", b"localhost:8000")
CHUNKED = (b"transfer-encoding", b"chunked")


@pytest.mark.parametrize(
    "headers",
    [
        [HOST],
        [(b"host", b"[::1]:8000")],
        [(b"host", b"[::ffff:192.0.2.1]")],
        [(b"host", b"data_1.Example.org.:65535")],
        [(b"host", b"a" * 63 + b".example")],
        [HOST, CHUNKED],
        [HOST, (b"transfer-encoding", b" Chunked ")],
        [HOST, (b"content-length", b"5")],
        [HOST, (b"te", b"trailers")],
        [HOST, (b"te", b"deflate,gzip;q=0.3, x-own ; q=1.000")],
    ],
)
def test_what_can_be_read_in_one_way(headers: list[tuple[bytes, bytes]]) -> None:
    assert fault("1.1", b"/", headers) is None


@pytest.mark.parametrize(
    ("headers", "word"),
    [
        ([], "missing"),
        ([HOST, HOST], "once"),
        ([(b"host", b"")], "not a host name"),
        ([(b"host", b"a" * 256)], "not a host name"),
        ([(b"host", b"a:b")], "not a host name"),
        ([(b"host", b"a:80:80")], "not a host name"),
        ([(b"host", b"[::1")], "not a host name"),
        ([(b"host", b"[:::]")], "not a host name"),
        ([(b"host", b"[192.0.2.1]")], "not a host name"),
        ([(b"host", b"::1")], "not a host name"),
        ([(b"host", b"a:65536")], "not a host name"),
        ([(b"host", b"[::1]:99999")], "not a host name"),
        ([(b"host", b"a..b")], "not a host name"),
        ([(b"host", b".a")], "not a host name"),
        ([(b"host", b"..")], "not a host name"),
        ([(b"host", b"a" * 64)], "not a host name"),
        ([(b"host", b"a,b")], "not a host name"),
        ([(b"host", "ä.example".encode())], "not a host name"),
        ([(b"host", b"a b")], "not a host name"),
        ([HOST, CHUNKED, CHUNKED], "once"),
        ([HOST, (b"transfer-encoding", b"gzip, chunked")], "not understood"),
        ([HOST, (b"transfer-encoding", b"chunked;q=1")], "not understood"),
        ([HOST, CHUNKED, (b"content-length", b"5")], "both"),
        ([HOST, (b"content-length", b"5"), (b"content-length", b"5")], "once"),
        ([HOST, (b"te", b"chunked")], "TE"),
        ([HOST, (b"te", b"gzip;q=2")], "TE"),
        ([HOST, (b"te", b"gzip, trailers"), (b"te", b"x")], "TE"),
        ([HOST, *[(b"a", b"b")] * FIELDS], "fewer"),
    ],
)
def test_what_can_be_read_in_two_ways(headers: list[tuple[bytes, bytes]], word: str) -> None:
    found = fault("1.1", b"/", headers)
    assert found is not None
    assert word in found[1]


@pytest.mark.parametrize(
    ("version", "target", "headers", "allowed"),
    [
        ("1.0", b"/", [], True),
        ("1.0", b"/", [CHUNKED], False),
        ("2.0", b"/", [HOST], False),
        ("0.9", b"/", [], False),
        ("1.1", b"http://LOCALHOST:8000/x", [HOST], True),
        ("1.1", b"http://localhost/x", [HOST], False),
        ("1.1", b"http://localhost:8000@evil.example/x", [HOST], False),
        ("1.1", b"https://localhost:8000?x", [HOST], True),
        ("1.1", b"ftp://localhost:8000/x", [HOST], False),
        ("1.1", b"ws://localhost:8000/x", [HOST], False),
        ("1.1", b"*", [HOST], True),
        ("1.0", b"http://localhost/x", [], False),
        ("1.0", b"ftp://localhost/x", [], False),
    ],
)
def test_targets_and_versions(
    version: str, target: bytes, headers: list[tuple[bytes, bytes]], allowed: bool
) -> None:
    assert (fault(version, target, headers) is None) == allowed


@pytest.mark.parametrize(
    "part", [b"a,", b"a;", b"a ", b"trailers,", b" ;", b"q=0.", b"[::", b"a:", b"%", b".-"]
)
def test_what_is_eight_times_as_long_takes_no_more_than_that(part: bytes) -> None:
    def read(value: bytes) -> None:
        fault("1.1", b"http://" + value, [(b"host", value)])
        fault("1.1", b"/", [HOST, (b"te", value)])
        fault("1.1", b"/", [HOST, (b"transfer-encoding", value)])

    assert_linear(lambda times: b"a" + part * times + b"a" * times + b"\x00", read, 50_000)

"""Validators, conditions, ranges and codings. Source: RFC 9110, sections 8.8.3, 9.3.2, 12.5.3, 13 and 14."""

import gzip
from typing import Final

import brotli
import pytest
from serving import Served

from azkz_graph.server.http.response_delivery import LARGEST, Content, choose_coding
from azkz_graph.server.workers.reply import Reply

pytestmark = pytest.mark.process

DOCUMENTS: Final = ("doc/baku.html", "doc/baku.ttl", "download/azkz.nq", "query/names.csv", "assets/site.css")
PATH: Final = "ontology/index.ttl"


def same(first: dict[str, str], second: dict[str, str]) -> bool:
    """Whether the headers are the same but for the time."""
    return {n: v for n, v in first.items() if n != "date"} == {n: v for n, v in second.items() if n != "date"}


@pytest.fixture(scope="module")
def content(server: Served) -> bytes:
    data: bytes = server.get(PATH).data
    assert len(data) > 1000
    return data


@pytest.fixture(scope="module")
def etag(server: Served) -> str:
    found = server.get(PATH).headers["ETag"]
    assert found[0] == found[-1] == '"'
    return found


@pytest.mark.parametrize(
    "path",
    ["doc/baku.html", "doc/baku.ttl", "id/baku", "query/names.csv", "", "nothing", "sparql", "openapi.json"],
)
@pytest.mark.parametrize("accepted", ["", "gzip", "br"])
def test_head_has_the_headers_of_get(path: str, accepted: str, server: Served) -> None:
    headers = {"accept_encoding": accepted, "accept": "text/html, */*;q=0.5"}
    got, head = server.get(path, "GET", None, **headers), server.get(path, "HEAD", None, **headers)
    assert (head.status, head.data) == (got.status, b"")
    assert same(dict(got.headers), dict(head.headers))


def test_the_etag_is_of_the_content(server: Served, etag: str) -> None:
    assert server.get(PATH).headers["ETag"] == etag
    assert server.get("doc/baku.ttl").headers["ETag"] != etag
    coded = {
        server.get(PATH, accept_encoding=coding).headers["ETag"] for coding in ("gzip", "br", "identity")
    }
    assert len(coded) == 3, "other bytes have another strong validator"


@pytest.mark.parametrize("method", ["GET", "HEAD"])
@pytest.mark.parametrize("form", ["{}", "W/{}", '"other", {}', "*"])
def test_what_is_known_is_not_sent_again(method: str, form: str, server: Served, etag: str) -> None:
    answer = server.get(PATH, method, if_none_match=form.format(etag))
    assert (answer.status, answer.data) == (304, b"")
    whole = server.get(PATH)
    for name in ("ETag", "Cache-Control", "Vary"):
        assert answer.headers[name] == whole.headers[name]


@pytest.mark.parametrize("value", ['"other"', "junk", ""])
def test_what_is_not_known_is_sent(value: str, server: Served, content: bytes) -> None:
    answer = server.get(PATH, if_none_match=value)
    assert (answer.status, answer.data) == (200, content)


def test_a_coded_document_is_known_by_its_own_etag(server: Served) -> None:
    coded = server.get(PATH, accept_encoding="br").headers["ETag"]
    assert server.get(PATH, accept_encoding="br", if_none_match=coded).status == 304
    assert server.get(PATH, accept_encoding="gzip", if_none_match=coded).status == 200


def test_if_match(server: Served, etag: str, content: bytes) -> None:
    assert server.get(PATH, if_match=etag).data == content
    assert server.get(PATH, if_match="*").status == 200
    for value in ('"other"', f"W/{etag}"):
        answer = server.get(PATH, if_match=value)
        assert (answer.status, answer.headers["Content-Type"]) == (412, "application/problem+json")


@pytest.mark.parametrize("name", ["if_modified_since", "if_unmodified_since"])
def test_conditions_by_time_are_passed_over(name: str, server: Served, content: bytes) -> None:
    for time in ("Sun, 01 Jan 2040 00:00:00 GMT", "Sat, 01 Jan 2000 00:00:00 GMT"):
        answer = server.get(PATH, "GET", None, **{name: time})
        assert (answer.status, answer.data) == (200, content)
    assert "Last-Modified" not in server.get(PATH).headers


def test_conditions_are_of_documents_alone(server: Served) -> None:
    assert server.get("nothing", if_none_match="*").status == 404
    assert server.get("id/baku", if_none_match="*").status == 303


@pytest.mark.parametrize(
    ("wanted", "start", "stop"),
    [
        ("bytes=0-0", 0, 1),
        ("bytes=10-19", 10, 20),
        ("bytes=10-", 10, None),
        ("bytes=-7", -7, None),
        ("bytes=5-99999999", 5, None),
        ("bytes=-99999999", 0, None),
        ("BYTES=1-2", 1, 3),
    ],
)
def test_a_range(wanted: str, start: int, stop: int | None, server: Served, content: bytes) -> None:
    answer = server.get(PATH, range=wanted)
    assert (answer.status, answer.data) == (206, content[start:stop])
    first = start if start >= 0 else len(content) + start
    last = first + len(answer.data) - 1
    assert answer.headers["Content-Range"] == f"bytes {first}-{last}/{len(content)}"
    assert answer.headers["ETag"] == server.get(PATH).headers["ETag"]


@pytest.mark.parametrize("wanted", ["bytes=99999999-", "bytes=-0"])
def test_a_range_without_bytes(wanted: str, server: Served, content: bytes) -> None:
    answer = server.get(PATH, range=wanted)
    assert (answer.status, answer.headers["Content-Range"]) == (416, f"bytes */{len(content)}")
    assert answer.headers["Content-Type"] == "application/problem+json"


@pytest.mark.parametrize(
    "wanted", ["bytes=5-2", "bytes=a-b", "items=0-5", "bytes=0-1,4-5", "bytes=-", "", f"bytes={'9' * 5000}-"]
)
def test_a_range_that_is_none_is_passed_over(wanted: str, server: Served, content: bytes) -> None:
    answer = server.get(PATH, range=wanted)
    assert (answer.status, answer.data) == (200, content)
    assert answer.headers["Accept-Ranges"] == "bytes"


def test_ranges_are_of_get_alone(server: Served) -> None:
    answer = server.get(PATH, "HEAD", range="bytes=0-1")
    assert answer.status == 200


def test_if_range(server: Served, etag: str, content: bytes) -> None:
    assert server.get(PATH, range="bytes=0-3", if_range=etag).data == content[:4]
    for value in ('"other"', f"W/{etag}", "Sun, 01 Nov 2026 00:00:00 GMT"):
        answer = server.get(PATH, range="bytes=0-3", if_range=value)
        assert (answer.status, answer.data) == (200, content)


@pytest.mark.parametrize(
    ("accepted", "coding"),
    [
        ("gzip", "gzip"),
        ("br", "br"),
        ("gzip, deflate, br, zstd", "br"),
        ("br;q=0.5, gzip;q=0.8, *;q=0.1", "gzip"),
        ("gzip;q=0.3, identity;q=0.9", None),
        ("br;q=0, *", "gzip"),
        ("identity", None),
        ("deflate", None),
        ("gzip;q=0", None),
        ("", None),
        ("gzip;;; q", None),
        ("br;q=.5, gzip", "gzip"),
        ("br;q=2, gzip;q=0.1", "gzip"),
        ("br;q=abc, , gzip zstd, gzip;q=0.1", "gzip"),
        ("br;q=.5", None),
    ],
)
def test_codings(accepted: str, coding: str | None, server: Served, content: bytes) -> None:
    answer = server.client.request(
        "GET", server.url + PATH, headers={"Accept-Encoding": accepted}, decode_content=False
    )
    assert answer.headers.get("Content-Encoding") == coding
    decode = {"gzip": gzip.decompress, "br": brotli.decompress, None: bytes}[coding]
    assert decode(answer.data) == content
    assert "Accept-Encoding" in answer.headers["Vary"]
    assert int(answer.headers["Content-Length"]) == len(answer.data)


def test_an_answer_to_a_question_has_a_validator_too(server: Served) -> None:
    path = "sparql?query=SELECT%20%2A%20%7B%20id%3Abaku%20a%20%3Fx%20%7D"
    answer = server.get(path)
    assert server.get(path, if_none_match=answer.headers["ETag"]).status == 304


def test_an_answer_that_would_take_seconds_to_compress_is_sent_as_it_is() -> None:
    headers = {"accept-encoding": "gzip, br"}
    short, long = (Content(Reply(200, "text/csv", b"a" * size)) for size in (LARGEST, LARGEST + 1))
    assert choose_coding(short, headers) == "br"
    assert choose_coding(long, headers) == "identity"

"""Which pages may read answers. Source: https://fetch.spec.whatwg.org/#http-cors-protocol."""

import json
from pathlib import Path

import pytest
from attacks import Answer, exchanged
from serving import Served, served

from azkz_graph.problem import UsageError
from azkz_graph.server.http.web_origins import origins

pytestmark = pytest.mark.process

PAGE = "https://page.example"
ASKED = ("health", "sparql?query=ASK%7B%7D", "sparql?query=x", "nothing", "id/a")


@pytest.fixture
def private(tmp_path: Path) -> tuple[str, ...]:
    path = tmp_path / "data.ttl"
    path.write_text("<x:a> <x:p> 1 .\n", encoding="utf-8")
    return "--quiet", "--data", str(path)


def cors(server: Served, path: str, method: str = "GET", **headers: str) -> dict[str, str]:
    answer = server.get(path, method, None, **headers)
    return {name: value for name, value in answer.headers.items() if name.startswith("access-control-")}


def refused(server: Served, sent: bytes) -> Answer:
    """The answer to what is no request."""
    (answer,) = exchanged(server.address, sent)
    assert answer.status == 400
    return answer


def test_no_page_reads_other_data(private: tuple[str, ...]) -> None:
    with served(*private) as server:
        assert [cors(server, path, origin=PAGE) for path in ASKED] == [{}] * len(ASKED)
        preflight = cors(server, "sparql", "OPTIONS", origin=PAGE, access_control_request_method="POST")
        assert preflight == {}
        assert "access-control-allow-origin" not in refused(server, b"\x00\r\n\r\n").headers


def test_a_page_that_is_allowed_reads_them_and_no_other(private: tuple[str, ...]) -> None:
    with served(*private, "--allow-origin", PAGE) as server:
        for path in ASKED:
            answer = server.get(path, origin=PAGE)
            assert answer.headers["Access-Control-Allow-Origin"] == PAGE
            assert "Origin" in answer.headers["Vary"].split(", ")
            for headers in ({"origin": "https://page.example.evil.example"}, {"origin": "null"}, {}):
                answer = server.get(path, "GET", None, **headers)
                assert "Access-Control-Allow-Origin" not in answer.headers
                assert "Origin" in answer.headers["Vary"].split(", ")
        preflight = cors(server, "sparql", "OPTIONS", origin=PAGE, access_control_request_method="POST")
        assert preflight["access-control-allow-origin"] == PAGE
        assert "POST" in preflight["access-control-allow-methods"]
        sent = f"GET /health HTTP/1.1\r\nOrigin: {PAGE}\r\n\r\n".encode()
        assert refused(server, sent).headers["access-control-allow-origin"] == PAGE


def test_any_page_reads_what_is_public(private: tuple[str, ...], server: Served) -> None:
    with served(*private, "--allow-origin", "*") as other:
        for each in (server, other):
            for path in ASKED:
                assert cors(each, path, origin=PAGE)["access-control-allow-origin"] == "*"
            assert refused(each, b"\x00\r\n\r\n").headers["access-control-allow-origin"] == "*"


def test_a_page_that_calls_the_server_by_its_own_name_is_refused(server: Served) -> None:
    answer = server.get("health", host="evil.example")
    assert (answer.status, answer.headers["Access-Control-Allow-Origin"]) == (421, "*")
    assert "--allow-host" in json.loads(answer.data)["detail"]
    assert server.get("health", host="localhost:1").status == 200


def test_names_that_are_allowed_are_answered_to() -> None:
    with served("--quiet", "--allow-host", "other.example.org") as server:
        found = [server.get("health", host=f"{name}.example.org:80").status for name in ("other", "evil")]
        assert found == [200, 421]


def test_a_server_that_others_reach_answers_to_any_name() -> None:
    with served("--quiet", "--host", "0.0.0.0") as server:
        assert server.get("health", host="data.example.org").status == 200


@pytest.mark.parametrize(
    "origin",
    [
        "example.org",
        "https://example.org/",
        "null",
        "",
        "https://*.example.org",
        "http://a:65536",
        "https://A",
    ],
)
def test_what_is_no_origin_is_told(origin: str) -> None:
    with pytest.raises(UsageError, match="is not an origin"):
        origins([origin], is_public=True)

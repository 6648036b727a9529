"""What is refused or missing, how it is told, and what goes with every answer. Sources: RFC 9110, 15.5; RFC 9457."""

from collections.abc import Iterator
from contextlib import closing
from http import HTTPStatus
from http.client import HTTPConnection
from typing import Final

import pytest
from serving import Served, served

pytestmark = pytest.mark.process

BROWSER: Final = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
READ: Final = "GET, HEAD, OPTIONS"
ASK: Final = "GET, HEAD, POST, OPTIONS"
GONE: Final = """\
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix dct: <http://purl.org/dc/terms/> .
@prefix id: <https://w3id.org/azkz/id/> .
id:withdrawn a <https://w3id.org/azkz/ontology#City> ; <http://www.w3.org/2000/01/rdf-schema#label> "Two"@en ;
  owl:deprecated true ; dct:isReplacedBy id:second, id:first .
id:kept a <https://w3id.org/azkz/ontology#City> ; owl:deprecated false .
id:unfollowed a <https://w3id.org/azkz/ontology#City> ; owl:deprecated true .
"""


@pytest.fixture(scope="module")
def withdrawing(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A server of things of which some were withdrawn."""
    data = tmp_path_factory.mktemp("withdrawn") / "things.ttl"
    data.write_text(GONE, encoding="utf-8")
    with served("--quiet", "--data", str(data)) as running:
        yield running


def check_problem(status: int, media_type: str, content: dict[str, object]) -> None:
    """That a problem is told as RFC 9457 has it."""
    assert media_type == "application/problem+json"
    assert (content["status"], content["title"]) == (status, HTTPStatus(status).phrase)
    assert isinstance(content["detail"], str)
    assert content["detail"]


def test_withdrawn_things_are_gone(withdrawing: Served) -> None:
    others = [f"https://w3id.org/azkz/id/{x}" for x in ("first", "second")]
    links = ", ".join(f'<{other}>; rel="successor-version"' for other in others)
    for accept in ("*/*", "image/png"):
        answer = withdrawing.get("id/withdrawn", accept=accept)
        assert (answer.status, answer.headers["Link"]) == (410, links)
        check_problem(410, answer.headers["Content-Type"], answer.json())
        assert answer.json()["replacedBy"] == others
    for accept, type in (("text/turtle", "text/turtle"), (BROWSER, "text/html")):
        answer = withdrawing.get("id/withdrawn", accept=accept)
        assert (answer.status, answer.headers["Link"]) == (410, links)
        assert answer.headers["Content-Type"].partition(";")[0] == type
        assert b"first" in answer.data
    assert withdrawing.get("id/unfollowed", accept="*/*").json()["replacedBy"] == []
    assert withdrawing.get("id/kept").status == 303


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "TRACE", "POST"])
@pytest.mark.parametrize(
    ("path", "allowed"), [("id/baku", READ), ("health", READ), ("query/names.json", READ), ("", READ)]
)
def test_other_methods(method: str, path: str, allowed: str, server: Served) -> None:
    answer = server.get(path, method)
    assert answer.status == 405
    check_problem(405, answer.headers["Content-Type"], answer.json())
    assert set(allowed.split(", ")) <= set(answer.headers["Allow"].split(", "))


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH"])
def test_other_methods_of_the_endpoint(method: str, server: Served) -> None:
    answer = server.get("sparql", method)
    assert (answer.status, answer.headers["Allow"]) == (405, ASK)


@pytest.mark.parametrize(
    ("path", "allowed"), [("id/baku", READ), ("sparql", ASK), ("reconcile", ASK), ("", READ)]
)
def test_options(path: str, allowed: str, server: Served) -> None:
    answer = server.get(path, "OPTIONS")
    assert (answer.status, answer.data, answer.headers["Allow"]) == (204, b"", allowed)
    assert answer.headers["Access-Control-Allow-Methods"] == allowed


def test_options_of_nothing_in_particular(server: Served) -> None:
    with closing(HTTPConnection(*server.address)) as connection:
        connection.request("OPTIONS", "*")
        assert connection.getresponse().status == 400


@pytest.mark.parametrize(
    ("tag", "direction"), [("en", "ltr"), ("iw", "rtl"), ("az", "ltr"), ("kk", "ltr"), ("ru", "ltr")]
)
def test_browsers_are_told_on_a_page_what_is_missing(tag: str, direction: str, server: Served) -> None:
    answer = server.get("id/nothing-is-called-so", accept=BROWSER, accept_language=tag)
    language = {"iw": "he"}.get(tag, tag)
    assert (answer.status, answer.headers["Content-Language"]) == (404, language)
    assert f'lang="{language}" dir="{direction}"'.encode() in answer.data


@pytest.mark.parametrize("accept", ["*/*", "text/turtle", "application/json", "text/html;q=0, */*"])
def test_programs_are_told_as_a_problem_what_is_missing(accept: str, server: Served) -> None:
    answer = server.get("id/nothing-is-called-so", accept=accept)
    assert answer.status == 404
    check_problem(404, answer.headers["Content-Type"], answer.json())
    assert answer.headers["Vary"] == "Accept, Accept-Language, Host"


@pytest.mark.parametrize(
    "path",
    [
        "id/%FF",
        "id/%zz",
        "id/../../etc/passwd",
        "%2e%2e/%2e%2e/etc/passwd",
        "id/a%00b",
        "id/a%0d%0aX-Injected:%20yes",
        "id\\baku",
    ],
)
def test_paths_that_are_none(path: str, server: Served) -> None:
    answer = server.client.urlopen("GET", server.url + path, redirect=False, retries=False)
    assert answer.status in (400, 404)
    assert "X-Injected" not in answer.headers


@pytest.mark.parametrize(
    ("path", "method"),
    [
        ("", "GET"),
        ("doc/baku.html", "GET"),
        ("doc/baku.ttl", "GET"),
        ("id/baku", "GET"),
        ("nothing", "GET"),
        ("sparql?query=x", "GET"),
        ("sparql", "PUT"),
        ("sparql", "OPTIONS"),
        ("query/names.json", "HEAD"),
        ("health", "GET"),
        ("reconcile", "GET"),
    ],
)
def test_headers_of_every_answer(path: str, method: str, server: Served) -> None:
    headers = server.get(path, method).headers
    assert "default-src 'none'" in headers["Content-Security-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Access-Control-Allow-Origin"] == "*"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert "Cache-Control" in headers
    assert "Server" not in headers

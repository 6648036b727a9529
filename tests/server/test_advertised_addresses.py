"""Which addresses the server tells its clients: those that they can ask, below the path where it is published."""

import re
from collections.abc import Iterator

import pytest
import urllib3
from serving import Served, free_port, served

pytestmark = pytest.mark.process

BASED = "https://data.example.org/azkz/"
TELLING = (
    "reconcile",
    "openapi.json",
    "doc/baku.html",
    "query/names.html",
    "sparql",
    ".well-known/void",
    "robots.txt",
    "sitemap.xml",
    "",
)
"""What tells clients absolute addresses."""


@pytest.fixture(scope="module")
def everywhere() -> Iterator[Served]:
    """A server at all addresses, behind a proxy."""
    with served("--quiet", "--host", "::", "--behind-proxy") as running:
        yield running


@pytest.fixture(scope="module")
def below() -> Iterator[Served]:
    """A server that is published below a path, asked as its proxy asks it."""
    with served("--quiet", "--base", BASED.removesuffix("/"), port=free_port()) as running:
        yield running


@pytest.mark.parametrize("path", TELLING)
def test_a_client_is_told_the_address_that_it_called(everywhere: Served, path: str) -> None:
    for host in ("data.example.org", "other.example.org:81", "data.example.org"):
        for scheme in ("http", "https"):
            text = everywhere.get(path, host=host, x_forwarded_proto=scheme).data.decode()
            assert f"{scheme}://{host}/" in text or f'"{scheme}://{host}"' in text
            wrong = {
                "0.0.0.0",
                "[::]",
                "127.0.0.1",
                "other" if host.startswith("data") else "data.example.org",
            }
            assert not [each for each in wrong if f"://{each}" in text]


def test_a_client_of_either_family_is_answered_and_told_its_address(everywhere: Served) -> None:
    port = everywhere.address[1]
    for host in ("127.0.0.1", "[::1]", "localhost"):
        url = f"http://{host}:{port}/"
        answer = everywhere.client.request("GET", f"{url}reconcile")
        assert answer.json()["view"]["url"] == f"{url}id/{{{{id}}}}"


def test_a_proxy_says_below_which_path_it_has_the_server(everywhere: Served) -> None:
    for prefix in ("", "/azkz", "/b"):

        def ask(path: str, named: str = prefix) -> urllib3.BaseHTTPResponse:
            return everywhere.get(path, accept="*/*", x_forwarded_prefix=named, host="example.org")

        assert ask("id/baku").headers["Location"] == f"{prefix}/doc/baku.html"
        assert ask("openapi.json").json()["servers"] == [{"url": f"http://example.org{prefix}"}]


ASKED = (
    *(path for path in TELLING if path != "sitemap.xml"),  # it is long
    "id/baku",
    "id/baku.ttl",
    "id/nothing",
    "doc/baku.ttl",
    "questions",
    "nothing",
    "assets/style.css",
    "query/names.csv",
    "query/names.html?entity=baku",
    "sparql?query=ASK%7B%7D",
    "sparql?query=CONSTRUCT%7B%3Ca%3E%3Ca%3E1%7D%7B%7D",
    "reconcile/suggest/entity?prefix=ba",
    "reconcile/preview?id=baku",
)
PROXY = ("X-Forwarded-Proto", "X-Forwarded-Prefix")
HEADERS = {
    "Accept": ("text/html", "text/turtle", "image/png"),
    "Accept-Language": ("en", "he"),
    "Accept-Encoding": ("identity", "gzip", "br"),
    "Host": ("data.example.org", "localhost:81"),
    "X-Forwarded-Proto": ("http", "https"),
    "X-Forwarded-Prefix": ("", "/azkz"),
    "X-Forwarded-Host": ("", "other.example.org"),
    "X-Forwarded-Port": ("80", "81"),
    "X-Forwarded-For": ("192.0.2.1", "192.0.2.2"),
    "Forwarded": ("", "host=other.example.org;proto=https"),
    "X-Original-URL": ("", "/health"),
    "X-HTTP-Method-Override": ("", "POST"),
    "User-Agent": ("Mozilla/5.0", "curl/8.0"),
    "Origin": ("https://a.example", "https://b.example"),
    "Referer": ("https://a.example/", "https://b.example/"),
    "Cookie": ("", "language=he"),
    "Authorization": ("", "Basic YTpi"),
}
"""Headers that could choose or change an answer, and values that would."""


def told_by(server: Served, path: str, name: str) -> tuple[bool, bool]:
    """Whether the answer at the path differs by a header, and whether it always says so."""
    found = [server.get(path, "GET", None, **{name: value}) for value in HEADERS[name]]
    for answer in found:
        answer.headers.discard("Date")
    differing = {(answer.status, answer.data, *sorted(answer.headers.items())) for answer in found}
    return len(differing) > 1, all(name in answer.headers.get("Vary", "").split(", ") for answer in found)


@pytest.mark.parametrize("path", ASKED)
def test_an_answer_names_the_headers_that_it_depends_on(everywhere: Served, below: Served, path: str) -> None:
    for server in (everywhere, below):
        told = {name: told_by(server, path, name) for name in HEADERS}
        assert {name for name, (differs, says) in told.items() if differs and not says} == set()
    assert not any(told[name] != (False, False) for name in ("Host", *PROXY))


def test_the_address_of_a_request_is_what_links_depend_on(everywhere: Served, server: Served) -> None:
    for path in ("reconcile", "id/baku", "sparql", ""):
        assert {"Host", *PROXY} <= set(everywhere.get(path).headers["Vary"].split(", "))
        told = set(server.get(path).headers["Vary"].split(", "))
        assert "Host" in told
        assert not told & set(PROXY)


def links(answer: urllib3.BaseHTTPResponse) -> set[str]:
    """The beginnings of the paths to which the headers of an answer lead."""
    told = [answer.headers.get(name, "") for name in ("Location", "Content-Location")]
    found = [*told, *re.findall("<(/[^>]*)>", answer.headers.get("Link", ""))]
    return {"/" + each.split("/")[1] for each in found if each}


@pytest.mark.parametrize("before", ["", "azkz/"])
@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("id/baku", 303),
        ("id/baku.ttl", 303),
        ("query/names", 303),
        ("", 200),
        ("doc/baku.ttl", 200),
        ("questions", 200),
        ("query/names.html?language=he", 200),
        ("sparql?query=ASK%7B%7D", 200),
        ("reconcile", 200),
        ("health", 200),
    ],
)
def test_a_base_with_a_path_is_served_below_it(below: Served, before: str, path: str, status: int) -> None:
    answer = below.get(before + path)
    assert answer.status == status
    assert links(answer) <= {"/azkz"}
    assert links(answer) or path.startswith(("sparql", "reconcile", "health"))
    refused = below.get(before + path, accept="image/png")
    assert refused.status < 406 or all(
        each["href"].startswith("/azkz/") for each in refused.json()["available"] if "href" in each
    )


def test_its_pages_lead_below_it(below: Served) -> None:
    missing = below.get("azkz/no/such/page", accept="text/html")
    assert missing.status == 404
    assert set(re.findall(r'(?:href|src)="(/[^/"]*)', missing.data.decode())) == {"/azkz"}
    assert below.get("azkz/openapi.json").json()["servers"] == [{"url": BASED.removesuffix("/")}]
    assert below.get("azkz/reconcile").json()["suggest"]["type"]["service_url"] == f"{BASED}reconcile"
    root = below.get("azkz?a=b")
    assert (root.status, root.headers["Location"]) == (308, f"{BASED}?a=b")

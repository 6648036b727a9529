"""By which URL a client knows the server."""

from typing import Any

import pytest

from azkz_graph.problem import UsageError
from azkz_graph.server.http.base_url import BaseUrl, given_url

OWN = "http://127.0.0.1:8000/"


class Peer:
    """The other end of a connection."""

    def __init__(self, address: str) -> None:
        self.client = (address, 1)


def scope(peer: str = "127.0.0.1", scheme: str = "http", **headers: str) -> dict[str, Any]:
    found = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
    return {"headers": found, "scheme": scheme, "connection": Peer(peer)}


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        (scope(host="localhost:9000"), "http://localhost:9000/"),
        (scope(host="Data.Example.ORG"), "http://data.example.org/"),
        (scope(host="[::1]:80"), "http://[::1]:80/"),
        (scope(host="data.example.org", scheme="https"), "https://data.example.org/"),
        (scope(host="data.example.org", scheme="wss"), "https://data.example.org/"),
        (scope(), OWN),
    ],
)
def test_it_is_the_address_that_the_client_called(asked: dict[str, Any], expected: str) -> None:
    assert BaseUrl(None, OWN).of(asked) == expected
    assert BaseUrl("https://example.org/a/", OWN).of(asked) == "https://example.org/a/"


@pytest.mark.parametrize(
    ("prefix", "path"),
    [
        ("/azkz", "azkz/"),
        ("/azkz/", "azkz/"),
        ("azkz", "azkz/"),
        ("/some/v1.2/azkz", "some/v1.2/azkz/"),
        ("/", ""),
        ("", ""),
        ("//evil.example", ""),
        ("/a//b", ""),
        ("/../a", ""),
        ("/a/..", ""),
        ("/.", ""),
        ("/a, /b", ""),
        ("/a?b", ""),
        ("/a\\b", ""),
        ("https://evil.example/", ""),
        ("/" + "a" * 300, "a" * 199 + "/"),
    ],
)
def test_a_proxy_may_name_the_path_below_which_it_has_the_server(prefix: str, path: str) -> None:
    base = BaseUrl(None, OWN, behind_proxy=True)
    asked = {"host": "example.org", "x_forwarded_prefix": prefix}
    assert base.of(scope(**asked)) == f"http://example.org/{path}"
    assert base.of(scope("::1", **asked)) == f"http://example.org/{path}"
    assert base.of(scope("203.0.113.9", **asked)) == "http://example.org/"
    assert BaseUrl(None, OWN).of(scope(**asked)) == "http://example.org/"


def test_paths_are_known_with_and_without_that_of_the_base() -> None:
    base = BaseUrl(given_url("https://example.org/some/azkz"), OWN)
    for path in (b"/some/azkz/id/baku", b"/id/baku"):
        assert base.own_path(path) == b"/id/baku"
    assert base.own_path(b"/some/azkz/") == b"/"
    assert base.own_path(b"/some/azkzid/baku") == b"/some/azkzid/baku"
    assert base.is_bare(b"/some/azkz")
    assert not base.is_bare(b"/")
    at_root = BaseUrl(given_url("https://example.org"), OWN)
    assert at_root.own_path(b"/id/baku") == b"/id/baku"
    assert not at_root.is_bare(b"")


@pytest.mark.parametrize(
    "base",
    [
        "data.example.org",
        "ftp://example.org/",
        "https:///a/",
        "https://user:secret@example.org/",
        "https://example.org/?a",
        "https://example.org/#a",
        "https://example.org/a b/",
        "https://example.org:65536/",
        "https://[:::]/",
        "https://:80/",
        "https://example.org/id/",
        "https://example.org/sparql",
    ],
)
def test_what_is_no_base_is_told(base: str) -> None:
    with pytest.raises(UsageError) as caught:
        given_url(base)
    assert "secret" not in str(caught.value)

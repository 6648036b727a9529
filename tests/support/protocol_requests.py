"""Requests of the SPARQL protocol to a running server."""

from collections.abc import Sequence
from typing import Final
from urllib.parse import urlencode

import urllib3
from serving import Served

FORM: Final = "application/x-www-form-urlencoded"
QUERY: Final = "application/sparql-query"
UPDATE: Final = "application/sparql-update"

Pairs = Sequence[tuple[str, str]]


def get(server: Served, pairs: Pairs, **headers: str) -> urllib3.BaseHTTPResponse:
    """The answer to a query by GET."""
    return server.get("sparql?" + urlencode(pairs), "GET", None, **headers)


def post_form(server: Served, pairs: Pairs, address: Pairs = (), **headers: str) -> urllib3.BaseHTTPResponse:
    """The answer to a form with `pairs`, at an address with parameters of its own."""
    return post(server, urlencode(pairs).encode(), FORM, address, **headers)


def post(
    server: Served, body: bytes, media_type: str, address: Pairs = (), **headers: str
) -> urllib3.BaseHTTPResponse:
    """The answer to a body of a media type."""
    path = "sparql?" + urlencode(address) if address else "sparql"
    return server.get(path, "POST", body, content_type=media_type, **headers)


def truth(answer: urllib3.BaseHTTPResponse) -> bool:
    """The truth value that is answered."""
    assert answer.status == 200, answer.data
    found = answer.json()["boolean"]
    assert isinstance(found, bool)
    return found

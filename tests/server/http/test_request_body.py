"""Which bodies are read. Source: RFC 9110, sections 8.4, 12.5.3 and 15.5.16."""

from typing import Any

import pytest
from own_loop import run_apart

from azkz_graph.server.http.request import RefusedError
from azkz_graph.server.http.request_body import read_body
from azkz_graph.server.workers.limits import Limits


def read(body: bytes, **headers: str) -> bytes:
    """The body of a POST with those headers."""

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": body}

    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return run_apart(read_body("POST", named, receive, lambda size: True, Limits()))


@pytest.mark.parametrize(
    "coding", ["gzip", "GZIP", "br", "zstd", "x-own", "identity, gzip", "gzip, identity"]
)
def test_a_body_with_a_content_coding_is_refused(coding: str) -> None:
    with pytest.raises(RefusedError) as caught:
        read(b"query=ASK%7B%7D", content_encoding=coding)
    reply = caught.value.reply
    assert (reply.status, reply.headers) == (415, {"Accept-Encoding": "identity"})


@pytest.mark.parametrize("headers", [{}, {"content_encoding": "identity"}, {"content_encoding": ""}])
def test_a_body_without_one_is_read(headers: dict[str, str]) -> None:
    assert read(b"query=ASK%7B%7D", **headers) == b"query=ASK%7B%7D"

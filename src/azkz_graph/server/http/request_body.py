"""Bodies of requests, read whole and within limits."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping, MutableMapping
from typing import Any, Final

from azkz_graph.server.http.request import RefusedError
from azkz_graph.server.workers.limits import MEBIBYTE, Limits
from azkz_graph.server.workers.reply import Reply, problem
from azkz_graph.server.workers.worker import RETRY

Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]

PASSED_OVER: Final = 128 * MEBIBYTE
"""How much of a body that is refused is read."""

IDENTITY: Final = "identity"
"""What a body that has no content coding may be said to have."""

CLOSE: Final = {"Connection": "close"}
BUSY: Final = {**RETRY, **CLOSE}


class GoneError(Exception):
    """The client has gone away."""


async def read_body(
    method: str, headers: Mapping[str, str], receive: Receive, add: Callable[[int], bool], limits: Limits
) -> bytes:
    """Read the body of a request; `add` counts its bytes as held, and says whether there is room.

    Raises:
        RefusedError: it is too large, too slow or compressed, or there is no room for it.
        GoneError: its client has left.
    """
    length = headers.get("content-length", "0")
    if method != "POST":
        if length != "0" or "transfer-encoding" in headers:
            raise RefusedError(
                problem(400, f"a {method} request has no body here; send it without one", CLOSE)
            )
        return b""
    if "expect" in headers and length.isdecimal() and int(length[:18]) > limits.body:
        # Who asks before it sends is told at once.
        raise RefusedError(too_large(limits))
    try:
        async with asyncio.timeout(limits.reading):
            body = await collect_body(receive, add, limits)
    except TimeoutError:
        raise RefusedError(
            problem(408, "the body of the request did not arrive in time; send it at once", CLOSE)
        ) from None
    if headers.get("content-encoding", "").strip().lower() not in ("", IDENTITY):
        told = "the body has a Content-Encoding, and none is read here; send it uncompressed"
        # Source: RFC 9110, section 15.5.16. No other 415 may have this header: section 12.5.3.
        raise RefusedError(problem(415, told, {"Accept-Encoding": IDENTITY}))
    return body


async def collect_body(receive: Receive, add: Callable[[int], bool], limits: Limits) -> bytes:
    """Read the body; one that is too large is read to its end, within limits: many clients first send it all.

    One that is too large is read to its end, within limits: many clients first send it all.
    """
    found, size, refused = bytearray(), 0, None
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise GoneError
        part = message.get("body", b"")
        size += len(part)
        if size > limits.body:
            refused = too_large(limits)
        elif not add(len(part)):
            refused = problem(503, "too much is being sent at once; ask again in a few seconds", BUSY)
        if refused is None:
            found += part
        else:
            found.clear()
        if refused is not None and (size > PASSED_OVER or not message.get("more_body")):
            raise RefusedError(refused)
        if not message.get("more_body"):
            return bytes(found)


def too_large(limits: Limits) -> Reply:
    """Say that a request has too many bytes."""
    return problem(413, f"the request has more than {limits.body:,} bytes; send less", CLOSE)

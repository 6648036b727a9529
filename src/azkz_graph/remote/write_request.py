"""Requests that change a store, of which it is known whether they may still be carried out."""

from collections.abc import Mapping
from io import RawIOBase
from typing import Final

from azkz_graph.http.http_client import Client
from azkz_graph.http.received_reply import Reply
from azkz_graph.problem import UsageError
from azkz_graph.remote.refusal import refusal

LOST: Final = (502, 504)
"""The statuses with which a proxy says that it has no answer; the store behind it may still be at work."""


class UnansweredError(UsageError):
    """A request whose answer is lost: the store may have done it, or not, or may do it later."""


def send(
    client: Client,
    method: str,
    url: str,
    headers: Mapping[str, str],
    body: bytes | RawIOBase | None = None,
    *,
    repeatable: bool = True,
) -> Reply:
    """Return what the store itself answers to a request that changes it.

    Raises:
        UnansweredError: it does not answer.
    """
    try:
        reply = client.send(method, url, headers, body, repeatable=repeatable)
    except UsageError as error:
        raise UnansweredError(str(error)) from None
    if reply.status in LOST:
        raise UnansweredError(str(refusal(reply, client.knows(url))))
    return reply

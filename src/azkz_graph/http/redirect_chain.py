"""Answers from redirection to redirection, each of which is examined."""

import time
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Final
from urllib.parse import urljoin, urlsplit

from urllib3 import Retry

from azkz_graph.http.http_client import Client
from azkz_graph.http.network_failure import ExchangeError
from azkz_graph.http.received_reply import Reply
from azkz_graph.text.safe_text import brief

# How long to wait before asking again is for us to say, not for the server.
RETRIES: Final = Retry(
    total=2,
    read=1,
    backoff_factor=0.2,
    status_forcelist=(429, 502, 503, 504),
    raise_on_status=False,
    respect_retry_after_header=False,
)
RULE: Final = "let a rule lead to the document"


@dataclass(frozen=True)
class Limits:
    """How long an answer may take with all that it leads to, how long each may be, and how often it may lead on.

    What fails may be asked for again, twice, and then takes up to three times as long.
    """

    seconds: float = 30
    bytes: int = 64 * 1024 * 1024
    hops: int = 10


class RedirectClient:
    """What asks for documents as they are sent; it keeps its connections, and `jobs` threads may use it at once."""

    def __init__(self, jobs: int = 1, limits: Limits | None = None) -> None:
        self.limits = limits or Limits()
        self._client = Client(seconds=self.limits.seconds, waits=(), retries=RETRIES, jobs=jobs)

    def get(
        self, url: str, headers: Mapping[str, str], hosts: Collection[str] | None = None
    ) -> tuple[Reply, ...]:
        """Return what the URL answers, and what it leads to on these hosts (with ports), by default on any.

        The last leads no further. Of what is no success, and not gone, only the beginning is read.

        Raises:
            ExchangeError: there is no whole answer within the limits.
        """
        hops: list[Reply] = []
        end = time.monotonic() + self.limits.seconds
        while True:
            hops.append(self._ask(url, headers, end))
            if hops[-1].location is None:
                return tuple(hops)
            url = next_url(hops[-1], hosts)
            if url in (each.url for each in hops):
                raise ExchangeError(url, f"is redirected back to {brief(url)}, in a circle", RULE)
            if len(hops) > self.limits.hops:
                raise ExchangeError(url, f"is redirected more than {self.limits.hops} times", RULE)

    def _ask(self, url: str, headers: Mapping[str, str], end: float) -> Reply:
        asked = {**headers, "Accept-Encoding": "identity"}
        reply = self._client.send("GET", url, asked, most=self.limits.bytes + 1, end=end)
        if len(reply.content) > self.limits.bytes:
            what = f"is answered with more than {self.limits.bytes:,} bytes"
            raise ExchangeError(url, what, "let the server send the document alone")
        return reply


def next_url(hop: Reply, hosts: Collection[str] | None) -> str:
    """Return where a redirection leads.

    Raises:
        ExchangeError: it leads nowhere, or to another host than those.
    """
    location = hop.location or ""
    try:
        url = urljoin(hop.url, location).partition("#")[0]
        parts = urlsplit(url)
        if not location or parts.scheme not in ("http", "https") or not parts.hostname:
            raise ValueError("no address of a document")
    except ValueError:
        said = f"to {brief(location)}, which is no address" if location else "without saying where"
        raise ExchangeError(hop.url, f"is redirected {said}", "let the rule name the document") from None
    if hosts is not None and parts.netloc.lower() not in hosts:
        raise ExchangeError(
            url,
            f"is redirected to another host, {brief(url)}",
            "lead to a document of this host, or ask that host itself",
        )
    return url

"""A URL and the headers of a request in; what is answered, from redirection to redirection, out.

The other side may be slow, endless or hostile: whatever it does, an exchange ends.
"""

import time
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Final
from urllib.parse import urljoin, urlsplit

from urllib3 import BaseHTTPResponse, PoolManager, Retry, Timeout
from urllib3.exceptions import HTTPError

from azkz_graph.http.network_failure import ExchangeError, late, told
from azkz_graph.http.timed_connections import POOLS
from azkz_graph.text.safe_text import brief

REDIRECTIONS: Final = (301, 302, 303, 307, 308)


@dataclass(frozen=True)
class Limits:
    """How long an answer may take with all that it leads to, how long each may be, and how often it may lead on.

    What fails may be asked for again, twice, and then takes up to three times as long.
    """

    seconds: float = 30
    bytes: int = 64 * 1024 * 1024
    hops: int = 10


@dataclass(frozen=True)
class Hop:
    """One answer: the URL that was asked, and the status and the headers that came."""

    url: str
    status: int
    headers: Mapping[str, str]


@dataclass(frozen=True)
class Exchange:
    """All answers from the first URL to the last, and the body of the last."""

    hops: tuple[Hop, ...]
    body: bytes

    @property
    def last(self) -> Hop:
        """The answer that leads no further."""
        return self.hops[-1]


class Client:
    """What asks; it keeps its connections, and `jobs` threads may use it at once."""

    def __init__(self, jobs: int = 1, limits: Limits | None = None) -> None:
        self.limits = limits or Limits()
        # How long to wait before asking again is for us to say, not for the server.
        retries = Retry(
            total=2,
            read=1,
            backoff_factor=0.2,
            status_forcelist=(429, 502, 503, 504),
            raise_on_status=False,
            respect_retry_after_header=False,
        )
        self._pools = PoolManager(maxsize=jobs, retries=retries)
        self._pools.pool_classes_by_scheme = POOLS

    def get(self, url: str, headers: Mapping[str, str], hosts: Collection[str] | None = None) -> Exchange:
        """What the URL answers, and what it leads to on these hosts (with ports), by default on any.

        Raises:
            ExchangeError: there is no whole answer within the limits.
        """
        hops: list[Hop] = []
        end = time.monotonic() + self.limits.seconds
        while True:
            hop, body = self._ask(url, headers, end - time.monotonic())
            hops.append(hop)
            if hop.status not in REDIRECTIONS:
                return Exchange(tuple(hops), body)
            url = next_url(hop, hosts)
            if url in (each.url for each in hops):
                raise ExchangeError(
                    f"is led back to {brief(url)}, in a circle", "let a rule lead to the document"
                )
            if len(hops) > self.limits.hops:
                raise ExchangeError(
                    f"is led on more than {self.limits.hops} times", "let a rule lead to the document"
                )

    def _ask(self, url: str, headers: Mapping[str, str], seconds: float) -> tuple[Hop, bytes]:
        if seconds <= 0:
            raise late(self.limits.seconds)
        timeout = Timeout(connect=min(10, seconds), read=seconds)
        try:
            answer = self._pools.request(
                "GET", url, headers=headers, redirect=False, preload_content=False, timeout=timeout
            )
            try:
                body = self._read(answer, url)
            except BaseException:
                # What is still to come would be taken for the next answer.
                answer.close()
                raise
            answer.release_conn()
        except (HTTPError, OSError, ValueError) as error:
            raise told(error, url, self.limits.seconds) from None
        return Hop(url, answer.status, answer.headers), body

    def _read(self, answer: BaseHTTPResponse, url: str) -> bytes:
        body = bytearray()
        for piece in answer.stream(65536, decode_content=False):
            body += piece
            if len(body) > self.limits.bytes:
                most = f"{self.limits.bytes:,} bytes"
                raise ExchangeError(
                    f"is answered with more than {most}", "let the server send the document alone"
                )
        return bytes(body)


def next_url(hop: Hop, hosts: Collection[str] | None) -> str:
    """Where a redirection leads.

    Raises:
        ExchangeError: it leads nowhere, or to another host than those.
    """
    location = hop.headers.get("Location", "")
    try:
        url = urljoin(hop.url, location).partition("#")[0]
        parts = urlsplit(url)
        if not location or parts.scheme not in ("http", "https") or not parts.hostname:
            raise ValueError("no address of a document")
    except ValueError:
        said = f"to {brief(location)}, which is no address" if location else "without saying where"
        raise ExchangeError(f"is redirected {said}", "let the rule name the document") from None
    if hosts is not None and parts.netloc.lower() not in hosts:
        raise ExchangeError(
            f"is led to another host, {brief(url)}",
            "lead to a document of this host, or ask that host itself",
        )
    return url

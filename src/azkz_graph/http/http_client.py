"""A request in; the answer of a server that may be slow, busy, hostile or gone, or one sentence on its failure, out.

This speaks through `requests`, which knows the digest authentication that Virtuoso asks for, proxies of the
environment, and authorities in REQUESTS_CA_BUNDLE; its connections are those of `timed_connections`.
"""

import io
import math
import time
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from io import RawIOBase
from typing import Any, Final
from urllib.parse import urljoin

import requests
from requests.adapters import HTTPAdapter
from requests.auth import AuthBase
from urllib3.exceptions import HTTPError

from azkz_graph.http.authorization import Anonymous, Bearer, hidden, proof
from azkz_graph.http.credentials import Secret, checked_url, is_loopback, origin
from azkz_graph.http.network_failure import told
from azkz_graph.http.received_reply import Reply, shown
from azkz_graph.http.timed_connections import POOLS
from azkz_graph.problem import UsageError
from azkz_graph.text.safe_text import brief

BUSY: Final = (429, 502, 503)
"""The statuses after which the same is asked again."""

UNTOUCHED: Final = (429, 503)
"""Those of them after which the server has certainly not done what was asked."""

WAITS: Final = (0.5, 1, 2, 4)
LONGEST_WAIT: Final = 30
"""How long is waited before each repetition, in seconds, unless the server says how long, and at the most."""

HOPS: Final = 10
ERROR_BYTES: Final = 64 * 1024
SLOW: Final = "ask for less, or wait longer by --timeout"

MEBIBYTE: Final = 1024 * 1024
MOST: Final = 256 * MEBIBYTE
"""How many bytes an answer may have when it is decompressed, unless more are allowed."""

CODINGS: Final = "gzip, deflate"
"""How an answer may be compressed: as the standard library decompresses, piece by piece."""


@dataclass(frozen=True)
class Request:
    """What is sent, how many bytes of the body that comes back are wanted, by default all, and until when."""

    method: str
    url: str
    headers: Mapping[str, str]
    body: bytes | RawIOBase | None
    most: int | None
    end: float = math.inf


class PlainSession(requests.Session):
    """Leads nowhere: `requests` would read all that comes with a redirection, only to say where it leads."""

    def get_redirect_target(self, resp: requests.Response) -> None:
        """Nothing, wherever the answer leads."""


class TimedAdapter(HTTPAdapter):
    """Connects by pools on which a whole answer must come in time."""

    def init_poolmanager(self, *arguments: Any, **options: Any) -> None:  # noqa: ANN401
        """Make the pools."""
        super().init_poolmanager(*arguments, **options)
        self.poolmanager.pool_classes_by_scheme = POOLS


class Client:
    """What asks servers; a secret is sent only to the origin that it is given for.

    An answer takes at most so many `seconds`, and has at most `size` bytes when it is decompressed.
    """

    def __init__(
        self,
        secrets: Mapping[str, Secret] | None = None,
        seconds: float = 60,
        tell: Callable[[str], None] = lambda line: None,
        size: int = MOST,
    ) -> None:
        self.seconds = seconds
        self.size = size
        self._secrets = secrets or {}
        self._tell = tell
        self._proofs: dict[str, AuthBase] = {
            place: Bearer(secret.word) for place, secret in self._secrets.items() if secret.user is None
        }
        self._session = PlainSession()
        self._session.headers["Accept-Encoding"] = CODINGS
        for scheme in ("http://", "https://"):
            self._session.mount(scheme, TimedAdapter())

    def knows(self, url: str) -> bool:
        """Whether there is a secret for the URL."""
        return origin(url) in self._secrets

    def ask(
        self,
        method: str,
        url: str,
        headers: Mapping[str, str],
        body: bytes | None = None,
        *,
        most: int | None = None,
    ) -> Reply:
        """The answer to what changes nothing, from wherever the URL leads to, all within the client's time.

        Raises:
            UsageError: there is no whole answer.
        """
        request = Request(method, url, headers, body, most, time.monotonic() + self.seconds)
        for _ in range(HOPS):
            reply = self._patient(request, BUSY)
            if not reply.location:
                return reply
            request = replace(request, url=next_url(request.url, reply.location, reply.told))
            if reply.status == 303:
                request = replace(request, method="GET", body=None)
        raise UsageError(f"{shown(request.url)} leads on and on; give the address that it is to lead to")

    def send(
        self,
        method: str,
        url: str,
        headers: Mapping[str, str],
        body: bytes | RawIOBase | None = None,
        *,
        most: int | None = None,
        repeatable: bool = True,
    ) -> Reply:
        """The answer to a request; of its body `most` bytes, by default all.

        It is sent again while the server is too busy, unless it is not `repeatable` and may have been heeded.

        Raises:
            UsageError: there is no whole answer.
        """
        return self._patient(Request(method, url, headers, body, most), BUSY if repeatable else UNTOUCHED)

    def _patient(self, request: Request, busy: Collection[int]) -> Reply:
        """The answer; the same is asked again while the status is one of `busy` and there is time."""
        for wait in WAITS:
            reply = self._proved(request)
            pause = waiting(reply, wait)
            if reply.status not in busy or time.monotonic() + pause >= request.end:
                return reply
            self._tell(f"{shown(request.url)} is busy ({reply.status}); asked again in {pause:g} s")
            time.sleep(pause)
        return self._proved(request)

    def _proved(self, request: Request) -> Reply:
        """The answer; if the server asks who asks, the answer to the same with the proof that it asks for."""
        reply = self._once(request)
        place = origin(request.url)
        if reply.status == 401 and place in self._secrets and place not in self._proofs:
            self._proofs[place] = proof(self._secrets[place], reply.headers.get("WWW-Authenticate", ""))
            return self._once(request)
        return reply

    def _once(self, request: Request) -> Reply:
        url, body = request.url, request.body
        if body is not None and not isinstance(body, bytes):
            body.seek(0)
        seconds = min(self.seconds, request.end - time.monotonic())
        if seconds <= 0:
            raise UsageError(f"{shown(url)}: is not answered within {self.seconds:g} s; {SLOW}")
        # urllib3 waits for the server to take a piece of the body as long as for a connection.
        patience = (seconds if body else min(10, seconds), seconds)
        auth = self._proofs.get(origin(url), Anonymous())
        # What stays on this machine is not sent to a proxy.
        proxies = {"http": "", "https": ""} if is_loopback(url) else None
        try:
            with self._session.request(
                request.method, url, headers=request.headers, data=body, auth=auth, timeout=patience, stream=True,
                allow_redirects=False, proxies=proxies,
            ) as answer:  # fmt: skip
                said = self._content(answer, request)
                return Reply(url, answer.status_code, answer.headers, said, tuple(self._secrets.values()))
        except (requests.RequestException, HTTPError, OSError, ValueError) as error:
            raise failure(error, url, self.seconds) from None

    def _content(self, answer: requests.Response, request: Request) -> bytes:
        """The body of the answer, or its first bytes; of one that is no success the first, without our secret."""
        is_success = answer.status_code < 300
        wanted = request.most if is_success else ERROR_BYTES
        found = io.BytesIO()
        for piece in answer.iter_content(65536):
            found.write(piece)
            if wanted is not None and found.tell() >= wanted:
                break
            if found.tell() > self.size:
                raise UsageError(
                    f"{shown(request.url)} answers with more than {self.size // MEBIBYTE:,} MiB; ask for less, "
                    f"or allow more by --size"
                )
        found.truncate(wanted)
        return found.getvalue() if is_success else hidden(found.getvalue(), self._secrets.values())


def next_url(url: str, location: str, told: Callable[[str], str] = str) -> str:
    """Where a redirection leads; `told` is what of it may be said.

    Raises:
        UsageError: it leads to no address, or from where nobody listens to where anybody may.
    """
    try:
        found = checked_url(urljoin(url, location))
    except (ValueError, UsageError):
        raise UsageError(
            f"{shown(told(url))} leads to {brief(told(location))}, which is no address of a server; see its manual"
        ) from None
    if url.lower().startswith("https:") and not found.lower().startswith("https:"):
        raise UsageError(
            f"{shown(told(url))} leads to {brief(told(location))}, which is not encrypted; "
            f"give that address itself to ask there"
        )
    return found


def waiting(reply: Reply, wait: float) -> float:
    """The seconds to wait: those that the server asks for, within bounds. Source: RFC 9110 section 10.2.3."""
    asked = reply.headers.get("Retry-After", "")
    return min(max(float(asked), wait), LONGEST_WAIT) if asked.isascii() and asked.isdecimal() else wait


def failure(error: Exception, url: str, seconds: float) -> UsageError:
    """Why the URL gave no answer."""
    if isinstance(error, requests.exceptions.SSLError):
        return UsageError(
            f"{shown(url)}: its certificate cannot be trusted; renew it, or name the file of the authority "
            f"that signed it in REQUESTS_CA_BUNDLE"
        )
    cause = error.args[0] if error.args and isinstance(error.args[0], HTTPError) else error
    why = told(cause, url, seconds)
    return UsageError(f"{shown(url)}: {why.what}; {why.mend}")

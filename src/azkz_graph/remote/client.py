"""A request in; the answer of a server that may be slow, busy, hostile or gone, or one sentence on its failure, out.

This speaks through `requests`, which knows the digest authentication that Virtuoso asks for, proxies of the
environment, and authorities in REQUESTS_CA_BUNDLE; its connections are those of `timed_connections`.
"""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from io import RawIOBase
from typing import Any, Final
from urllib.parse import urljoin

import requests
from requests.adapters import HTTPAdapter
from requests.auth import AuthBase
from urllib3.exceptions import HTTPError

from azkz_graph.exchange_error import told
from azkz_graph.problem import UsageError
from azkz_graph.remote.credentials import Secret, checked_url, origin
from azkz_graph.remote.proof import Anonymous, Bearer, proof
from azkz_graph.remote.reply import Reply, shown
from azkz_graph.timed_connections import POOLS

BUSY: Final = (429, 502, 503)
"""The statuses after which the same is asked again."""

UNTOUCHED: Final = (429, 503)
"""Those of them after which the server has certainly not done what was asked."""

WAITS: Final = (0.5, 1, 2, 4)
LONGEST_WAIT: Final = 30
"""How long is waited before each repetition, in seconds, unless the server says how long, and at the most."""

HOPS: Final = 10
ERROR_BYTES: Final = 64 * 1024


@dataclass(frozen=True)
class Request:
    """What is sent, and how many bytes of the body that comes back are wanted, by default all."""

    method: str
    url: str
    headers: Mapping[str, str]
    body: bytes | RawIOBase | None
    most: int | None


class TimedAdapter(HTTPAdapter):
    """Connects by pools on which a whole answer must come in time."""

    def init_poolmanager(self, *arguments: Any, **options: Any) -> None:  # noqa: ANN401
        """Make the pools."""
        super().init_poolmanager(*arguments, **options)
        self.poolmanager.pool_classes_by_scheme = POOLS


class Client:
    """What asks servers; a secret is sent only to the origin that it is given for."""

    def __init__(
        self,
        secrets: Mapping[str, Secret] | None = None,
        seconds: float = 60,
        tell: Callable[[str], None] = lambda line: None,
    ) -> None:
        self.seconds = seconds
        self._secrets = secrets or {}
        self._tell = tell
        self._proofs: dict[str, AuthBase] = {
            place: Bearer(secret.word) for place, secret in self._secrets.items() if secret.user is None
        }
        self._session = requests.Session()
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
        """The answer to what changes nothing, from wherever the URL leads to.

        Raises:
            UsageError: there is no whole answer.
        """
        for _ in range(HOPS):
            reply = self.send(method, url, headers, body, most=most)
            if not reply.location:
                return reply
            url = checked_url(urljoin(url, reply.location))
            if reply.status == 303:
                method, body = "GET", None
        raise UsageError(f"{shown(url)} leads on and on; give the address that it is to lead to")

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
        request = Request(method, url, headers, body, most)
        for wait in WAITS:
            reply = self._proved(request)
            if reply.status not in (BUSY if repeatable else UNTOUCHED):
                return reply
            pause = waiting(reply, wait)
            self._tell(f"{shown(url)} is busy ({reply.status}); asked again in {pause:g} s")
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
        # urllib3 waits for the server to take a piece of the body as long as for a connection.
        patience = (self.seconds if body else min(10, self.seconds), self.seconds)
        auth = self._proofs.get(origin(url), Anonymous())
        try:
            with self._session.request(
                request.method, url, headers=request.headers, data=body, auth=auth, timeout=patience, stream=True,
                allow_redirects=False,
            ) as answer:  # fmt: skip
                limit = request.most if answer.status_code < 400 else ERROR_BYTES
                return Reply(url, answer.status_code, answer.headers, content(answer, limit))
        except (requests.RequestException, HTTPError, OSError, ValueError) as error:
            raise failure(error, url, self.seconds) from None


def content(answer: requests.Response, most: int | None) -> bytes:
    """The body of the answer, or its first bytes."""
    if most is None:
        return answer.content
    found = bytearray()
    for piece in answer.iter_content(8192):
        found += piece
        if len(found) >= most:
            break
    return bytes(found[:most])


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

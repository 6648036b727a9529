"""The one client of other servers, which may be slow, busy, hostile or gone."""

import io
import math
import time
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from io import RawIOBase
from typing import Final
from urllib.parse import urljoin, urlsplit

from urllib3 import BaseHTTPResponse, PoolManager, Retry, Timeout
from urllib3.exceptions import HTTPError

from azkz_graph.http.authorization import Digest, hide_secrets, proof
from azkz_graph.http.credentials import Secret, check_url, origin
from azkz_graph.http.network_failure import failure, late
from azkz_graph.http.received_reply import Reply, display_url
from azkz_graph.http.timed_connections import proxy_of, timed_pools
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
GONE: Final = 410

MEBIBYTE: Final = 1024 * 1024
MOST: Final = 256 * MEBIBYTE
"""How many bytes an answer may have when it is decompressed, unless more are allowed."""

CODINGS: Final = "gzip, deflate"
"""How an answer may be compressed: as the standard library decompresses, piece by piece."""

ONCE: Final = Retry(0, read=False)
"""What urllib3 repeats by itself, unless the client is made to: nothing."""


@dataclass(frozen=True)
class Request:
    """What is sent, how many bytes of the body that comes back are wanted, by default all, and until when."""

    method: str
    url: str
    headers: Mapping[str, str]
    body: bytes | RawIOBase | None
    most: int | None
    end: float = math.inf


class Client:
    """What asks servers; a secret is sent only to the origin that it is given for.

    An answer takes at most so many `seconds`, and has at most `size` bytes when it is decompressed. What a busy server
    refuses is asked again after each of `waits`, in seconds; what urllib3 repeats by itself say `retries`.
    """

    def __init__(
        self,
        secrets: Mapping[str, Secret] | None = None,
        seconds: float = 60,
        tell: Callable[[str], None] = lambda line: None,
        size: int = MOST,
        *,
        waits: Sequence[float] = WAITS,
        retries: Retry = ONCE,
        jobs: int = 1,
    ) -> None:
        self.seconds = seconds
        self.size = size
        self._secrets = secrets or {}
        self._tell = tell
        self._waits, self._retries, self._jobs = waits, retries, jobs
        self._proofs = {
            place: proof(secret, "") for place, secret in self._secrets.items() if secret.user is None
        }
        self._pools: dict[str | None, PoolManager] = {}

    def knows(self, url: str) -> bool:
        """Return whether there is a secret for the URL."""
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
        """Send a request that changes nothing, follow redirections within the client's time, and return the answer.

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
        raise UsageError(f"{display_url(request.url)} redirects without end; give the final address")

    def send(
        self,
        method: str,
        url: str,
        headers: Mapping[str, str],
        body: bytes | RawIOBase | None = None,
        *,
        most: int | None = None,
        repeatable: bool = True,
        end: float = math.inf,
    ) -> Reply:
        """Send a request, and return the answer, with `most` bytes of its body, by default all.

        It is sent again while the server is too busy, unless it is not `repeatable` and may have been carried
        out.

        Raises:
            UsageError: there is no whole answer.
        """
        return self._patient(
            Request(method, url, headers, body, most, end), BUSY if repeatable else UNTOUCHED
        )

    def _patient(self, request: Request, busy: Collection[int]) -> Reply:
        """Return the answer; repeat the request while the status is one of `busy` and there is time."""
        for wait in self._waits:
            reply = self._proved(request)
            pause = retry_delay(reply, wait)
            if reply.status not in busy or time.monotonic() + pause >= request.end:
                return reply
            self._tell(f"{display_url(request.url)} is busy ({reply.status}); asked again in {pause:g} s")
            time.sleep(pause)
        return self._proved(request)

    def _proved(self, request: Request) -> Reply:
        """Return the answer.

        If the server asks for authentication, the answer to the same request with it.
        """
        reply = self._once(request)
        place = origin(request.url)
        if reply.status != 401 or place not in self._secrets or isinstance(self._proofs.get(place), str):
            return reply
        # A server forgets a challenge after a while, and then makes another.
        found = proof(self._secrets[place], reply.headers.get("WWW-Authenticate", ""))
        if found is None:
            return reply
        self._proofs[place] = found
        return self._once(request)

    def _once(self, request: Request) -> Reply:
        url, body = request.url, request.body
        headers = {"Accept-Encoding": CODINGS, **request.headers}
        if body is not None and not isinstance(body, bytes):
            body.seek(0)
            headers["Content-Length"] = str(body.seek(0, io.SEEK_END))
            body.seek(0)
        seconds = min(self.seconds, request.end - time.monotonic())
        if seconds <= 0:
            raise late(url, self.seconds)
        # urllib3 waits for the server to take a piece of the body as long as for a connection.
        patience = Timeout(connect=seconds if body else min(10, seconds), read=seconds)
        if found := self._proofs.get(origin(url)):
            headers["Authorization"] = (
                found.answer(request.method, url) if isinstance(found, Digest) else found
            )
        try:
            answer = self._pools_for(url).request(
                request.method, ascii_url(url), headers=headers, body=body, timeout=patience, retries=self._retries,
                redirect=False, preload_content=False,
            )  # fmt: skip
            try:
                said = self._content(answer, request, headers["Accept-Encoding"] != "identity")
            finally:
                # On a connection that is kept, what is still to come would be taken for the next answer.
                answer.close()
        except (HTTPError, OSError, ValueError) as error:
            raise failure(error, url, self.seconds) from None
        return Reply(url, answer.status, answer.headers, said, tuple(self._secrets.values()))

    def _pools_for(self, url: str) -> PoolManager:
        proxy = proxy_of(url)
        return self._pools.setdefault(proxy, timed_pools(proxy, self._jobs))

    def _content(self, answer: BaseHTTPResponse, request: Request, decode: bool) -> bytes:
        """Return the body of the answer, or its first bytes.

        Of a failure only the first, without our secret. What is gone may have a long document that says so, which a
        caller gets that says how much it takes.
        """
        is_success = answer.status < 300
        is_told = is_success or (answer.status == GONE and request.most is not None)
        wanted = request.most if is_told else ERROR_BYTES
        found = io.BytesIO()
        for piece in answer.stream(65536, decode_content=decode):
            found.write(piece)
            if wanted is not None and found.tell() >= wanted:
                break
            if found.tell() > self.size:
                raise UsageError(
                    f"{display_url(request.url)} answers with more than {self.size // MEBIBYTE:,} MiB; ask for less, "
                    f"or allow more with --size"
                )
        found.truncate(wanted)
        return found.getvalue() if is_success else hide_secrets(found.getvalue(), self._secrets.values())


def ascii_url(url: str) -> str:
    """Return the URL with its host in ASCII.

    >>> ascii_url("http://bücher.example:80/ü")
    'http://xn--bcher-kva.example:80/ü'
    """
    parts = urlsplit(url)
    if parts.netloc.isascii():
        return url
    return parts._replace(netloc=parts.netloc.encode("idna").decode()).geturl()


def next_url(url: str, location: str, told: Callable[[str], str] = str) -> str:
    """Return where a redirection leads; `told` is what of it may be shown.

    Raises:
        UsageError: it leads to no address, or from where nobody listens to where anybody may.
    """
    try:
        found = check_url(urljoin(url, location))
    except (ValueError, UsageError):
        leads = f"{display_url(told(url))} leads to {brief(told(location))}"
        raise UsageError(f"{leads}, which is not the address of a server; see its manual") from None
    if url.lower().startswith("https:") and not found.lower().startswith("https:"):
        raise UsageError(
            f"{display_url(told(url))} leads to {brief(told(location))}, which is not encrypted; "
            f"give that address itself to ask there"
        )
    return found


def retry_delay(reply: Reply, wait: float) -> float:
    """Return the seconds to wait: the server's, within limits. Source: RFC 9110 section 10.2.3."""
    asked = reply.headers.get("Retry-After", "")
    return min(max(float(asked), wait), LONGEST_WAIT) if asked.isascii() and asked.isdecimal() else wait

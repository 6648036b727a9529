"""Replies as they go over the wire: conditions, ranges and content codings applied.

Sources: RFC 9110, sections 8.8.3 (ETag), 12.5.3 (Accept-Encoding), 13 (conditions), 14 (ranges).
"""

import gzip
import hashlib
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

import brotli

from azkz_graph.routes.response_headers import HEADERS
from azkz_graph.server.http.accept_preferences import choices
from azkz_graph.server.workers.reply import Reply, problem
from azkz_graph.text.counts import counted

COMPRESSED: Final = ("text/", "application/json", "application/sparql", "application/xml", "image/svg+xml")
COMPRESSED_ENDS: Final = ("+json", "+xml", "-triples", "-quads", "trig", "n3", "wasm", "query")
SMALLEST: Final = 700
"""The least bytes that are compressed: what fits one packet anyway gains nothing."""
LARGEST: Final = 8 * 1024 * 1024
"""The most bytes that are compressed: more would take seconds of this process, and memory beside the answer."""

Headers = list[tuple[bytes, bytes]]


@dataclass
class Content:
    """A reply that can be sent many times; its codings are made on first use."""

    reply: Reply
    coded: dict[str, bytes] = field(default_factory=dict)

    def __post_init__(self) -> None:
        digest = hashlib.sha256(self.reply.media_type.encode())
        digest.update(self.reply.content)
        self.digest = digest.hexdigest()[:24]

    def is_compressible(self) -> bool:
        """Return whether compression may gain something."""
        type = self.reply.media_type
        return SMALLEST <= len(self.reply.content) <= LARGEST and (
            type.startswith(COMPRESSED) or type.endswith(COMPRESSED_ENDS)
        )

    def etag(self, coding: str) -> str:
        """Return the strong validator of the content in a coding."""
        return self.digest if coding == "identity" else f"{self.digest}-{coding}"

    def bytes_in(self, coding: str) -> bytes | bytearray:
        """Return the content in a coding."""
        if coding == "identity":
            return self.reply.content
        if coding not in self.coded:
            self.coded[coding] = CODINGS[coding](self.reply.content)
        return self.coded[coding]

    @property
    def is_lasting(self) -> bool:
        """Return whether the answer is the same as long as the data are."""
        return self.reply.status in LASTING and self.reply.headers.get("Cache-Control") != "no-store"


LASTING: Final = frozenset({200, 303, 406, 410})
"""The statuses of answers that follow from the data alone."""

CODINGS: Final[Mapping[str, Callable[[bytes | bytearray], bytes]]] = {
    "br": lambda content: bytes(brotli.compress(content, quality=5)),
    "gzip": lambda content: gzip.compress(content, 6, mtime=0),
}
"""The content codings, the preferred one first."""


@dataclass(frozen=True)
class Delivery:
    """What is sent: a status, headers, and the content, which is empty if the status has none."""

    status: int
    headers: Headers
    content: bytes | bytearray | memoryview


def choose_coding(content: Content, headers: Mapping[str, str]) -> str:
    """Return the content coding that the client wants."""
    accepted = headers.get("accept-encoding")
    if accepted is None or not content.is_compressible() or "range" in headers:
        return "identity"
    # Whoever cannot say what they can decode may be unable to decode anything.
    weights = {each.name: each.weight for each in choices(accepted)}
    # Without a word on it identity would win over all that is wanted less than fully.
    offers = [*CODINGS, *(["identity"] if "identity" in weights else [])]
    best = max(offers, key=lambda name: weights.get(name, weights.get("*", 0)))
    return best if weights.get(best, weights.get("*", 0)) else "identity"


def delivery(content: Content, method: str, headers: Mapping[str, str], coding: str) -> Delivery:
    """Return the answer to a GET, HEAD or POST with those headers, in that coding."""
    if content.reply.status != 200:
        return whole(content.reply)
    etag = content.etag(coding)
    if method in ("GET", "HEAD"):
        failed = condition(etag, headers)
        if failed == 412:
            return whole(problem(412, "the document has changed; ask for it again"))
        if failed:
            return add_length(failed, head(content, coding), b"")
        # Ranges are of GET alone: RFC 9110, section 14.2.
        if method == "GET" and "range" in headers and range_applies(etag, headers):
            return select_range(content, headers["range"])
    return add_length(200, head(content, coding), content.bytes_in(coding))


def condition(etag: str, headers: Mapping[str, str]) -> int:
    """Return the status with which a condition of the request ends it; 0 if none does."""
    if "if-match" in headers and not matches(etag, headers["if-match"], weakly=False):
        return 412
    if "if-none-match" in headers and matches(etag, headers["if-none-match"], weakly=True):
        return 304
    return 0


TAG: Final = re.compile('(W/)?"([^"]*+)"')


def matches(etag: str, value: str, *, weakly: bool) -> bool:
    """Return whether the validator is among those of a condition; weak ones count if allowed.

    >>> matches("a", 'W/"a", "b"', weakly=True), matches("a", 'W/"a", "b"', weakly=False)
    (True, False)
    """
    tags = (tag for weak, tag in TAG.findall(value) if weakly or not weak)
    return value.strip() == "*" or etag in tags


def range_applies(etag: str, headers: Mapping[str, str]) -> bool:
    """Return whether a part is still wanted, which it is not if the whole has changed."""
    return "if-range" not in headers or headers["if-range"].strip() == f'"{etag}"'


BYTES: Final = re.compile("bytes=([0-9]{1,18})-([0-9]{0,18})|bytes=-([0-9]{1,18})", re.IGNORECASE)


def select_range(content: Content, wanted: str) -> Delivery:
    """Return the wanted part of the content; all of it if the range is unreadable, or has several parts."""
    data = content.reply.content
    match = BYTES.fullmatch(wanted.strip())
    if match is None or (match[2] and int(match[2]) < int(match[1])):
        return add_length(200, head(content, "identity"), data)
    start, stop = span(match, len(data))
    if start >= stop:
        headers = {"Content-Range": f"bytes */{len(data)}"}
        return whole(
            problem(416, f"the document has {counted(len(data), 'byte')}; ask for some of these", headers)
        )
    extra = (b"content-range", f"bytes {start}-{stop - 1}/{len(data)}".encode())
    return add_length(206, [*head(content, "identity"), extra], memoryview(data)[start:stop])


def span(match: re.Match[str], length: int) -> tuple[int, int]:
    """Return the first byte of a range and the one behind its last; no bytes if it lies behind the end."""
    if match[3]:
        return max(0, length - int(match[3])), length
    return int(match[1]), min(length, int(match[2]) + 1) if match[2] else length


def whole(reply: Reply) -> Delivery:
    """Return a reply to which no conditions, ranges or codings apply."""
    return add_length(reply.status, head(Content(reply), "identity"), reply.content)


def add_length(status: int, headers: Headers, content: bytes | bytearray | memoryview) -> Delivery:
    """Add the length of the content, if there is any."""
    if status in (204, 304):
        return Delivery(status, headers, b"")
    return Delivery(status, [*headers, (b"content-length", str(len(content)).encode())], content)


def head(content: Content, coding: str) -> Headers:
    """Return the headers of the content in a coding."""
    reply = content.reply
    values = {"Content-Type": add_charset(reply.media_type), **reply.headers}
    if not may_be_kept(reply.status):
        values["Cache-Control"] = "no-store"
    if reply.status == 200:
        values |= {"ETag": f'"{content.etag(coding)}"', "Accept-Ranges": "bytes"}
        if content.is_compressible():
            values = vary(values, ["Accept-Encoding"])
        if coding != "identity":
            values["Content-Encoding"] = coding
    own = [(name.lower().encode(), safe(value)) for name, value in values.items()]
    names = {name for name, _ in own}
    return [*own, *(header for header in ALWAYS if header[0] not in names)]


def may_be_kept(status: int) -> bool:
    """Return whether caches may keep an answer of the status, which is no error of a moment."""
    return status < 400 or status in (404, 406, 410)


def vary(headers: Mapping[str, str], names: Sequence[str]) -> dict[str, str]:
    """Return the headers of an answer that depends on the named headers of the request too.

    >>> vary({"Vary": "Accept"}, ["Host"]), vary({}, [])
    ({'Vary': 'Accept, Host'}, {})
    """
    told = ", ".join(filter(None, (headers.get("Vary"), *names)))
    return {**headers, "Vary": told} if told else {**headers}


ALWAYS: Final[Headers] = [
    (name.lower().encode(), value.encode())
    for name, value in {
        **HEADERS,
        "Referrer-Policy": "no-referrer",
        "Access-Control-Expose-Headers": "Content-Location, ETag, Link, Location, Memento-Datetime, Retry-After",
    }.items()
]
"""The headers of every answer that does not say otherwise."""


def add_charset(media_type: str) -> str:
    """Return the media type, with its charset if it needs one."""
    return f"{media_type}; charset=utf-8" if media_type.startswith("text/") else media_type


def safe(value: str) -> bytes:
    """Return the value of a header without characters that can begin another line."""
    if not value.isprintable():
        value = "".join(c if c.isprintable() else " " for c in value)
    return value.encode("latin-1", "replace")

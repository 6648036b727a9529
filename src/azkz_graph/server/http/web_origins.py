"""Web pages that may read answers in a browser."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from azkz_graph.problem import UsageError
from azkz_graph.server.http.accept_preferences import TOKEN
from azkz_graph.server.http.host_names import host_name, is_loopback
from azkz_graph.server.http.request_head import is_host

Headers = list[tuple[bytes, bytes]]

ALLOWED: Final = b"access-control-allow-origin"

NAME: Final = re.compile(TOKEN)
"""The name of a header."""


@dataclass(frozen=True)
class Origins:
    """The origins whose pages may read answers; `*` is any page. Source: https://fetch.spec.whatwg.org/#http-cors-protocol.

    Pages that this machine serves itself may too, if its `own` are allowed.
    """

    names: frozenset[bytes]
    own: bool = False

    def allow(self, origin: bytes) -> bool:
        """Return whether pages of the origin may read answers."""
        if self.names & {b"*", origin}:
            return True
        host = origin.decode("latin-1").partition("://")[2]
        return self.own and is_loopback(host_name(host))

    def headers(self, answer: Headers, request: Headers) -> Headers:
        """Return the headers of an answer for this request; they allow any page, or only those allowed."""
        if b"*" in self.names:
            return answer
        found = [header for header in answer if not header[0].startswith(b"access-control-")]
        if not self.names and not self.own:
            return found
        origin = next((value for name, value in request if name == b"origin"), b"")
        found.append((b"vary", b"Origin"))
        if origin and self.allow(origin):
            found += [header for header in answer if header[0].startswith(b"access-control-")]
            found = [(name, origin if name == ALLOWED else value) for name, value in found]
        return found


def allow_methods(methods: Iterable[str], request: Mapping[str, str]) -> dict[str, str]:
    """Return the headers that say which methods are allowed, and to scripts that they may send any header.

    The headers that scripts ask for are named one by one, since `*` stands for all but Authorization; what is no name
    of a header is left out. Source: https://fetch.spec.whatwg.org/#http-cors-protocol.

    >>> allow_methods(["GET"], {"access-control-request-headers": "range, a b,x-y,"})["Access-Control-Allow-Headers"]
    'range,x-y'
    """
    allowed = ", ".join(methods)
    asked = map(str.strip, request.get("access-control-request-headers", "").split(","))
    return {
        "Allow": allowed,
        "Access-Control-Allow-Methods": allowed,
        "Access-Control-Allow-Headers": ",".join(filter(NAME.fullmatch, asked)) or "*",
        "Access-Control-Max-Age": "86400",
        "Vary": "Access-Control-Request-Headers",
    }


def origins(allowed: Iterable[str], *, is_public: bool, own: bool = False) -> Origins:
    """Return the allowed origins; if none is named, any for public data, and none for others.

    This machine's `own` may be among them in any case.

    Raises:
        UsageError: what is allowed is no origin.
    """
    names = list(allowed)
    for each in names:
        if each != "*" and not is_origin(each):
            raise UsageError(
                f"--allow-origin {each} is not an origin; write it like https://example.org, or *"
            )
    return Origins(frozenset(each.encode() for each in names or (["*"] if is_public else [])), own)


def is_origin(text: str) -> bool:
    """Return whether a browser may name the origin so.

    >>> [is_origin(text) for text in ("http://a.example:81", "https://[::1]", "https://a/", "https://A", "http://a:65536")]
    [True, True, False, False, False]
    """
    scheme, _, host = text.partition("://")
    return scheme in ("http", "https") and host == host.lower() and is_host(host.encode(errors="replace"))

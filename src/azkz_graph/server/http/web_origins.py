"""Web pages that may read answers in a browser."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from azkz_graph.problem import UsageError

Headers = list[tuple[bytes, bytes]]

ALLOWED: Final = b"access-control-allow-origin"
ORIGIN: Final = re.compile(r"https?://[a-z0-9._-]+(:[0-9]{1,5})?|https?://\[[0-9a-f:.]+\](:[0-9]{1,5})?")


@dataclass(frozen=True)
class Origins:
    """The origins whose pages may read answers; `*` is any page. Source: https://fetch.spec.whatwg.org/#http-cors-protocol."""

    names: frozenset[bytes]

    def headers(self, answer: Headers, request: Headers) -> Headers:
        """Return the headers of an answer for this request; they allow any page, or only those allowed."""
        if b"*" in self.names:
            return answer
        found = [header for header in answer if not header[0].startswith(b"access-control-")]
        if not self.names:
            return found
        origin = next((value for name, value in request if name == b"origin"), b"")
        found.append((b"vary", b"Origin"))
        if origin in self.names:
            found += [header for header in answer if header[0].startswith(b"access-control-")]
            found = [(name, origin if name == ALLOWED else value) for name, value in found]
        return found


def origins(allowed: Iterable[str], *, is_public: bool) -> Origins:
    """Return the allowed origins; if none is named, any for public data, and none for others.

    Raises:
        UsageError: what is allowed is no origin.
    """
    names = list(allowed)
    for each in names:
        if each != "*" and not ORIGIN.fullmatch(each):
            raise UsageError(
                f"--allow-origin {each} is not an origin; write it like https://example.org, or *"
            )
    return Origins(frozenset(each.encode() for each in names or (["*"] if is_public else [])))

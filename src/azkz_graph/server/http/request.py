"""What a client sent in; its parts, read strictly, out."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final
from urllib.parse import parse_qsl, unquote_to_bytes

from azkz_graph.server.workers.reply import Reply, problem

PAIRS: Final = 300
"""The most parameters of a request."""


class RefusedError(Exception):
    """A request that is answered with what is wrong with it."""

    def __init__(self, reply: Reply) -> None:
        super().__init__(reply)
        self.reply = reply


@dataclass(frozen=True)
class Request:
    """A request: the path without the slash at its start, decoded; headers by lower-case name, repeated ones joined."""

    method: str
    path: str
    query_string: str
    headers: Mapping[str, str]
    client: str
    body: bytes = b""

    def pairs(self) -> list[tuple[str, str]]:
        """The parameters of the address, decoded; raises RefusedError where they are not UTF-8."""
        return decoded(self.query_string)


def decoded(text: str) -> list[tuple[str, str]]:
    """The pairs of a form. Source: https://url.spec.whatwg.org/#application/x-www-form-urlencoded."""
    check_escapes(text)
    try:
        return parse_qsl(text, keep_blank_values=True, errors="strict", max_num_fields=PAIRS)
    except UnicodeDecodeError:
        raise RefusedError(problem(400, "a parameter is no UTF-8; percent-encode its UTF-8 bytes")) from None
    except ValueError:
        raise RefusedError(problem(413, f"there are more than {PAIRS} parameters; send fewer")) from None


def check_escapes(text: str) -> None:
    """Refuse a percent sign that is no escape. Source: RFC 3986, section 2.1."""
    if re.search(r"%(?![0-9A-Fa-f]{2})", text):
        raise RefusedError(
            problem(400, "a % is followed by no two hexadecimal digits; write a percent sign as %25")
        )


def decoded_path(raw: bytes) -> str:
    """The path without the slash at its start, decoded; raises RefusedError where it can be no path of ours."""
    text = raw.decode("ascii", "replace")
    check_escapes(text)
    try:
        path = unquote_to_bytes(raw).decode()
    except UnicodeDecodeError:
        raise RefusedError(problem(400, "the path is no UTF-8; percent-encode its UTF-8 bytes")) from None
    if re.search(r"[\x00-\x1f\x7f\\]", path) or not path.startswith("/"):
        raise RefusedError(problem(400, "the path has characters that no path has; correct it"))
    if any(segment in (".", "..") for segment in path.split("/")):
        raise RefusedError(problem(400, "the path has dot segments; resolve them"))
    return path[1:]


def header_map(headers: list[tuple[bytes, bytes]]) -> dict[str, str]:
    """The headers by lower-case name; the values of one name are a list. Source: RFC 9110, section 5.3."""
    found: dict[str, list[str]] = {}
    for name, value in headers:
        found.setdefault(name.decode("latin-1").lower(), []).append(value.decode("latin-1"))
    return {name: ", ".join(values) for name, values in found.items()}

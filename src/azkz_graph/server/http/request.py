"""Requests, read strictly."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final
from urllib.parse import parse_qsl, unquote_to_bytes

from azkz_graph.server.workers.reply import Reply, problem

PAIRS: Final = 300
"""The most parameters of a request."""

FORM: Final = "application/x-www-form-urlencoded"


class RefusedError(Exception):
    """A request that is answered with what is wrong with it."""

    def __init__(self, reply: Reply) -> None:
        super().__init__(reply)
        self.reply = reply


@dataclass(frozen=True)
class Request:
    """A request: the path without the slash at its start, decoded; headers by lower-case name, repeated ones joined.

    `base` is the URL by which the client knows the server, with a slash at its end.
    """

    method: str
    path: str
    query_string: str
    headers: Mapping[str, str]
    client: str
    body: bytes = b""
    base: str = "/"

    def pairs(self) -> list[tuple[str, str]]:
        """Return the decoded parameters of the address; raises RefusedError if they are not UTF-8."""
        return decode_form(self.query_string)

    def media_type(self) -> str:
        """Return the media type of the body, in lower case; raises RefusedError if its charset is not UTF-8."""
        type, _, parameters = self.headers.get("content-type", "").lower().partition(";")
        charset = re.search(r"(?:^|;)\s*charset\s*=\s*\"?([^\s;\"]*)", parameters)
        if charset is not None and charset[1] not in ("utf-8", "utf8", "us-ascii"):
            raise RefusedError(problem(415, "the body is not in UTF-8; send it in UTF-8"))
        return type.strip()

    def text(self) -> str:
        """Return the body as text; raises RefusedError if it is not UTF-8."""
        try:
            return self.body.decode()
        except UnicodeDecodeError:
            raise RefusedError(problem(400, "the body is not UTF-8; send it in UTF-8")) from None

    def form_pairs(self) -> list[tuple[str, str]]:
        """Return the decoded parameters of the address, and of the form that is the body."""
        return [*self.pairs(), *decode_form(self.text())]


def decode_form(text: str) -> list[tuple[str, str]]:
    """Decode the pairs of a form. Source: https://url.spec.whatwg.org/#application/x-www-form-urlencoded."""
    check_escapes(text)
    try:
        return parse_qsl(text, keep_blank_values=True, errors="strict", max_num_fields=PAIRS)
    except UnicodeDecodeError:
        raise RefusedError(problem(400, "a parameter is not UTF-8; percent-encode its UTF-8 bytes")) from None
    except ValueError:
        raise RefusedError(problem(413, f"there are more than {PAIRS} parameters; send fewer")) from None


def check_escapes(text: str) -> None:
    """Refuse a percent sign that is no escape. Source: RFC 3986, section 2.1."""
    if re.search(r"%(?![0-9A-Fa-f]{2})", text):
        raise RefusedError(
            problem(400, "a % is not followed by two hexadecimal digits; write a percent sign as %25")
        )


def decode_path(raw: bytes) -> str:
    """Decode the path without the slash at its start; raises RefusedError if it can be no path of ours."""
    text = raw.decode("ascii", "replace")
    check_escapes(text)
    try:
        path = unquote_to_bytes(raw).decode()
    except UnicodeDecodeError:
        raise RefusedError(problem(400, "the path is not UTF-8; percent-encode its UTF-8 bytes")) from None
    if re.search(r"[\x00-\x1f\x7f\\]", path) or not path.startswith("/"):
        raise RefusedError(problem(400, "the path has characters that are not allowed in a path; correct it"))
    if any(segment in (".", "..") for segment in path.split("/")):
        raise RefusedError(problem(400, "the path has dot segments; resolve them"))
    return path[1:]


def header_map(headers: list[tuple[bytes, bytes]]) -> dict[str, str]:
    """Return the headers by lower-case name, joined if repeated. Source: RFC 9110, section 5.3."""
    found: dict[str, list[str]] = {}
    for name, value in headers:
        found.setdefault(name.decode("latin-1").lower(), []).append(value.decode("latin-1"))
    return {name: ", ".join(values) for name, values in found.items()}

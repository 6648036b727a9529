"""Replies to requests."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Final

PROBLEM: Final = "application/problem+json"


@dataclass(frozen=True)
class Reply:
    """A status, a body of a media type, and headers beyond those that follow from the two."""

    status: int
    media_type: str
    content: bytes | bytearray
    headers: Mapping[str, str] = field(default_factory=dict)


def json_reply(value: object, status: int = 200, media_type: str = "application/json") -> Reply:
    """Return the value as JSON."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return Reply(status, media_type, text.encode("utf-8", "replace"))


def problem(status: int, detail: str, headers: Mapping[str, str] | None = None, **more: object) -> Reply:
    """Say in a sentence what is wrong with a request, and how to mend it. Source: RFC 9457, section 3."""
    content = {"status": status, "title": HTTPStatus(status).phrase, "detail": detail, **more}
    reply = json_reply(content, status, PROBLEM)
    return Reply(status, reply.media_type, reply.content, headers or {})

"""Hostile queries and requests from files, and the answers to them.

A file begins with a line `# …` that tells what is to be answered. `⟪1000 ab⟫` stands for a thousand times ab.
"""

import contextlib
import http.client
import io
import json
import re
import socket
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from patience import PATIENCE

HOSTILE: Final = Path(__file__).parents[1] / "server" / "hostile"
SCRIPT: Final = b"<script>alert(1)"


@dataclass(frozen=True)
class Attack:
    """What is sent, and the pattern of the statuses, a space between two, that answer it."""

    expected: str
    text: str


def paths(folder: str) -> list[Path]:
    """The files of a folder of attacks."""
    found = sorted((HOSTILE / folder).iterdir())
    assert found, f"there are no attacks in {folder}"
    return found


def attack(path: Path) -> Attack:
    """The attack of a file."""
    first, _, rest = path.read_bytes().decode().partition("\n")
    text = re.sub(r"⟪(\d+) (.*?)⟫", lambda match: match[2] * int(match[1]), rest[:-1], flags=re.DOTALL)
    return Attack(first.removeprefix("# "), text)


def raw(text: str) -> bytes:
    """The bytes of a request: lines end with CR and LF, and escapes are those of Python."""
    escaped = text.replace("\n", "\r\n").encode()
    return escaped.decode("unicode_escape").encode("latin-1")


class Kept(io.BytesIO):
    """Bytes that are read on after a response of http.client has closed them."""

    def close(self) -> None:
        """Stay open."""

    def makefile(self, mode: str) -> "Kept":
        """What http.client asks of a socket."""
        return self


@dataclass(frozen=True)
class Answer:
    """One answer: its status, its headers and its content."""

    status: int
    headers: http.client.HTTPMessage
    content: bytes

    def check(self) -> None:
        """Find nothing that an attack aims at: no header of its own, no script, no trace of the program."""
        assert "x-injected" not in self.headers
        assert b"Traceback" not in self.content
        assert self.status not in (500, 501, 502)
        if self.headers.get_content_type() == "text/html":
            assert SCRIPT not in self.content
            assert self.headers["content-security-policy"]
        else:
            assert self.headers["x-content-type-options"] == "nosniff"
        if self.status >= 400 and self.content and self.headers.get_content_type() != "text/html":
            assert json.loads(self.content)["status"] == self.status
        if self.status == 503:
            assert self.headers["retry-after"]


def exchanged(address: tuple[str, int], request: bytes) -> list[Answer]:
    """What the server answers to the bytes, until it ends the connection."""
    received = bytearray()
    with socket.create_connection(address, timeout=PATIENCE) as connection:
        # A server that refuses what it has not read to its end resets the connection behind its answer.
        with contextlib.suppress(ConnectionError):
            connection.sendall(request)
        with contextlib.suppress(ConnectionError):
            while piece := connection.recv(65536):
                received += piece
    return answers(bytes(received), head=request.startswith(b"HEAD"))


def answers(received: bytes, *, head: bool = False) -> list[Answer]:
    """The answers, one after the other, and nothing beside them."""
    stream, found = Kept(received), []
    while stream.tell() < len(received):
        response = http.client.HTTPResponse(stream, method="HEAD" if head else "GET")  # type: ignore[arg-type]
        response.begin()
        found.append(Answer(response.status, response.headers, response.read()))
    return found

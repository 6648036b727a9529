"""One answer of a server: its status, headers and body."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from azkz_graph.http.authorization import hide_secrets
from azkz_graph.http.credentials import Secret
from azkz_graph.text.safe_text import printable

REDIRECTIONS: Final = (301, 302, 303, 307, 308)


@dataclass(frozen=True)
class Reply:
    """What came from the URL; the body is whole unless less of it was asked for.

    The secrets are those of the client, which a server may say after it.
    """

    url: str
    status: int
    headers: Mapping[str, str] = field(repr=False)
    content: bytes = field(repr=False)
    secrets: tuple[Secret, ...] = field(default=(), repr=False)

    @property
    def is_success(self) -> bool:
        """Return whether the server did what was asked."""
        return 200 <= self.status < 300

    @property
    def media_type(self) -> str:
        """Return what the body is, without parameters; empty if there is no body."""
        return self.headers.get("Content-Type", "").partition(";")[0].strip().lower()

    @property
    def charset(self) -> str | None:
        """Return the encoding that the media type names, if it names one."""
        found = re.search(
            r";\s*charset\s*=\s*\"?([^\s;\"]+)", self.headers.get("Content-Type", ""), re.IGNORECASE
        )
        return found[1].lower() if found else None

    @property
    def is_page(self) -> bool:
        """Return whether the body is for a browser."""
        return self.media_type in ("text/html", "application/xhtml+xml")

    @property
    def location(self) -> str | None:
        """Return where the answer leads, if it is a redirection."""
        return self.headers.get("Location", "") if self.status in REDIRECTIONS else None

    def told(self, words: str) -> str:
        """Return words of the server, or its URL, without a secret."""
        return hide_secrets(words.encode("utf-8", "replace"), self.secrets).decode("utf-8", "replace")


def display_url(url: str) -> str:
    """Return the URL as people read it: without its query, which they know and which may be long.

    >>> display_url("http://localhost/sparql?db=a&query=ASK%20%7B%7D")
    'http://localhost/sparql?db=a'
    """
    return printable(re.sub(r"[?&]query=.*", "", url))

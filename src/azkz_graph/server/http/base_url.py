"""URL by which clients know the server, on which links, redirections and descriptions rest."""

import functools
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from azkz_graph.problem import UsageError
from azkz_graph.routes.base_path import path_of_base
from azkz_graph.server.http.host_names import is_loopback

NAMED: Final = ("id", "fact", "rule", "graph", "ontology", "dataset", "query", "doc", "download", "assets")
SERVICES: Final = ("sparql", "reconcile", "openapi.json", "health", "metrics", ".well-known")
"""The first parts of paths that the server has itself."""

SEGMENT: Final = rb"(?!\.{1,2}(?:/|\Z))[\w.~-]+"
PREFIX: Final = re.compile(rb"/?(%s(?:/%s)*)/?" % (SEGMENT, SEGMENT))
"""A path below which a proxy has the server. Two slashes would begin the name of another host."""

SCHEMES: Final = {"http": "http", "https": "https", "ws": "http", "wss": "https"}
"""The scheme of our addresses, by what a proxy may say that its client used."""

LONGEST: Final = 200
"""The bytes of such a path that are read."""


@dataclass(frozen=True)
class BaseUrl:
    """The URL that the operator has `given`; without it, the address by which each client calls.

    A client that names no address is told the `own` one. If the server is `behind_proxy`, a proxy on this machine may
    say below which path it has the server. URLs end with a slash.
    """

    given: str | None
    own: str
    behind_proxy: bool = False

    @functools.cached_property
    def path(self) -> bytes:
        """Return the path of the given URL, below which the server answers beside its own paths."""
        return path_of_base(self.given).encode() if self.given else b"/"

    @functools.cached_property
    def telling(self) -> tuple[str, ...]:
        """Return the headers of a request on which the URL depends."""
        if self.given:
            return ()
        return ("Host", "X-Forwarded-Proto", "X-Forwarded-Prefix") if self.behind_proxy else ("Host",)

    @functools.cached_property
    def is_forwarded(self) -> bool:
        """Return whether the URL depends on what a proxy says."""
        return self.behind_proxy and not self.given

    def of(self, scope: Mapping[str, Any]) -> str:
        """Return the URL for the client that sent a request."""
        if self.given:
            return self.given
        host = prefix = b""
        for name, value in scope["headers"]:
            if name == b"host":
                host = value
            elif name == b"x-forwarded-prefix":
                prefix = value
        if prefix and not (self.behind_proxy and is_loopback(scope["connection"].client[0])):
            prefix = b""
        return requested_url(scope["scheme"], host, prefix[:LONGEST]) if host else self.own

    def own_path(self, path: bytes) -> bytes:
        """Return the path below the root of the server, whether or not a proxy has cut off what stands before it."""
        if self.given is None or not path.startswith(self.path):
            return path
        return path[len(self.path) - 1 :]

    def is_bare(self, path: bytes) -> bool:
        """Return whether the path is that of the given URL without the slash at its end."""
        return len(self.path) > 1 and path == self.path[:-1]


@functools.lru_cache(256)
def requested_url(scheme: str, host: bytes, prefix: bytes) -> str:
    """Return the URL of what a client asked for; an unreadable prefix is passed over.

    >>> requested_url("https", b"Data.example.org:81", b"/some/azkz/"), requested_url("http", b"a", b"//evil.example")
    ('https://data.example.org:81/some/azkz/', 'http://a/')
    """
    match = PREFIX.fullmatch(prefix)
    path = f"{match[1].decode()}/" if match else ""
    return f"{SCHEMES[scheme]}://{host.decode().lower()}/{path}"


def given_url(url: str) -> str:
    """Return the URL that the operator has given, with a slash at its end.

    Raises:
        UsageError: it is no URL of a server, or its path could be taken for one of the server's own.
    """
    base = url if url.endswith("/") else f"{url}/"
    first = path_of_base(base).split("/")[1]
    if first in (*NAMED, *SERVICES):
        raise UsageError(
            f"--base {url} has the path /{first}, which is one of the server's own; choose another, "
            f"or leave out --base and let the proxy send X-Forwarded-Prefix"
        )
    return base

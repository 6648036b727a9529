"""Host names by which clients call the server.

A page of any website can let its own name lead to 127.0.0.1 (DNS rebinding), and its scripts then read whatever a
server answers there. Its name is in Host, so a server that is not public answers only to its own names.
"""

import functools
import ipaddress
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from azkz_graph.problem import UsageError
from azkz_graph.server.http.request_head import is_host

Headers = list[tuple[bytes, bytes]]


@dataclass(frozen=True)
class Hosts:
    """The names that the server answers to beside those of the machine itself; None if it answers to all."""

    names: frozenset[str] | None

    def refused(self, headers: Headers) -> str:
        """Return the name by which a request calls the server, if that is refused; browsers always send one.

        Browsers always send one.
        """
        if self.names is None:
            return ""
        for name, value in headers:
            if name == b"host":
                return "" if is_allowed(value, self.names) else value.decode("latin-1")
        return ""


@functools.lru_cache(256)
def is_allowed(host: bytes, names: frozenset[str]) -> bool:
    """Return whether the Host header is one of the names or this machine itself."""
    name = host_name(host.decode("latin-1"))
    return name in names or is_loopback(name)


def hosts(listening: Sequence[str], own: Iterable[str], further: Iterable[str]) -> Hosts:
    """Return the names that a server at the addresses `listening` answers to, among them its `own`.

    At an address that other machines reach all are answered to, unless there are `further` ones.

    Raises:
        UsageError: one is no name of a host.
    """
    names = set()
    for each in further:
        if not is_host(each.encode(errors="replace")) or each.rpartition(":")[2].isdecimal():
            raise UsageError(f"--allow-host {each} is not a host name; write it without scheme and port")
        names.add(host_name(each))
    if not names and not all(map(is_loopback, listening)):
        return Hosts(None)
    return Hosts(frozenset(names.union(own, listening)))


def host_name(host: str) -> str:
    """Return the name in a header Host, without the port.

    >>> host_name("Localhost:8000"), host_name("[::1]:80"), host_name("data.example.org.")
    ('localhost', '::1', 'data.example.org')
    """
    if host.startswith("["):
        return host[1:].partition("]")[0].lower()
    return host.partition(":")[0].lower().removesuffix(".")


def is_loopback(name: str) -> bool:
    """Return whether the name always means this machine. Source: RFC 6761, section 6.3.

    >>> [is_loopback(name) for name in ("localhost", "a.localhost", "127.0.0.2", "::1", "localhost.example.org")]
    [True, True, True, True, False]
    """
    try:
        return ipaddress.ip_address(name).is_loopback
    except ValueError:
        return name == "localhost" or name.endswith(".localhost")

"""Sockets that listen at the addresses of a host."""

import errno
import socket
from collections.abc import Sequence
from ipaddress import ip_address
from typing import Any, Final

from azkz_graph.problem import UsageError

BACKLOG: Final = 512
"""The connections that the system holds until they are taken."""

ABSENT: Final = (errno.EADDRNOTAVAIL, errno.EAFNOSUPPORT)
"""What the system says of an address that this machine has not, such as one of IPv6 where that is switched off."""


def listen(host: str, port: int) -> list[socket.socket]:
    """Return a socket for each address of the host, all at one port, which the system chooses if it is 0.

    At `::` the socket takes connections of IPv4 too.

    Raises:
        UsageError: the host has no address, or one of them cannot be listened at.
    """
    found: list[socket.socket] = []
    absent: OSError | None = None
    try:
        for family, address in addresses(host, port):
            at = (address[0], found[0].getsockname()[1] if found else port, *address[2:])
            try:
                found.append(open_socket(family, at))
            except OSError as error:
                if error.errno not in ABSENT:
                    raise
                absent = error
        if not found and absent is not None:
            raise absent
    except (OSError, OverflowError, UnicodeError) as error:
        for each in found:
            each.close()
        reason = getattr(error, "strerror", None) or str(error)
        raise UsageError(f"nothing can listen at {host}, port {port}: {reason}; choose another") from None
    return found


def addresses(host: str, port: int) -> list[tuple[socket.AddressFamily, tuple[Any, ...]]]:
    """Return the families and addresses of a host, each once."""
    if not host:
        raise UsageError("--host is empty; name an address of this machine, or 0.0.0.0 for all")
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys((family, address) for family, _, _, _, address in found))


def open_socket(family: socket.AddressFamily, address: tuple[Any, ...]) -> socket.socket:
    """Return a socket that listens at one address."""
    is_dual = is_wildcard(address[0]) and family == socket.AF_INET6 and socket.has_dualstack_ipv6()
    return socket.create_server(address, family=family, backlog=BACKLOG, dualstack_ipv6=is_dual)


def is_wildcard(address: str) -> bool:
    """Return whether the address stands for all addresses of the machine.

    >>> is_wildcard("0.0.0.0"), is_wildcard("::"), is_wildcard("127.0.0.1")
    (True, True, False)
    """
    return ip_address(address.partition("%")[0]).is_unspecified


def own_url(listening: Sequence[socket.socket]) -> str:
    """Return the URL by which a client on this machine asks."""
    host, port = listening[0].getsockname()[:2]
    if is_wildcard(host):
        host = "::1" if ":" in host else "127.0.0.1"
    return f"http://[{host}]:{port}/" if ":" in host else f"http://{host}:{port}/"


def announced_url(listening: Sequence[socket.socket], path: str = "") -> str:
    """Return the URL for the user, who is told too if the server can be reached by others."""
    url = own_url(listening) + path
    is_reached_by_all = is_wildcard(listening[0].getsockname()[0])
    return f"{url} and at every other address of this machine" if is_reached_by_all else url

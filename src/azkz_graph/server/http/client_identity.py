"""Identity of clients: who counts as one."""

import functools
import ipaddress
from typing import Final

LONGEST: Final = 64
"""The characters that are kept of what a proxy names and is no address."""


def party(address: str) -> str:
    """Return what identifies a client: its IPv4 address, or the first 64 bits of its IPv6 address.

    Whoever has one IPv6 address has all that begin with the same 64 bits: RFC 6177, section 2.

    >>> party("203.0.113.9"), party("::ffff:203.0.113.9"), party("2001:db8:1:2:3:4:5:6"), party("unknown")
    ('203.0.113.9', '203.0.113.9', '2001:db8:1:2::/64', 'unknown')
    """
    return identify_client(address[:LONGEST])


@functools.lru_cache(4096)
def identify_client(address: str) -> str:
    """Return what identifies a client whose address is short enough to be remembered."""
    try:
        found = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return address
    if isinstance(found, ipaddress.IPv4Address):
        return str(found)
    if found.ipv4_mapped:
        return str(found.ipv4_mapped)
    return str(ipaddress.ip_network((found, 64), strict=False))

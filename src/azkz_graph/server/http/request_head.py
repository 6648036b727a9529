"""Faults in the head of a request.

A proxy and a server that read one head differently can be made to take part of one client's request for another
client's (request smuggling), so whatever can be read in two ways is refused. Source: RFC 9112, sections 3.2, 6, 11.2.
"""

import functools
import ipaddress
import re
from collections.abc import Mapping
from typing import Final

LABEL: Final = rb"[A-Za-z0-9_-]{1,63}"
HOST: Final = re.compile(rb"(?:%s(?:\.%s)*+\.?|\[([0-9A-Fa-f:.]+)\])(?::([0-9]{1,5}))?" % (LABEL, LABEL))
"""The name or address of a host, perhaps with a port. The groups are an IPv6 address and the port."""

LAST_PORT: Final = 65535

LONGEST_HOST: Final = 261
"""The most bytes of a header Host."""

OWN: Final = (b"/", b"*")
"""What the target of a request begins with that names no server."""

ABSOLUTE: Final = re.compile(rb"https?://([^/?#]*)", re.IGNORECASE)
CODING: Final = re.compile(
    rb"trailers|(?!chunked\b)[a-z0-9!#$%&'*+.^_`|~-]{1,40}([ \t]*;[ \t]*q=[01](\.[0-9]{0,3})?)?",
    re.IGNORECASE,
)
"""A transfer coding that a client accepts. Source: RFC 9110, section 10.1.4."""

FIELDS: Final = 100
"""The most headers of a request."""

TOO_MANY_FIELDS: Final = (431, f"the request has more than {FIELDS} headers; send fewer")

READ: Final[Mapping[bytes, str]] = {
    b"host": "Host",
    b"content-length": "Content-Length",
    b"transfer-encoding": "Transfer-Encoding",
    b"te": "TE",
}
"""What is read here of a head."""

Headers = list[tuple[bytes, bytes]]


def fault(version: str, target: bytes, headers: Headers) -> tuple[int, str] | None:
    """Return a status and a sentence on what is wrong with the head; None if nothing is."""
    if len(headers) > FIELDS:
        return TOO_MANY_FIELDS
    if version not in ("1.0", "1.1"):
        return 400, "this is not an HTTP/1.1 request; send one"
    found: dict[bytes, bytes] = {}
    for name, value in headers:
        if name in READ:
            if name in found:
                return 400, f"{READ[name]} is sent more than once; send it once"
            found[name] = value
    if b"te" in found and not all(map(CODING.fullmatch, map(bytes.strip, found[b"te"].split(b",")))):
        return 400, "TE names a coding that cannot be accepted; leave it out"
    return host_fault(version, target, found.get(b"host")) or (
        find_coding_fault(version, found) if b"transfer-encoding" in found else None
    )


def host_fault(version: str, target: bytes, host: bytes | None) -> tuple[int, str] | None:
    """Return what is wrong with the name of the server."""
    is_own = target.startswith(OWN)
    absolute = None if is_own else ABSOLUTE.match(target)
    if absolute is None and not is_own:
        return 400, "the target is neither a path nor an http or https address; send the path"
    if host is None:
        return None if version == "1.0" and absolute is None else (400, "the header Host is missing; send it")
    if len(host) > LONGEST_HOST or not is_host(host):
        return 400, "Host is not a host name; send the host of the address"
    if absolute and absolute[1].lower() != host.lower():
        return 400, "the address names another host than Host does; send the same host in both"
    return None


@functools.lru_cache(256)
def is_host(value: bytes) -> bool:
    """Return whether a Host header can be read in only one way; most requests repeat an earlier one."""
    match = HOST.fullmatch(value)
    if match is None or int(match[2] or 0) > LAST_PORT:
        return False
    try:
        return match[1] is None or bool(ipaddress.IPv6Address(match[1].decode()))
    except ValueError:
        return False


def find_coding_fault(version: str, headers: Mapping[bytes, bytes]) -> tuple[int, str] | None:
    """Return what is wrong with how the head gives the body's length, if it names a transfer coding."""
    if b"content-length" in headers:
        return 400, "both Content-Length and Transfer-Encoding are sent; send one of them"
    if version == "1.0":
        return 400, "HTTP/1.0 has no Transfer-Encoding; send Content-Length"
    if headers[b"transfer-encoding"].strip().lower() != b"chunked":
        return 400, "this Transfer-Encoding is not understood; send chunked, or Content-Length"
    return None

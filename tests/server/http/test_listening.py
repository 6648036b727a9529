"""Sockets at every address of a host."""

import socket
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

import pytest
from patience import PATIENCE

from azkz_graph.problem import UsageError
from azkz_graph.server.http.listening import announced_url, listen, own_url


@contextmanager
def listening(host: str, port: int = 0) -> Iterator[list[socket.socket]]:
    with ExitStack() as stack:
        yield [stack.enter_context(each) for each in listen(host, port)]


def is_reached(address: str, port: int) -> bool:
    try:
        socket.create_connection((address, port), timeout=PATIENCE).close()
    except ConnectionRefusedError:
        return False
    return True


@pytest.mark.parametrize(
    ("host", "reached"),
    [
        ("::", {"127.0.0.1", "::1"}),
        ("0.0.0.0", {"127.0.0.1"}),
        ("127.0.0.1", {"127.0.0.1"}),
        ("::1", {"::1"}),
    ],
)
def test_families(host: str, reached: set[str]) -> None:
    with listening(host) as found:
        port = found[0].getsockname()[1]
        assert {address for address in ("127.0.0.1", "::1") if is_reached(address, port)} == reached


def test_a_name_is_listened_at_wherever_it_leads() -> None:
    known = {info[4][0] for info in socket.getaddrinfo("localhost", 0, type=socket.SOCK_STREAM)}
    with listening("localhost") as found:
        ports = {each.getsockname()[1] for each in found}
        assert len(ports) == 1
        assert {each.getsockname()[0] for each in found} <= known
        assert is_reached("127.0.0.1", ports.pop())


@pytest.mark.parametrize(
    ("host", "own", "is_wildcard"),
    [("0.0.0.0", "127.0.0.1", True), ("::", "[::1]", True), ("127.0.0.1", "127.0.0.1", False)],
)
def test_the_url_is_one_that_can_be_asked(host: str, own: str, is_wildcard: bool) -> None:
    with listening(host) as found:
        url = f"http://{own}:{found[0].getsockname()[1]}/"
        assert own_url(found) == url
        others = " and at every other address of this machine" if is_wildcard else ""
        assert announced_url(found, "mcp") == f"{url}mcp{others}"


def test_a_port_that_is_taken_is_refused() -> None:
    with listening("127.0.0.1") as found, pytest.raises(UsageError, match="choose another"):
        listen("127.0.0.1", found[0].getsockname()[1])


@pytest.mark.parametrize("host", ["", "no such host", "192.0.2.1", "a" * 300])
def test_what_is_no_address_of_this_machine_is_refused(host: str) -> None:
    with pytest.raises(UsageError, match=r"nothing can listen|name an address"):
        listen(host, 0)

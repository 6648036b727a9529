"""An exchange ends, in the time and the memory that it may take, whatever the other side does."""

import socket
import time
import tracemalloc

import pytest
from faulty_server import Said, faulty_server
from hostile_server import hostile_server, redirection

from azkz_graph.http.network_failure import ExchangeError
from azkz_graph.http.redirect_chain import Limits, RedirectClient

MEBIBYTE = 1024 * 1024


def test_the_time_is_that_of_all_redirections() -> None:
    visits: list[str] = []

    def leading(client: socket.socket, path: str) -> None:
        visits.append(path)
        time.sleep(0.3)
        client.sendall(redirection(f"/{len(visits)}"))

    with (
        hostile_server({"": leading}) as url,
        pytest.raises(ExchangeError, match=r"is not answered within 0\.5 s"),
    ):
        RedirectClient(limits=Limits(seconds=0.5, hops=1000)).get(url, {})
    # What comes too late may be asked for again.
    assert len(visits) <= 6


@pytest.mark.large
@pytest.mark.parametrize(
    ("status", "is_read"),
    [("200 OK", True), ("302 Found", True), ("404 No", False), ("429 Wait", False), ("503 Busy", False)],
)
def test_a_body_without_end_is_read_in_flat_memory(status: str, is_read: bool) -> None:
    def endless(client: socket.socket, path: str) -> None:
        head = f"HTTP/1.1 {status}\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n"
        client.sendall(head.encode())
        for _ in range(1024):
            client.sendall(b"10000\r\n" + b" " * 65536 + b"\r\n")

    with hostile_server({"": endless}) as url:
        tracemalloc.start()
        try:
            client = RedirectClient(limits=Limits(seconds=5, bytes=MEBIBYTE))
            if is_read:
                with pytest.raises(ExchangeError):
                    client.get(url, {})
            else:
                assert len(client.get(url, {})[-1].content) <= 65536
            assert tracemalloc.get_traced_memory()[1] < 8 * MEBIBYTE
        finally:
            tracemalloc.stop()


def test_what_a_failure_says_has_an_end() -> None:
    def talking(client: socket.socket, path: str) -> None:
        client.sendall(
            b"HTTP/1.1 303 See\r\nContent-Length: 0\r\nLocation: ftp://" + b"a" * 60_000 + b"\r\n\r\n"
        )

    with hostile_server({"": talking}) as url, pytest.raises(ExchangeError) as caught:
        RedirectClient().get(url, {})
    assert len(caught.value.what) < 400


def test_a_proxy_of_the_environment_is_asked_for_other_machines(monkeypatch: pytest.MonkeyPatch) -> None:
    with faulty_server(lambda asked: Said(404)) as proxy:
        monkeypatch.setenv("http_proxy", proxy.url.replace("//", "//me:a%40word@"))
        monkeypatch.setenv("no_proxy", "b.invalid")
        assert [each.status for each in RedirectClient().get("http://a.invalid/x", {})] == [404]
        with pytest.raises(ExchangeError, match=r"b\.invalid cannot be reached"):
            RedirectClient().get("http://b.invalid/", {})
    assert [asked.target for asked in proxy.asked] == ["http://a.invalid/x"]
    assert proxy.asked[0].headers["proxy-authorization"] == "Basic bWU6YUB3b3Jk"

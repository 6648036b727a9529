"""The names that a server answers to. Source: RFC 6761, section 6.3."""

import pytest

from azkz_graph.problem import UsageError
from azkz_graph.server.http.host_names import hosts

OWN = "data.example.org"


@pytest.mark.parametrize(
    ("host", "allowed"),
    [
        ("localhost:8000", True),
        ("azkz.localhost", True),
        ("127.0.0.1:8000", True),
        ("127.1.2.3", True),
        ("[::1]:8000", True),
        ("DATA.example.org.", True),
        ("other.example.org:81", True),
        ("evil.example", False),
        ("localhost.evil.example", False),
        ("data.example.org.evil.example", False),
        ("127.0.0.1.evil.example", False),
        ("0.0.0.0", False),
        ("192.168.0.1", False),
        ("[::ffff:10.0.0.1]", False),
        ("xlocalhost", False),
        (None, True),
    ],
)
def test_names_at_loopback(host: str | None, allowed: bool) -> None:
    headers = [] if host is None else [(b"accept", b"*/*"), (b"host", host.encode())]
    found = hosts(["127.0.0.1"], [OWN], ["other.example.org"])
    assert found.refused(headers) == ("" if allowed else host)


def test_a_server_that_others_reach_answers_to_all_names_unless_some_are_given() -> None:
    assert not hosts(["0.0.0.0"], [OWN], []).refused([(b"host", b"evil.example")])
    found = hosts(["192.0.2.7"], [OWN], ["other.example.org"])
    assert found.refused([(b"host", b"evil.example")])
    for each in (b"192.0.2.7", b"data.example.org", b"other.example.org"):
        assert not found.refused([(b"host", each)])


@pytest.mark.parametrize(
    "name",
    ["https://example.org", "example.org/", "example.org:80", "", "a b", "*", "a..b", "[:::]", "\udcff"],
)
def test_what_is_no_name_is_told(name: str) -> None:
    with pytest.raises(UsageError, match="write it without scheme and port"):
        hosts(["127.0.0.1"], [OWN], [name])

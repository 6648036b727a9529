"""Requests that no honest client sends: each is refused, or does no harm."""

import re
from pathlib import Path

import pytest
from attacks import answers, attack, exchanged, paths, raw
from serving import Served, served

pytestmark = pytest.mark.process


@pytest.mark.parametrize("path", paths("requests"), ids=lambda path: path.stem)
def test_a_hostile_request_is_refused_or_harmless(server: Served, path: Path) -> None:
    sent = attack(path)
    found = exchanged(server.address, raw(sent.text))
    for answer in found:
        answer.check()
    assert re.fullmatch(sent.expected, " ".join(str(answer.status) for answer in found))
    assert server.get("health").status == 200


def test_answers_are_told_apart() -> None:
    head = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n"
    assert [answer.content for answer in answers(head + b"ab" + head + b"cd")] == [b"ab", b"cd"]


def test_a_client_that_asks_too_often_is_told_and_cannot_say_that_it_is_another() -> None:
    with served("--quiet", "--rate", "0.1") as server:
        found = [server.get(question(number), x_forwarded_for=f"10.0.0.{number}") for number in range(20)]
        assert 429 in {answer.status for answer in found} <= {200, 429}
        assert all("retry-after" in answer.headers for answer in found if answer.status == 429)
        answered = question(next(number for number in range(20) if found[number].status == 200))
        for path in ("health", "metrics", "doc/baku.ttl", "id/baku", "nothing", answered):
            assert 429 not in [server.get(path).status for _ in range(10)]


def test_clients_behind_a_proxy_are_told_apart() -> None:
    with served("--quiet", "--rate", "0.1", "--behind-proxy") as server:
        found = [
            server.get(question(number), x_forwarded_for=f"10.0.0.{number}").status for number in range(20)
        ]
        assert found == [200] * 20
        found = [
            server.get(question(number), x_forwarded_for="10.0.0.1").status for number in range(100, 120)
        ]
        assert 429 in found


def question(number: int) -> str:
    """The path of a question that nobody asked before."""
    return f"sparql?query=SELECT%20({number}%20AS%20?x)%20{{}}"

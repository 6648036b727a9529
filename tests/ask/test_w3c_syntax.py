"""The syntax tests of the W3C's SPARQL 1.1 test suite for queries, through the command and over HTTP.

They are the 97 of syntax-query, the 5 of aggregates, and 2 each of grouping and construct; the 3 of syntax-fed are
refused here for what they ask. Source: https://github.com/w3c/rdf-tests, sparql/sparql11, copyright W3C, under the W3C
Test Suite Licence and the 3-clause BSD Licence (https://www.w3.org/copyright/test-suites-licenses/). Where the text of
a test was not at hand (code points, the number of values), it is written after the description in the manifest.
"""

import re
import signal
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest
from protocol_requests import QUERY, post
from serving import served

from azkz_graph.cli.command_line import run_command

FOLDER: Final = Path(__file__).parent / "w3c_syntax"
DATA: Final = '<https://example.org/a> <https://example.org/b> "c" .\n'


def read_tests(name: str) -> list[tuple[str, str]]:
    """The names and texts of the tests in a file."""
    parts = re.split(r"^### (.*)\n", (FOLDER / f"{name}.rq").read_text(encoding="utf-8"), flags=re.MULTILINE)
    return list(zip(parts[1::2], parts[2::2], strict=True))


ACCEPTED, REFUSED, OTHER_SERVERS = map(read_tests, ("accepted", "refused", "other_servers"))


@pytest.fixture
def data(tmp_path: Path) -> Iterator[str]:
    """A file with one triple; after the test Ctrl-C means again what it does to pytest."""
    path = tmp_path / "data.nt"
    path.write_text(DATA)
    before = signal.getsignal(signal.SIGINT)
    yield str(path)
    signal.signal(signal.SIGINT, before)


def test_suite_is_whole() -> None:
    assert (len(ACCEPTED), len(REFUSED), len(OTHER_SERVERS)) == (65, 41, 3)


def test_command(data: str) -> None:
    statuses = {name: run_command(["query", "--data", data, "-q", text]) for name, text in ACCEPTED + REFUSED}
    assert statuses == {**{name: 0 for name, _ in ACCEPTED}, **{name: 2 for name, _ in REFUSED}}


def test_command_asks_no_other_server(data: str, capsys: pytest.CaptureFixture[str]) -> None:
    for _, text in OTHER_SERVERS:
        assert run_command(["query", "--data", data, "-q", text]) == 2
        assert "SERVICE asks another server" in capsys.readouterr().err


@pytest.mark.process
def test_server(data: str) -> None:
    with served("--quiet", "--data", data) as server:
        statuses = {
            name: post(server, text.encode(), QUERY).status
            for name, text in ACCEPTED + REFUSED + OTHER_SERVERS
        }
        marked = post(server, b"\xef\xbb\xbfSELECT (STR(<x>) AS ?x) {}", QUERY)
        assert marked.json()["results"]["bindings"] == [{"x": {"type": "literal", "value": f"{server.url}x"}}]
    refused = {name: 400 for name, _ in REFUSED + OTHER_SERVERS}
    assert statuses == {**{name: 200 for name, _ in ACCEPTED}, **refused}

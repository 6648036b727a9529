"""What several commands refuse in the same way, before they read or ask anything."""

import pytest

from azkz_graph.cli.command_line import run_command

TWICE = "standard input can be read only once, and two words of the command are -; use files"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["query", "-", "--data", "-"], TWICE),
        (["query", "-q", "ASK {}", "--data", "-", "--data", "-"], TWICE),
        (["query", "--member=x", "-", "--data", "-"], TWICE),
        (["query", "-", "--endpoint", "http://127.0.0.1:9", "--password-file", "-"], TWICE),
        (["load", "http://127.0.0.1:9", "--data", "-", "--token-file", "-"], TWICE),
        (["store", "build", "out", "--data", "-", "--data", "-"], TWICE),
        (
            ["mcp", "--data", "-"],
            "standard input takes the requests, so it cannot be --data; give --http, or a file",
        ),
        (
            ["query", "states", "--data-format", "nt"],
            "--data-format is the syntax of --data; name a file by that too",
        ),
        (
            ["query", "states", "--data", "a", "--data-format", "csv"],
            "Invalid value for '--data-format': 'csv' is not one of 'ttl', 'trig', 'nt', 'nq', 'jsonld', 'rdf'; "
            "see azkz query --help",
        ),
    ],
)
def test_what_is_refused(words: list[str], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run_command(words) == 2
    assert capsys.readouterr().err == f"azkz: error: {said}\n"


def test_a_value_of_a_parameter_is_not_standard_input(capsys: pytest.CaptureFixture[str]) -> None:
    assert run_command(["query", "nothing", "--member", "-", "--data", "-"]) == 2
    assert TWICE not in capsys.readouterr().err

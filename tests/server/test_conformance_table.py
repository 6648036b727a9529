"""The tables of threats and of conformance name tests that exist, and a reason wherever something is not met."""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import click
import pytest

from azkz_graph.cli.command_line import cli

TESTS: Final = Path(__file__).parent.parent
PAGE: Final = (TESTS.parent / "docs" / "server.md").read_text(encoding="utf-8")
HEAD: Final = "| requirement | met | how | proof |"


@dataclass(frozen=True)
class Row:
    """A requirement, whether it is met, how, and the tests that prove it."""

    requirement: str
    met: str
    how: str
    proof: str


def rows() -> Iterator[Row]:
    """The rows of all tables of conformance."""
    for table in PAGE.split(HEAD)[1:]:
        for line in table.split("\n\n")[0].splitlines()[2:]:
            yield Row(*(cell.strip() for cell in line.strip("|").split(" | ")))


ROWS: Final = list(rows())


THREATS: Final = PAGE.partition("| who | what they can send | what limits it | proof |\n")[2].split("\n\n")[0]
PROOFS: Final = [
    *(row.proof for row in ROWS),
    *(line.strip("|").split(" | ")[3] for line in THREATS.splitlines()[1:]),
]


def test_there_are_rows() -> None:
    assert len(ROWS) > 45
    assert len(PROOFS) > len(ROWS) + 15


@pytest.mark.parametrize("proof", PROOFS)
def test_proofs_exist(proof: str) -> None:
    named = re.findall(r"`([\w/]+\.py)::(test_\w+)`", proof)
    assert len(named) == proof.count("::")
    assert named
    for file, name in named:
        tree = ast.parse((TESTS / file).read_text(encoding="utf-8"))
        assert name in {each.name for each in tree.body if isinstance(each, ast.FunctionDef)}


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.requirement)
def test_what_is_not_met_has_a_reason(row: Row) -> None:
    assert row.met in ("yes", "no")
    if row.met == "no":
        assert len(row.how.split()) > 8


def test_every_option_is_told() -> None:
    command = cli.get_command(click.Context(cli), "serve")
    assert command is not None
    options = {
        name for each in command.params for name in each.opts if name.startswith("--") and name != "--help"
    }
    told = set(re.findall(r"`(--[a-z-]+)", PAGE.partition("## Options")[2].partition("Bounds")[0]))
    assert told == options

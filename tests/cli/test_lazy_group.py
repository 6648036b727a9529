"""Commands are found by their names alone, and none is loaded before it is typed."""

import subprocess
import sys
from pathlib import Path

import click
import pytest

from azkz_graph.cli import command_line
from azkz_graph.cli.command_line import cli
from azkz_graph.cli.lazy_group import COMMANDS, MODULES

CONTEXT = click.Context(cli)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_is_in_the_module_of_its_name(name: str) -> None:
    command = cli.get_command(CONTEXT, name)
    assert command is not None
    assert command.name == name


def test_every_module_of_a_command_is_listed() -> None:
    folder = Path(command_line.__file__).parent
    modules = {path.stem for path in folder.glob("*.py") if "\n@click.pass_obj\n" in path.read_text("utf-8")}
    assert modules
    assert modules <= {MODULES.get(name, name.replace("-", "_")) for name in COMMANDS}


@pytest.mark.process
def test_help_loads_no_command() -> None:
    code = (
        "import sys, azkz_graph.cli.command_line as azkz; azkz.run_command(['--help']); "
        "print(*sys.modules, file=sys.stderr)"
    )
    process = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert all(f"\n  {name} " in process.stdout for name in COMMANDS)
    loaded = set(process.stderr.split())
    assert not loaded & {f"azkz_graph.cli.{name.replace('-', '_')}" for name in COMMANDS}


def test_names_are_completed_without_loading_a_command() -> None:
    assert [item.value for item in cli.shell_complete(CONTEXT, "co")] == ["completion", "corpus"]
    assert "--project" in [item.value for item in cli.shell_complete(CONTEXT, "--p")]


def test_another_name_is_no_command() -> None:
    assert cli.get_command(CONTEXT, "lazy_group") is None

"""Without the packages of the extras, every command has its help, and says which extra it lacks when it runs."""

import subprocess
import sys
from pathlib import Path

import pytest

from azkz_graph.cli.lazy_group import COMMANDS

pytestmark = pytest.mark.process

CORE = """
import sys
from azkz_graph.cli.command_line import run_command
from azkz_graph.cli.missing_extra import PACKAGES

class Nothing:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in PACKAGES:
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)

sys.meta_path.insert(0, Nothing())
for line in sys.stdin:
    print("#", line.strip(), run_command(line.split()), flush=True)
"""


def run_in_core(folder: Path, *lines: str) -> "subprocess.CompletedProcess[str]":
    """Run commands one after the other in a process in which only the core can be imported."""
    command = [sys.executable, "-c", CORE]
    return subprocess.run(
        command, cwd=folder, input="\n".join(lines), capture_output=True, text=True, check=True
    )


def test_help_needs_no_extra(tmp_path: Path) -> None:
    names = [*COMMANDS, "store build", "corpus build"]
    done = run_in_core(tmp_path, *(f"{name} --help" for name in names))
    assert done.stderr == ""
    for name in names:
        assert f"Usage: azkz {name} " in done.stdout
        assert f"# {name} --help 0\n" in done.stdout


def test_what_a_command_lacks_is_one_sentence(tmp_path: Path) -> None:
    extras = {
        "site": "site",
        "serve --port 0": "serve",
        "load http://127.0.0.1:9/": "load",
        "query twin-towns --endpoint http://127.0.0.1:9/": "load",
        "check-deref http://127.0.0.1:9/": "load",
        "corpus build articles built": "corpus",
        "mcp": "mcp",
    }
    done = run_in_core(tmp_path, *extras)
    told = done.stderr.splitlines()
    assert len(told) == len(extras)
    for (words, extra), line in zip(extras.items(), told, strict=True):
        assert line.startswith(f"azkz: error: azkz {words.split()[0]} needs ")
        assert line.endswith(
            f", which is not installed; in a checkout of azkz-graph run pip install '.[{extra}]'"
        )
    assert list(tmp_path.iterdir()) == []

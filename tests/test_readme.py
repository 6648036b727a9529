"""The commands in the README and the docs: blocks print exactly what is shown, commands in sentences succeed."""

import os
import re
import shlex
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from patience import PATIENCE

pytestmark = pytest.mark.process

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
PAGES = ("query", "cite", "versions", "publish", "author")
"""The pages whose commands need nothing but the project; those of stores and servers have tests of their own."""

TEXT = README + "".join((ROOT / "docs" / f"{page}.md").read_text(encoding="utf-8") for page in PAGES)
BLOCKS = sorted(set(re.findall(r"```console\n\$ (azkz [^\n]+)\n(.*?)```", TEXT, re.DOTALL)))
MENTIONED = sorted(
    {span for span in re.findall(r"`(azkz [^`]+)`", TEXT) if not re.search(r"\b[A-Z]{3,}\b| -$", span)}
)
SMALL = ROOT / "tests" / "projects" / "small"
LASTING = [command for command in MENTIONED if command.startswith(("azkz serve", "azkz mcp"))]
PYTHON = re.findall(r"```python\n(.*?)```", TEXT, re.DOTALL)


Run = Callable[[str], "subprocess.CompletedProcess[str]"]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A reader's folder, in which the commands run."""
    return tmp_path_factory.mktemp("reader")


@pytest.fixture(scope="module")
def run(folder: Path) -> Run:
    """Runs a command, each once."""

    @cache
    def run(command: str) -> "subprocess.CompletedProcess[str]":
        # The whole site takes long to build; the fixture `site` builds it for the tests of pages.
        project = ["--project", str(SMALL)] if command.startswith("azkz site") else []
        words = [sys.executable, "-m", "azkz_graph", *project, *shlex.split(command)[1:]]
        environment = {**os.environ, "SOURCE_DATE_EPOCH": "1795910400"}
        done = subprocess.run(
            words, capture_output=True, text=True, encoding="utf-8", cwd=folder, env=environment
        )
        # That something is only a view is an answer too.
        assert done.returncode == 0 or done.stdout.startswith("Not a fact"), done.stderr
        return done

    return run


def test_the_readme_is_short() -> None:
    assert len(README.splitlines()) < 150


def test_the_pages_have_commands() -> None:
    assert len(BLOCKS) >= 4
    assert len(MENTIONED) >= 5
    assert len(PYTHON) == 1


@pytest.mark.parametrize(("command", "printed"), BLOCKS)
def test_a_block_shows_what_its_command_prints(command: str, printed: str, run: Run) -> None:
    assert run(command).stdout == printed


def test_the_line_of_the_report_is_one_of_today(run: Run) -> None:
    (line,) = re.findall(r"```text\n(.*?)\n```", TEXT, re.DOTALL)
    assert line in run("azkz check").stdout.replace(f"{ROOT}/", "").splitlines()


@pytest.mark.parametrize("command", sorted({*MENTIONED} - {*LASTING}))
def test_a_mentioned_command_succeeds(command: str, run: Run) -> None:
    assert run(command)


@pytest.mark.parametrize("command", LASTING)
def test_a_mentioned_server_starts_and_ends(command: str, tmp_path: Path) -> None:
    port = ["--port", "0"] if "mcp" not in command or "--http" in command else []
    words = [sys.executable, "-m", "azkz_graph", *shlex.split(command)[1:], *port]
    with subprocess.Popen(
        words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=tmp_path
    ) as process:
        assert process.stdin is not None
        assert process.stderr is not None
        if port:
            assert "http://127.0.0.1:" in process.stderr.readline()
            process.send_signal(signal.SIGTERM)
        process.stdin.close()
        assert process.wait(timeout=PATIENCE) == (0 if "serve" in command or not port else -signal.SIGTERM)


def test_the_python_of_the_pages_runs(tmp_path: Path) -> None:
    program = PYTHON[0].replace('"path/to/another/project"', repr(str(ROOT)))
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, cwd=tmp_path)
    assert done.returncode == 0, done.stderr


def test_the_lines_that_recompute_a_fact_print_its_identifier(folder: Path, run: Run) -> None:
    page = (ROOT / "docs" / "cite.md").read_text(encoding="utf-8")
    (lines,), (printed,) = (
        re.findall(r"```sh\n(.*?)```", page, re.DOTALL),
        re.findall(r"prints `(\w+)`", page),
    )
    run("azkz build")
    if shutil.which("xxd") is None:
        pytest.skip("xxd is missing; Debian's xxd brings it")
    done = subprocess.run(["bash", "-c", lines], capture_output=True, text=True, cwd=folder)
    assert done.stdout.strip() == printed
    assert printed in run("azkz why kazakhstan representedIn azerbaijan").stdout

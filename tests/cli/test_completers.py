"""What a shell is offered."""

import shutil
import subprocess
from pathlib import Path

import pytest
from transcripts import azkz

pytestmark = pytest.mark.process

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize(
    ("words", "offered"),
    [
        ("query st", ["states"]),
        ("query figures --at-least kaz", ["kazakhstan"]),
        ("query states sta", []),
        ("show ak", ["aktau"]),
        ("why sum", ["sumqayit"]),
        ("cite da", ["dataset"]),
        ("cite stat", ["states"]),
        ("cite states --state kaz", ["kazakhstan"]),
        ("cite aktau --style b", ["bibtex"]),
        ("completion z", ["zsh"]),
        (f"--project {ROOT} diff 1", ["1.0.0"]),
        (f"--project {ROOT} diff 1.0.0 1", ["1.0.0"]),
        (f"--project {ROOT} query --as-of 1", ["1.0.0"]),
        ("diff da", ["da"]),
        ("--project nowhere query st", []),
        ("--project nowhere show ak", []),
    ],
)
def test_words_are_completed(words: str, offered: list[str]) -> None:
    line = words if words.startswith("--project") else f"--project . {words}"
    position = str(len(line.split()))
    process = azkz(_AZKZ_COMPLETE="bash_complete", COMP_WORDS=f"azkz {line}", COMP_CWORD=position)
    found = [line.partition(",")[2] for line in process.stdout.decode().split()]
    assert found == offered
    assert process.stderr == b""


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_script_is_one_that_the_shell_can_read(shell: str) -> None:
    process = azkz("completion", shell)
    assert process.returncode == 0
    assert b"_AZKZ_COMPLETE" in process.stdout
    if shutil.which(shell):
        subprocess.run([shell, "-n"], input=process.stdout, check=True)


def test_another_shell_is_refused() -> None:
    assert azkz("completion", "cmd").returncode == 2

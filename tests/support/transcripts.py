"""Transcripts of commands: a file that begins with `$ azkz …` and goes on with what the command must answer.

Lines of standard error begin with `2> `, the exit status, unless it is 0, stands last in square brackets, and `␍` marks
a carriage return. Commands run in projects/small and on it; `< FILE` at their end pipes a file in.
"""

import os
import shlex
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

SMALL = Path(__file__).parents[1] / "projects" / "small"
NOW = "1795305600"
"""Midnight of 22 November 2026, in seconds."""


def transcripts(folder: str) -> list[Path]:
    """The transcripts in a folder of the tests."""
    found = sorted((Path(__file__).parents[1] / folder).glob("*.txt"))
    assert found, f"no transcript in {folder}"
    return found


def azkz(*words: str, stdin: bytes = b"", **environment: str) -> subprocess.CompletedProcess[bytes]:
    """Run the command on the small project."""
    return subprocess.run(
        [sys.executable, "-m", "azkz_graph", "--project", ".", *words],
        cwd=SMALL,
        env={**os.environ, "SOURCE_DATE_EPOCH": NOW, **environment},
        input=stdin,
        capture_output=True,
        check=False,
    )


def played(path: Path) -> bytes:
    """The transcript as the command answers now."""
    command = path.read_text(encoding="utf-8").splitlines()[0]
    words, stdin = piped(shlex.split(command.removeprefix("$ azkz")))
    process = azkz(*words, stdin=stdin)
    errors = process.stderr.decode().splitlines()
    parts = [
        f"{command}\n{process.stdout.decode()}".replace("\r\n", "␍\n"),
        *(f"2> {line}\n" for line in errors),
        *([f"[{process.returncode}]\n"] if process.returncode else []),
    ]
    return "".join(part if part.endswith("\n") else f"{part}\n" for part in parts).encode()


def piped(words: Sequence[str]) -> tuple[Sequence[str], bytes]:
    """The words of a command, and what its redirection pipes in."""
    if len(words) > 1 and words[-2] == "<":
        return words[:-2], (SMALL / words[-1]).read_bytes()
    return words, b""

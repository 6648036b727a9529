"""What `azkz` answers, and how it refuses: see transcripts.py for the form of the cases in results/."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from transcripts import SMALL, played, transcripts

pytestmark = pytest.mark.process


@pytest.mark.parametrize("path", transcripts("ask/results"), ids=lambda path: path.stem)
def test_transcript(path: Path, golden: Callable[[Path, bytes], None]) -> None:
    golden(path, played(path))


def test_standard_output_by_name_is_written_behind_what_it_holds(tmp_path: Path) -> None:
    path = tmp_path / "app.csv"
    path.write_bytes(b"precious line\n")
    command = [sys.executable, "-m", "azkz_graph", "query", "-q", "ASK {}", "--format", "csv"]
    with path.open("ab") as out:
        subprocess.run([*command, "--out", "/dev/stdout"], stdout=out, cwd=SMALL, check=True)
    assert path.read_bytes() == b"precious line\ntrue\n"

"""What `azkz` answers, and how it refuses: see transcripts.py for the form of the cases in answers/."""

from collections.abc import Callable
from pathlib import Path

import pytest
from transcripts import played, transcripts

pytestmark = pytest.mark.process


@pytest.mark.parametrize("path", transcripts("ask/answers"), ids=lambda path: path.stem)
def test_transcript(path: Path, golden: Callable[[Path, bytes], None]) -> None:
    golden(path, played(path))

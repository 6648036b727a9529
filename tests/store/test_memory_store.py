"""What `azkz` answers, and how it refuses: see transcripts.py for the form of the cases in stores/."""

from collections.abc import Callable
from pathlib import Path

import pytest
from transcripts import played, transcripts


@pytest.mark.process
@pytest.mark.parametrize("path", transcripts("store/memory_store"), ids=lambda path: path.stem)
def test_transcript(path: Path, golden: Callable[[Path, bytes], None]) -> None:
    golden(path, played(path))

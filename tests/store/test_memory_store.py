"""What `azkz` answers, and how it refuses: see transcripts.py for the form of the cases in stores/."""

from collections.abc import Callable
from pathlib import Path

import pytest
from transcripts import played, transcripts

from azkz_graph.problem import UsageError
from azkz_graph.store.memory_store import files_store


@pytest.mark.parametrize("path", transcripts("store/memory_store"), ids=lambda path: path.stem)
def test_transcript(path: Path, golden: Callable[[Path, bytes], None]) -> None:
    golden(path, played(path))


def test_triple_terms_that_would_end_the_parser_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "deep.ttl"
    path.write_text("<x:a> <x:b> " + "<<( <x:a> <x:b> " * 50_000 + "1" + " )>>" * 50_000 + " .\n")
    with pytest.raises(
        UsageError, match=r"deep\.ttl: triple terms nest more than 500 deep; write the file flatter"
    ):
        files_store([path])

"""What `azkz` answers, and how it refuses: see transcripts.py for the form of the cases in results/."""

from collections.abc import Callable
from pathlib import Path

import pytest
from transcripts import azkz, played, transcripts

pytestmark = pytest.mark.process


@pytest.mark.parametrize("format", ["csv", "tsv"])
def test_a_byte_order_mark_for_excel(format: str, tmp_path: Path) -> None:
    plain = azkz("query", "names", "--format", format).stdout
    assert azkz("query", "names", "--format", format, "--bom").stdout == b"\xef\xbb\xbf" + plain
    out = tmp_path / f"names.{format}"
    assert azkz("query", "names", "--bom", "--out", str(out)).returncode == 0
    assert out.read_bytes() == b"\xef\xbb\xbf" + plain


@pytest.mark.parametrize("path", transcripts("ask/results"), ids=lambda path: path.stem)
def test_transcript(path: Path, golden: Callable[[Path, bytes], None]) -> None:
    golden(path, played(path))

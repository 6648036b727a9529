"""The exchange of two folders in one step."""

import sys
from pathlib import Path

import pytest

from azkz_graph.disk.path_exchange import exchange_paths

pytestmark = pytest.mark.skipif(sys.platform not in ("linux", "darwin"), reason="needs Linux or macOS")


def test_two_folders_change_places(tmp_path: Path) -> None:
    for name in ("one", "other"):
        (tmp_path / name).mkdir()
        (tmp_path / name / name).touch()
    assert exchange_paths(tmp_path / "one", tmp_path / "other")
    assert [path.name for path in (tmp_path / "one").iterdir()] == ["other"]
    assert [path.name for path in (tmp_path / "other").iterdir()] == ["one"]


def test_nothing_is_exchanged_with_what_is_missing(tmp_path: Path) -> None:
    (tmp_path / "one").mkdir()
    with pytest.raises(FileNotFoundError):
        exchange_paths(tmp_path / "one", tmp_path / "missing")
    assert (tmp_path / "one").is_dir()

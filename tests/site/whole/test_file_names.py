"""The site and the release are whole on every disk, in zip files, and on hosts that fold case."""

from pathlib import Path

import pytest

from azkz_graph.disk.safe_path import fold
from azkz_graph.routes.document_paths import path_fault

pytestmark = pytest.mark.large

LONGEST = 200
"""Characters of a path that leave room for a folder before it where Windows takes 260."""


def test_no_two_files_are_one_on_any_disk(site: Path) -> None:
    paths = [path.relative_to(site).as_posix() for path in site.rglob("*")]
    assert len(paths) > 5_000
    assert len(set(map(fold, paths))) == len(paths)


def test_every_name_is_one_on_every_disk(site: Path) -> None:
    paths = [path.relative_to(site).as_posix() for path in site.rglob("*")]
    assert [path for path in paths if path_fault(path) or not path.isascii() or len(path) > LONGEST] == []


def test_github_pages_publishes_all_of_it(site: Path) -> None:
    assert (site / ".nojekyll").read_bytes() == b""

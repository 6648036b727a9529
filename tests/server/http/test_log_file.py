"""The file of the log goes on under its name, whatever other programs do with it."""

import os
from pathlib import Path

import pytest

from azkz_graph.problem import UsageError
from azkz_graph.server.http.log_file import LogFile


def write(log: LogFile, line: str) -> None:
    os.write(log.descriptor(), line.encode())


def test_a_file_that_is_renamed_is_followed_by_another(tmp_path: Path) -> None:
    path, former = tmp_path / "log", tmp_path / "log.1"
    path.write_text("before\n")
    log = LogFile(path)
    write(log, "one\n")
    path.rename(former)
    write(log, "two\n")
    write(log, "three\n")
    assert (former.read_text(), path.read_text()) == ("before\none\n", "two\nthree\n")
    path.rename(former)
    path.write_text("made by another\n")
    write(log, "four\n")
    assert path.read_text() == "made by another\nfour\n"
    path.unlink()
    write(log, "five\n")
    assert path.read_text() == "five\n"


def test_a_file_that_is_copied_and_emptied_goes_on_at_its_beginning(tmp_path: Path) -> None:
    path = tmp_path / "log"
    log = LogFile(path)
    write(log, "one\n")
    os.truncate(path, 0)
    write(log, "two\n")
    assert path.read_bytes() == b"two\n"


def test_where_no_other_can_be_made_the_former_file_goes_on(tmp_path: Path) -> None:
    folder, moved = tmp_path / "logs", tmp_path / "moved"
    folder.mkdir()
    log = LogFile(folder / "log")
    folder.rename(moved)
    write(log, "one\n")
    assert (moved / "log").read_text() == "one\n"


def test_a_device_stays_open() -> None:
    log = LogFile(Path("/dev/null"))
    assert log.descriptor() == log.descriptor()


@pytest.mark.parametrize("path", ["missing/log", "."])
def test_what_cannot_be_written_is_refused(path: str, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="name another file"):
        LogFile(tmp_path / path)

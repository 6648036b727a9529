"""Files that are whole or as they were."""

import os
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from azkz_graph.disk.atomic_file import write_whole
from azkz_graph.problem import UsageError


def test_a_file_is_made(tmp_path: Path) -> None:
    write_whole(tmp_path / "a", b"1")
    assert (tmp_path / "a").read_bytes() == b"1"
    assert list(tmp_path.iterdir()) == [tmp_path / "a"]


def test_a_file_is_replaced(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"0")
    write_whole(tmp_path / "a", b"1")
    assert (tmp_path / "a").read_bytes() == b"1"


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"0")
    (tmp_path / "link").symlink_to("a")
    write_whole(tmp_path / "link", b"1")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "a").read_bytes() == b"1"


def test_a_device_is_written_to_and_not_replaced() -> None:
    write_whole(Path("/dev/null"), b"1")
    assert Path("/dev/null").is_char_device()


def test_a_pipe_is_written_to(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    reader = os.open(tmp_path / "pipe", os.O_RDONLY | os.O_NONBLOCK)
    write_whole(tmp_path / "pipe", b"1")
    assert os.read(reader, 9) == b"1"
    os.close(reader)


@pytest.mark.parametrize("name", ["folder", "missing/a"])
def test_what_cannot_be_written_raises_and_leaves_nothing(tmp_path: Path, name: str) -> None:
    (tmp_path / "folder").mkdir()
    with pytest.raises(OSError, match="directory"):
        write_whole(tmp_path / name, b"1")
    assert list(tmp_path.rglob("*")) == [tmp_path / "folder"]


def test_a_link_that_is_planted_beside_is_not_written_through(tmp_path: Path) -> None:
    private = tmp_path / "private"
    private.write_bytes(b"mine")
    for name in (f".a.{os.getpid()}", ".a.partial", ".azkz.partial"):
        (tmp_path / name).symlink_to("private")
    before = sorted(path.name for path in tmp_path.iterdir())
    write_whole(tmp_path / "a", b"1")
    assert private.read_bytes() == b"mine"
    assert not (tmp_path / "a").is_symlink()
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(["a", *before])


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give a link away")
def test_a_link_of_somebody_else_is_not_followed_where_everybody_may_lay_one(tmp_path: Path) -> None:
    private, link = tmp_path / "private", tmp_path / "a.csv"
    private.write_bytes(b"mine")
    link.symlink_to("private")
    tmp_path.chmod(0o1777)
    os.lchown(link, 65534, 65534)
    with pytest.raises(UsageError, match="is a link of another user"):
        write_whole(link, b"1")
    assert private.read_bytes() == b"mine"
    os.lchown(link, 0, 0)
    write_whole(link, b"1")
    assert private.read_bytes() == b"1"


def test_no_two_files_are_written_under_one_name(tmp_path: Path) -> None:
    seen: list[str] = []

    def note(event: str, about: Sequence[object]) -> None:
        if event == "os.rename":
            seen.append(str(about[0]))

    sys.addaudithook(note)
    for _ in range(8):
        write_whole(tmp_path / "a", b"1")
    own = {name for name in seen if name.startswith(str(tmp_path))}
    assert len(own) == 8

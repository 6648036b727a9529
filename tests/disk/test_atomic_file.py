"""Files that are whole or as they were."""

import errno
import os
import resource
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from azkz_graph.disk import atomic_file
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


def test_another_hard_link_keeps_what_the_file_held(tmp_path: Path) -> None:
    """A backup made of hard links must not change with the file."""
    (tmp_path / "a").write_bytes(b"0")
    (tmp_path / "backup").hardlink_to(tmp_path / "a")
    write_whole(tmp_path / "a", b"1")
    assert ((tmp_path / "a").read_bytes(), (tmp_path / "backup").read_bytes()) == (b"1", b"0")


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


@pytest.mark.parametrize("name", ["/dev/fd/{0}", "/proc/self/fd/{0}", "/proc/{1}/fd/{0}", "link"])
def test_what_this_process_has_open_is_written_behind_what_it_holds(tmp_path: Path, name: str) -> None:
    (tmp_path / "a").write_bytes(b"precious\n")
    with (tmp_path / "a").open("ab") as file:
        (tmp_path / "link").symlink_to(f"/dev/fd/{file.fileno()}")
        write_whole(tmp_path / name.format(file.fileno(), os.getpid()), b"1\n")
        file.write(b"2\n")
    assert (tmp_path / "a").read_bytes() == b"precious\n1\n2\n"


def test_what_another_process_has_open_is_written_behind_what_it_holds(tmp_path: Path) -> None:
    with (tmp_path / "a").open("wb") as file:
        file.write(b"precious\n")
        file.flush()
        with subprocess.Popen(["/bin/cat"], stdin=subprocess.PIPE, stdout=file) as other:
            write_whole(Path(f"/proc/{other.pid}/fd/1"), b"1\n")
            other.communicate()
    assert (tmp_path / "a").read_bytes() == b"precious\n1\n"


@pytest.mark.parametrize("make", [os.pipe, lambda: tuple(one.detach() for one in socket.socketpair())])
def test_a_pipe_and_a_socket_that_are_open_are_written_to(make: Callable[[], tuple[int, int]]) -> None:
    reader, writer = make()
    write_whole(Path(f"/dev/fd/{writer}"), b"1")
    assert os.read(reader, 9) == b"1"
    os.close(reader)
    os.close(writer)


def test_what_is_open_only_to_be_read_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"precious\n")
    with (tmp_path / "a").open("rb") as file, pytest.raises(OSError, match="Bad file descriptor"):
        write_whole(Path(f"/dev/fd/{file.fileno()}"), b"1")
    assert (tmp_path / "a").read_bytes() == b"precious\n"


def test_a_file_whose_place_no_other_can_take_is_overwritten(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"a longer content")
    number = path.stat().st_ino
    monkeypatch.setattr(atomic_file, "replace_file", refuse(errno.EBUSY))
    write_whole(path, b"1")
    assert (path.read_bytes(), path.stat().st_ino) == (b"1", number)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can mount")
def test_a_mounted_file_is_overwritten(tmp_path: Path) -> None:
    host, target = tmp_path / "host", tmp_path / "target"
    host.write_bytes(b"0")
    target.write_bytes(b"")
    if subprocess.run(["mount", "--bind", host, target], capture_output=True, check=False).returncode:
        pytest.skip("this machine lets nobody mount")
    try:
        write_whole(target, b"1")
    finally:
        subprocess.run(["umount", target], check=True)
    assert host.read_bytes() == b"1"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["host", "target"]


def test_a_file_that_is_overwritten_is_restored_if_the_disk_is_full(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"precious")
    limit = resource.getrlimit(resource.RLIMIT_FSIZE)
    ignored = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    try:
        resource.setrlimit(resource.RLIMIT_FSIZE, (100, limit[1]))
        with pytest.raises(OSError, match="too large"):
            atomic_file.overwrite(path, b"1" * 101)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limit)
        signal.signal(signal.SIGXFSZ, ignored)
    assert path.read_bytes() == b"precious"


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EIO])
def test_a_file_is_as_it_was_if_the_new_one_cannot_be_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    (tmp_path / "a").write_bytes(b"precious")
    monkeypatch.setattr(atomic_file, "replace_file", refuse(number))
    with pytest.raises(OSError, match=os.strerror(number)):
        write_whole(tmp_path / "a", b"1")
    assert (tmp_path / "a").read_bytes() == b"precious"


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give a file away")
def test_a_file_keeps_its_owner_and_rights(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"0")
    path.chmod(0o640)
    os.chown(path, 65534, 65534)
    write_whole(path, b"1")
    found = path.stat()
    assert (found.st_uid, found.st_gid, found.st_mode & 0o7777) == (65534, 65534, 0o640)


def refuse(number: int) -> Callable[[Path, bytes], None]:
    """Return what fails as the system does with this error."""

    def fail(path: Path, content: bytes) -> None:
        raise OSError(number, os.strerror(number), str(path))

    return fail

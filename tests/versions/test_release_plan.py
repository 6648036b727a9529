"""A release is written whole or not at all, and the same command goes on where it was killed."""

import errno
import hashlib
import os
import shutil
import signal
import sys
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from released_project import dataset_at, record, release, rename, version, withdrawal

from azkz_graph.check.earlier_releases import earlier_releases
from azkz_graph.dataset.project import open_project
from azkz_graph.problem import UsageError
from azkz_graph.register.published_contents import dataset_contents
from azkz_graph.register.release_register import read_entry, read_register
from azkz_graph.versions import release_plan
from azkz_graph.versions.release_archive import find_releases
from azkz_graph.versions.release_plan import carry_out, plan_release

WRITING = frozenset({"os.rename", "os.mkdir", "os.remove", "os.rmdir", "shutil.copytree", "shutil.rmtree"})
"""Events of the interpreter that change a folder; `open` does if it is for writing."""


def content(root: Path) -> Mapping[str, bytes]:
    """What the project holds beside the archives."""
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in root.rglob("*")
        if path.is_file()
        and not path.is_relative_to(root / "releases")
        and not path.is_relative_to(root / "dist")
    }


@pytest.fixture
def renamed(released: Path) -> Path:
    """The project with a renamed thing, on record, ready to be released as 2.0.0."""
    rename(released, "id:aktau", "id:aqtau")
    record(released, withdrawal("id:aktau", more="; dct:isReplacedBy id:aqtau"))
    version(released, "2.0.0")
    return released


def test_a_release_is_entered_in_the_register_as_it_was_published(renamed: Path) -> None:
    path = release(renamed)
    first, second = read_register(renamed / "data")
    assert (first.version, second.version, second.issued) == ("1.0.0", "2.0.0", "2026-12-01")
    assert second.archive == path.name == "azkz-2.0.0.zip"
    assert second.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    assert read_entry(renamed / "data", "2.0.0") == dataset_contents(dataset_at(renamed))


def test_the_archive_holds_what_the_folder_does(renamed: Path) -> None:
    release(renamed)
    stored = find_releases(renamed / "releases")[-1]
    assert stored.version == "2.0.0"
    sums = (renamed / "dist" / "SHA256SUMS").read_text(encoding="utf-8").splitlines()
    listed = {line[66:]: line[:64] for line in sums}
    assert set(listed) == {*stored.names(), "manifest.json"}
    for name, digest in listed.items():
        data = (renamed / "dist" / name).read_bytes()
        assert data == stored.read(name)
        assert hashlib.sha256(data).hexdigest() == digest


def test_the_change_log_has_a_section_for_each_release(renamed: Path) -> None:
    release(renamed)
    log = (renamed / "data" / "releases" / "CHANGES.md").read_text(encoding="utf-8")
    head, second, first = log.split("\n## ")
    assert head.startswith("# Changes of the data")
    assert first.startswith("1.0.0 – 2026-11-22\n\nThe first release: ")
    assert second.startswith("2.0.0 – 2026-12-01\n\nIdentifiers were withdrawn")
    assert "| id:aktau | Aktau | A test withdrew it. | id:aqtau |" in second
    assert "### Facts corrected" in second


def test_a_release_is_repeated_without_a_change(renamed: Path) -> None:
    path = release(renamed)
    before = {**content(renamed), "archive": path.read_bytes()}
    shutil.rmtree(renamed / "dist")
    assert plan_release(earlier_releases(dataset_at(renamed))).is_released
    release(renamed)
    assert {**content(renamed), "archive": path.read_bytes()} == before
    assert (renamed / "dist" / "azkz.ttl").is_file()


def test_an_archive_with_other_bytes_is_kept(renamed: Path) -> None:
    before = content(renamed)
    path = renamed / "releases" / "azkz-2.0.0.zip"
    path.write_bytes(b"something else")
    with pytest.raises(
        UsageError, match="is there with other bytes, and the register does not have it; remove it"
    ):
        release(renamed)
    assert (content(renamed), path.read_bytes()) == (before, b"something else")


def test_an_archive_with_other_bytes_is_found_beside_another_folder(renamed: Path) -> None:
    (renamed / "releases" / "azkz-2.0.0.zip").write_bytes(b"something else")
    plan = plan_release(earlier_releases(dataset_at(renamed)))
    with pytest.raises(UsageError, match=r"releases/azkz-2\.0\.0\.zip is there with other bytes"):
        carry_out(plan, renamed / "out", renamed / "dist")
    assert not (renamed / "out").exists()


@pytest.mark.parametrize(
    ("function", "fault", "where"),
    [
        ("add_files", OSError(errno.ENOSPC, "No space left on device"), "data/releases"),
        ("add_files", shutil.Error([("a", "b", "No space left on device")]), "data/releases"),
        ("write_archive", OSError(errno.ENOSPC, "No space left on device"), "releases/azkz-2.0.0.zip"),
    ],
)
def test_a_full_disk_is_named(
    renamed: Path, monkeypatch: pytest.MonkeyPatch, function: str, fault: OSError, where: str
) -> None:
    def fail(*_: object) -> None:
        raise fault

    plan, before = plan_release(earlier_releases(dataset_at(renamed))), content(renamed)
    monkeypatch.setattr(release_plan, function, fail)
    with pytest.raises(UsageError) as told:
        carry_out(plan, renamed / "releases", renamed / "dist")
    assert str(told.value) == (
        f"{renamed / where} cannot be written (No space left on device); nothing was released"
    )
    assert content(renamed) == before


@pytest.mark.parametrize(
    ("damage", "message"),
    [
        (lambda path: path.unlink(), "is missing, though 1.0.0 is released"),
        (lambda path: path.write_bytes(path.read_bytes()[:-9]), "with other bytes than the register says"),
    ],
)
def test_the_archive_of_a_release_is_not_made_again(
    released: Path, damage: Callable[[Path], object], message: str
) -> None:
    damage(released / "releases" / "azkz-1.0.0.zip")
    with pytest.raises(UsageError, match=message):
        release(released)


def test_two_releases_at_once_do_not_mix(renamed: Path) -> None:
    plan = plan_release(earlier_releases(dataset_at(renamed)))
    release(renamed)
    before = content(renamed)
    with pytest.raises(UsageError, match="another release has been made meanwhile"):
        carry_out(plan, renamed / "releases", renamed / "dist")
    assert content(renamed) == before


@pytest.mark.parametrize("name", ["data", "data/releases", "ontology/x", "queries"])
def test_no_archive_is_written_among_the_authored_files(renamed: Path, name: str) -> None:
    plan = plan_release(earlier_releases(dataset_at(renamed)))
    before = content(renamed)
    with pytest.raises(UsageError, match="is among the authored files"):
        carry_out(plan, renamed / name, renamed / "dist")
    assert content(renamed) == before


@pytest.mark.process
def test_killed_at_any_point_it_is_released_or_not(renamed: Path, tmp_path: Path) -> None:
    plan = plan_release(earlier_releases(dataset_at(renamed)))
    before = content(renamed)
    copy = shutil.copytree(renamed, tmp_path / "whole")
    release(copy)
    after = content(copy)
    outcomes = []
    # Every second moment until the register is replaced, and then, while the files are unpacked, some.
    for moment in (*range(1, 30, 2), *range(30, 1000, 40)):
        root = shutil.copytree(renamed, tmp_path / "killed")
        there = replace(plan, project=open_project(root))
        child = os.fork()
        if not child:
            kill_at(moment, root)
            carry_out(there, root / "releases", root / "dist")
            os._exit(0)
        is_killed = os.waitpid(child, 0)[1] != 0
        now = {name: data for name, data in content(root).items() if ".partial/" not in name}
        assert now in (before, after)
        outcomes.append(now == after)
        again = plan_release(earlier_releases(dataset_at(root))) if now == after else there
        carry_out(again, root / "releases", root / "dist")
        assert content(root) == after
        assert (root / "releases" / plan.row.archive).read_bytes() == plan.archive
        assert (root / "dist" / "SHA256SUMS").is_file()
        assert not list(root.rglob("*.partial"))
        shutil.rmtree(root)
        if not is_killed:
            break
    assert outcomes == sorted(outcomes)
    assert 5 < outcomes.count(False) < 15


def kill_at(moment: int, root: Path) -> None:
    """Have this process killed before it changes something below the folder for that time."""
    left = [moment]

    def count(event: str, arguments: tuple[object, ...]) -> None:
        writes = event in WRITING or (event == "open" and isinstance(arguments[2], int) and arguments[2] & 3)
        if writes and str(arguments[0]).startswith(str(root)):
            left[0] -= 1
            if not left[0]:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(count)

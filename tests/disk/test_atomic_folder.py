"""A folder that is replaced as a whole or not at all, and never at the cost of somebody's files."""

import json
import os
import subprocess
import sys
import threading
import time
from pathlib import Path, PurePosixPath

import pytest
from crashing_publication import release, state

from azkz_graph.disk.atomic_folder import move_aside, only_build, publish, replace_folder, write
from azkz_graph.problem import UsageError

CRASHING = Path(__file__).parents[1] / "support" / "crashing_publication.py"


@pytest.fixture
def target(tmp_path: Path) -> Path:
    """A folder that holds the first release."""
    publish(release("first"), tmp_path / "dist")
    return tmp_path / "dist"


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_made_where_there_is_none(tmp_path: Path) -> None:
    publish(release("first"), tmp_path / "not" / "yet" / "dist")
    assert state(tmp_path / "not" / "yet" / "dist") == "first"


def test_made_in_an_empty_folder(tmp_path: Path) -> None:
    (tmp_path / "dist").mkdir()
    publish(release("first"), tmp_path / "dist")
    assert state(tmp_path / "dist") == "first"


def test_replaced_with_nothing_left_over(target: Path) -> None:
    publish({PurePosixPath("manifest.json"): b'{"quads": 0, "files": []}'}, target)
    assert names(target) == ["manifest.json"]
    publish(release("second"), target)
    assert state(target) == "second"
    assert names(target.parent) == ["dist"]


def test_relative_target_and_working_folder(target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(target)
    publish(release("second"), Path())
    assert state(target) == "second"


def test_link_to_a_folder_stays_a_link(target: Path) -> None:
    link = target.parent / "latest"
    link.symlink_to("dist")
    publish(release("second"), link)
    assert link.is_symlink()
    assert state(target) == "second"


def test_what_a_killed_build_left_is_removed(target: Path) -> None:
    leftover = target.parent / ".dist.partial" / "deep"
    leftover.mkdir(parents=True)
    (leftover / "file").touch()
    publish(release("second"), target)
    assert state(target) == "second"
    assert names(target.parent) == ["dist"]


@pytest.mark.parametrize("name", ["notes.txt", "b/notes.txt", "site/index.html", ".hidden", "a.ttl~"])
def test_file_of_somebody_else_is_named_and_kept(name: str, target: Path) -> None:
    foreign = target / name
    foreign.parent.mkdir(exist_ok=True)
    foreign.write_text("mine")
    with pytest.raises(UsageError, match=name):
        publish(release("second"), target)
    assert foreign.read_text() == "mine"
    foreign.unlink()
    assert state(target) == "first"
    assert names(target.parent) == ["dist"]


@pytest.mark.parametrize("destination", ["..", "nowhere", "a.ttl"])
def test_link_of_somebody_else_is_named_and_kept(destination: str, target: Path) -> None:
    (target / "link").symlink_to(destination)
    with pytest.raises(UsageError, match="link"):
        publish(release("second"), target)
    assert (target / "link").is_symlink()


@pytest.mark.parametrize(
    "manifest",
    [
        *(None, "", "{", "[]", "\udcff", '{"quads": 0, "files": 1}', '{"quads": 0, "files": ["a"]}'),
        *('{"quads": 0, "files": [{}]}', '{"files": [{"path": "thesis.txt"}]}'),
    ],
)
def test_folder_without_a_manifest_is_left_alone(manifest: str | None, tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("mine")
    if manifest is not None:
        (tmp_path / "manifest.json").write_bytes(manifest.encode(errors="surrogateescape"))
    before = names(tmp_path)
    with pytest.raises(UsageError, match=r"not a file that azkz has written"):
        publish(release("first"), tmp_path)
    assert names(tmp_path) == before


def test_file_in_the_place_of_the_folder_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "dist").write_text("mine")
    with pytest.raises(UsageError, match="is a file"):
        publish(release("first"), tmp_path / "dist")
    assert (tmp_path / "dist").read_text() == "mine"


@pytest.mark.parametrize("out", ["file/dist", "file/deep/dist", "x" * 300])
def test_impossible_place_is_a_sentence(out: str, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(UsageError, match="cannot be written"):
        publish(release("first"), tmp_path / out)
    assert names(tmp_path) == ["file"]


def test_root_is_left_alone() -> None:
    with pytest.raises(UsageError, match=r"not a file that azkz has written|cannot be written"):
        publish(release("first"), Path("/"))


def test_two_builds_do_not_meet(target: Path) -> None:
    with replace_folder(target) as partial:
        with pytest.raises(
            UsageError, match=f"another build is writing into {target}; wait until it has ended"
        ):
            publish(release("second"), target)
        assert state(target) == "first"
        write(release("third"), partial)
    assert state(target) == "third"
    publish(release("second"), target)
    assert state(target) == "second"


def test_builds_into_folders_side_by_side_do_not_hinder_each_other(target: Path) -> None:
    with replace_folder(target) as one, replace_folder(target.parent / "other") as other:
        write(release("second"), one)
        write(release("third"), other)
    assert (state(target), state(target.parent / "other")) == ("second", "third")
    assert names(target.parent) == ["dist", "other"]


def test_a_build_waits_while_another_one_begins_or_ends_beside_it(target: Path) -> None:
    waiting = threading.Thread(target=publish, args=(release("second"), target))
    with only_build(target.parent):
        waiting.start()
        waiting.join(0.1)
        assert state(target) == "first"
    waiting.join(60)
    assert state(target) == "second"


@pytest.mark.parametrize(
    "name", [".DS_Store", "b/.DS_Store", "b/._c.ttl", "Thumbs.db", "Desktop.ini", ".directory"]
)
def test_what_a_desktop_left_does_not_hinder_a_build(name: str, target: Path) -> None:
    (target / name).write_bytes(b"icons")
    publish(release("second"), target)
    assert state(target) == "second"


def test_times_are_set(target: Path) -> None:
    publish(release("second"), target, mtime=1_000_000_000)
    assert {path.stat().st_mtime for path in (target, *target.rglob("*"))} == {1_000_000_000}


def test_times_are_now_unless_set(target: Path) -> None:
    assert all(abs(path.stat().st_mtime - time.time()) < 3600 for path in target.rglob("*"))


@pytest.mark.parametrize("umask", [0o022, 0o077])
def test_rights_follow_the_umask(umask: int, tmp_path: Path) -> None:
    before = os.umask(umask)
    try:
        publish(release("first"), tmp_path / "dist")
    finally:
        os.umask(before)
    assert (tmp_path / "dist").stat().st_mode & 0o777 == 0o777 & ~umask
    assert (tmp_path / "dist" / "a.ttl").stat().st_mode & 0o777 == 0o666 & ~umask


def crashes(way: str) -> list[str]:
    """What is left when a build is killed before its first step, before its second, and so on to the end."""
    done = subprocess.run([sys.executable, CRASHING, way], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


@pytest.mark.process
def test_killed_at_any_step_the_folder_is_whole() -> None:
    left = crashes("exchange")
    assert len(left) > 40
    assert left == sorted(left)
    assert set(left) == {"first clean", "second clean"}


@pytest.mark.process
def test_killed_at_any_step_the_folder_can_be_restored_where_none_can_be_exchanged() -> None:
    left = crashes("aside")
    assert left.count("absent clean") == 1
    assert set(left) == {"first clean", "absent clean", "second clean"}


def test_former_release_returns_if_the_other_cannot_take_its_place(target: Path) -> None:
    with pytest.raises(FileNotFoundError):
        move_aside(target, target.parent / "missing", target.parent / ".dist.former")
    assert state(target) == "first"


def test_former_release_is_restored_before_anything_else(target: Path) -> None:
    target.rename(target.parent / ".dist.former")
    with only_build(target.parent / ".dist.former"):
        publish(release("second"), target)
    assert state(target) == "second"
    assert names(target.parent) == ["dist"]


def test_a_site_stays_when_the_release_around_it_is_replaced(target: Path) -> None:
    publish(release("site"), target / "site")
    publish(release("second"), target)
    assert state(target) == "second"
    assert state(target / "site") == "site"
    assert names(target.parent) == ["dist"]


def test_a_folder_called_site_that_is_none_is_kept(target: Path) -> None:
    (target / "site").mkdir()
    (target / "site" / "notes.txt").write_text("mine")
    with pytest.raises(UsageError, match=r"site/notes\.txt"):
        publish(release("second"), target)
    assert (target / "site" / "notes.txt").read_text() == "mine"


def test_a_file_of_somebody_else_in_the_site_is_kept(target: Path) -> None:
    publish(release("site"), target / "site")
    (target / "site" / "notes.txt").write_text("mine")
    with pytest.raises(UsageError, match=r"site/notes\.txt"):
        publish(release("second"), target)
    assert (state(target), (target / "site" / "notes.txt").read_text()) == ("first", "mine")


def test_what_is_filled_takes_the_place_at_the_end_of_the_block(target: Path) -> None:
    with replace_folder(target) as partial:
        for name, data in release("second").items():
            (partial / name).parent.mkdir(parents=True, exist_ok=True)
            (partial / name).write_bytes(data)
        assert state(target) == "first"
        assert partial.parent == target.parent
    assert state(target) == "second"
    assert names(target.parent) == ["dist"]


@pytest.mark.parametrize(
    ("fault", "told", "sentence"),
    [
        (KeyError("a"), KeyError, "a"),
        (OSError(28, "No space left on device"), UsageError, "cannot be written"),
    ],
)
def test_a_block_that_fails_leaves_what_was_there(
    fault: Exception, told: type[Exception], sentence: str, target: Path
) -> None:
    def fill() -> None:
        with replace_folder(target) as partial:
            (partial / "a.ttl").write_bytes(b"half")
            raise fault

    with pytest.raises(told, match=sentence):
        fill()
    assert state(target) == "first"
    assert names(target.parent) == ["dist"]


def test_a_file_that_comes_while_the_folder_is_filled_is_kept(target: Path) -> None:
    with pytest.raises(UsageError, match=r"notes\.txt"), replace_folder(target):
        (target / "notes.txt").write_text("mine")
    assert (target / "notes.txt").read_text() == "mine"
    assert names(target.parent) == ["dist"]


@pytest.mark.parametrize("what", ["partial", "former"])
@pytest.mark.parametrize("digits", ["", ".0123456789abcdef"])
def test_a_link_that_is_planted_beside_leads_nothing_away(what: str, digits: str, tmp_path: Path) -> None:
    publish(release("first"), tmp_path / "other")
    publish(release("site"), tmp_path / "other" / "site")
    link = tmp_path / "shared" / f".dist{digits}.{what}"
    link.parent.mkdir()
    link.symlink_to(tmp_path / "other")
    for text in ("second", "third"):
        publish(release(text), tmp_path / "shared" / "dist")
        assert state(tmp_path / "shared" / "dist") == text
    assert not (tmp_path / "shared" / "dist").is_symlink()
    assert not (tmp_path / "shared" / "dist" / "site").exists()
    assert (state(tmp_path / "other"), state(tmp_path / "other" / "site")) == ("first", "site")
    assert names(link.parent) == [link.name, "dist"]


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give a folder away")
def test_a_folder_of_somebody_else_that_is_planted_beside_is_let_lie(tmp_path: Path) -> None:
    planted = tmp_path / ".dist.0123456789abcdef.former"
    publish(release("first"), planted)
    os.chown(planted, 65534, 65534)
    publish(release("second"), tmp_path / "dist")
    assert (state(tmp_path / "dist"), state(planted)) == ("second", "first")


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give a folder away")
def test_a_site_of_somebody_else_is_named_and_neither_kept_nor_removed(target: Path) -> None:
    publish(release("site"), target / "site")
    os.chown(target / "site", 65534, 65534)
    with pytest.raises(UsageError, match=r"site/a\.ttl is not a file that azkz has written"):
        publish(release("second"), target)
    assert (state(target), state(target / "site")) == ("first", "site")


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give a link away")
def test_a_link_of_somebody_else_is_not_followed_where_everybody_may_lay_one(tmp_path: Path) -> None:
    (tmp_path / "private").mkdir()
    link = tmp_path / "dist"
    link.symlink_to("private")
    os.lchown(link, 65534, 65534)
    tmp_path.chmod(0o1777)
    with pytest.raises(UsageError, match="is a link of another user"):
        publish(release("first"), link)
    assert names(tmp_path / "private") == []
    tmp_path.chmod(0o755)
    publish(release("first"), link)
    assert state(tmp_path / "private") == "first"


@pytest.mark.parametrize("left", [".dist.0123456789abcdef.former", ".dist.former"])
def test_what_a_killed_build_moved_aside_is_restored(left: str, target: Path) -> None:
    target.rename(target.parent / left)
    with replace_folder(target) as partial:
        assert state(target) == "first"
        write(release("second"), partial)
    assert state(target) == "second"
    assert names(target.parent) == ["dist"]


@pytest.mark.parametrize(
    "name", ["../away", "b/../../away", "/away", "b\\away", "a\0way", "c:away", "x" * 256]
)
def test_a_name_that_leads_out_is_refused_and_nothing_is_replaced(name: str, target: Path) -> None:
    with pytest.raises(UsageError, match=r"no file is read or written there; rename it"):
        publish({PurePosixPath("a.ttl"): b"", PurePosixPath(name): b""}, target)
    assert state(target) == "first"
    assert names(target.parent) == ["dist"]


@pytest.mark.parametrize("name", ["../letter.txt", "/letter.txt", "./letter.txt", "b/../letter.txt"])
def test_a_manifest_that_lists_what_lies_elsewhere_makes_no_release(name: str, tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("mine")
    (tmp_path / "dist").mkdir()
    (tmp_path / "dist" / "letter.txt").write_text("mine too")
    listed = [{"path": name}, {"path": "letter.txt"}]
    (tmp_path / "dist" / "manifest.json").write_text(json.dumps({"quads": 0, "files": listed}))
    with pytest.raises(UsageError, match="is not a file that azkz has written"):
        publish(release("first"), tmp_path / "dist")
    assert (tmp_path / "letter.txt").read_text() == "mine"
    assert (tmp_path / "dist" / "letter.txt").read_text() == "mine too"


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can mount")
def test_a_mounted_folder_is_refused_and_left_alone(target: Path) -> None:
    if subprocess.run(["mount", "--bind", target, target], capture_output=True, check=False).returncode:
        pytest.skip("this machine lets nobody mount")
    try:
        with pytest.raises(UsageError, match=r"is mounted, .* name a folder in it, such as .*/dist/release"):
            publish(release("second"), target)
    finally:
        subprocess.run(["umount", target], check=True)
    assert state(target) == "first"
    assert names(target.parent) == ["dist"]

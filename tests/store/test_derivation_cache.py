"""What is kept of a derived dataset, and when it is not believed."""

import os
import shutil
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from pyoxigraph import DefaultGraph, NamedNode, Quad, Store
from transcripts import SMALL

from azkz_graph.dataset.project import Project, open_project
from azkz_graph.store.derivation_cache import (
    ABANDONED,
    MARK,
    MOST_KEPT,
    cache_folder,
    digest,
    keep,
    kept_store,
)
from azkz_graph.store.memory_store import project_memory, project_store

LINES = b"<https://a.example/> <https://a.example/> <https://a.example/> .\n"
QUAD = Quad(*[NamedNode("https://a.example/")] * 3)


@pytest.fixture
def copy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return open_project(Path(shutil.copytree(SMALL, tmp_path / "project")))


def folder(project: Project) -> Path:
    """Where the stores of the project are kept, by a user who has a home."""
    found = cache_folder(project.root)
    assert found is not None
    return found


def kept(project: Project, key: str) -> list[Quad]:
    """What is kept under the key."""
    store = kept_store(project.root, key)
    return [] if store is None else list(store)


def test_what_was_kept_is_found_again(copy: Project) -> None:
    keep(copy.root, "key", LINES)
    assert kept(copy, "key") == [QUAD]


def test_nothing_was_kept(copy: Project) -> None:
    assert kept_store(copy.root, "key") is None


def test_another_key_is_not_answered(copy: Project) -> None:
    keep(copy.root, "key", LINES)
    assert kept_store(copy.root, "other") is None


def triples(store: Store) -> set[Quad]:
    """The default graph."""
    return set(store.quads_for_pattern(None, None, None, DefaultGraph()))


def cut(path: Path) -> None:
    """Leave half of the file."""
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def pipe(path: Path) -> None:
    """Put a pipe in the place of the file, which nobody writes to."""
    path.unlink()
    os.mkfifo(path)


@pytest.mark.parametrize("damage", [cut, Path.unlink, pipe])
@pytest.mark.parametrize("pattern", ["MANIFEST-*", "CURRENT", "*.sst", MARK])
def test_a_store_that_is_not_whole_is_not_believed_and_made_again(
    copy: Project, pattern: str, damage: Callable[[Path], None]
) -> None:
    keep(copy.root, "key", LINES)
    damage(next((folder(copy) / "key").glob(pattern)))
    assert kept_store(copy.root, "key") is None
    keep(copy.root, "key", LINES)
    assert kept(copy, "key") == [QUAD]


def test_several_may_keep_the_same_at_once(copy: Project) -> None:
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda _: keep(copy.root, "key", LINES), range(4)))
    assert kept(copy, "key") == [QUAD]
    assert [path.name for path in folder(copy).iterdir()] == ["key"]


def test_versions_that_take_turns_find_their_own(copy: Project) -> None:
    for key in ("one", "other"):
        keep(copy.root, key, LINES)
    assert kept(copy, "one") == kept(copy, "other") == [QUAD]


def test_an_open_store_can_be_read_when_later_ones_have_taken_its_room(copy: Project) -> None:
    keep(copy.root, "first", LINES)
    first = kept_store(copy.root, "first")
    for key in ("second", "third", "fourth"):
        keep(copy.root, key, LINES)
    assert not (folder(copy) / "first").exists()
    assert first is not None
    assert list(first) == [QUAD]
    assert len(list(folder(copy).iterdir())) == MOST_KEPT


def test_what_a_killed_process_left_is_removed_after_a_day(copy: Project) -> None:
    left, filling = (folder(copy) / name for name in (".left", ".filling"))
    for path in (left, filling):
        path.mkdir(parents=True)
    os.utime(left, times=(0, left.stat().st_mtime - ABANDONED - 1))
    keep(copy.root, "key", LINES)
    assert not left.exists()
    assert filling.exists()


@pytest.mark.parametrize(
    "name", ["data/facts.trig", "data/entities/things.ttl", "data/notes.ttl", "data/dataset.ttl"]
)
def test_every_source_file_changes_the_key(copy: Project, name: str) -> None:
    before = digest(copy)
    path = copy.root / name
    path.write_bytes(path.read_bytes() + b"\n")
    assert digest(copy) != before


def test_moving_bytes_from_file_to_file_changes_the_key(copy: Project) -> None:
    (copy.data / "entities" / "a.ttl").write_text("# one\n# two\n")
    before = digest(copy)
    (copy.data / "entities" / "a.ttl").write_text("# one\n")
    (copy.data / "entities" / "b.ttl").write_text("# two\n")
    assert digest(copy) != before


def test_an_edit_is_seen_by_the_next_store(copy: Project) -> None:
    before = len(triples(project_store(copy)))
    facts = copy.data / "facts.trig"
    facts.write_text(facts.read_text().replace("id:aktau azkz:ofState id:kazakhstan .", "", 1))
    assert len(triples(project_store(copy))) == before - 1


def test_the_same_quads_derived_kept_and_in_memory(copy: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    stores = [project_store(copy), project_store(copy), project_memory(copy)]
    monkeypatch.setenv("XDG_CACHE_HOME", "/dev/null")
    derived = set(project_store(copy, graphs=True))
    assert [set(store) == derived for store in stores] == [True] * 3
    assert set(project_store(copy)) == triples(project_store(copy, graphs=True))


def test_a_folder_that_cannot_be_written_is_done_without(
    copy: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", "/dev/null")
    assert len(project_store(copy)) > 0


def test_a_relative_cache_folder_is_not_used(copy: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", "relative")
    monkeypatch.setenv("HOME", "/home/somebody")
    assert folder(copy).is_relative_to("/home/somebody/.cache/azkz-graph")


def test_nothing_is_written_through_a_link_that_lies_in_its_place(copy: Project, tmp_path: Path) -> None:
    (tmp_path / "private").mkdir()
    folder(copy).parent.mkdir(parents=True)
    folder(copy).symlink_to(tmp_path / "private")
    keep(copy.root, "key", LINES)
    assert list((tmp_path / "private").iterdir()) == []


def test_nothing_is_kept_where_anybody_may_write(copy: Project) -> None:
    folder(copy).mkdir(parents=True)
    folder(copy).chmod(0o777)
    keep(copy.root, "key", LINES)
    assert list(folder(copy).iterdir()) == []


@pytest.mark.parametrize(
    "folder", [lambda project, key: folder(project) / key, lambda project, _: folder(project)]
)
def test_a_store_in_a_folder_that_anybody_may_write_is_not_believed(
    copy: Project, folder: Callable[[Project, str], Path]
) -> None:
    keep(copy.root, "key", LINES)
    folder(copy, "key").chmod(0o777)
    assert kept_store(copy.root, "key") is None


@pytest.mark.parametrize("home", [None, "", "relative"])
def test_without_a_home_nothing_is_kept(
    copy: Project, home: str | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whom the system does not know, a container's user say, has no home but HOME."""
    monkeypatch.delenv("XDG_CACHE_HOME")
    monkeypatch.setattr("pwd.getpwuid", {}.__getitem__)
    monkeypatch.delenv("HOME") if home is None else monkeypatch.setenv("HOME", home)
    monkeypatch.chdir(tmp_path)
    keep(copy.root, "key", LINES)
    assert cache_folder(copy.root) is None
    assert kept_store(copy.root, "key") is None
    assert [path.name for path in tmp_path.iterdir()] == ["project"]


def test_in_a_home_that_cannot_be_written_nothing_is_kept(
    copy: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("XDG_CACHE_HOME")
    # A file takes no folder, from root neither.
    (tmp_path / "home").touch()
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    keep(copy.root, "key", LINES)
    assert kept_store(copy.root, "key") is None

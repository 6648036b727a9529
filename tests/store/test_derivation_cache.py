"""What is kept of a derived dataset, and when it is not believed."""

import shutil
from pathlib import Path

import pytest
from transcripts import SMALL

from azkz_graph.dataset.project import Project, open_project
from azkz_graph.store.derivation_cache import cache_file, digest, keep, read_kept
from azkz_graph.store.memory_store import project_store

LINES = (b"<https://a.example/> <https://a.example/> <https://a.example/> .\n", b"named\n")


@pytest.fixture
def copy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return open_project(Path(shutil.copytree(SMALL, tmp_path / "project")))


def kept(project: Project) -> Path:
    """Where the dataset is kept, by a user who has a home."""
    path = cache_file(project)
    assert path is not None
    return path


def test_what_was_kept_is_found_again(copy: Project) -> None:
    keep(copy, "key", LINES)
    assert read_kept(copy, "key", graphs=True) == LINES
    assert read_kept(copy, "key", graphs=False) == (LINES[0], b"")


def test_nothing_was_kept(copy: Project) -> None:
    assert read_kept(copy, "key", graphs=True) is None


def test_another_key_is_not_answered(copy: Project) -> None:
    keep(copy, "key", LINES)
    assert read_kept(copy, "other", graphs=True) is None


@pytest.mark.parametrize("graphs", [True, False])
@pytest.mark.parametrize(
    "change", [lambda data: data[:-1], lambda data: data + b"x", lambda data: b"", lambda data: b"# key x y"]
)
def test_a_file_that_is_not_whole_is_not_believed(copy: Project, change, graphs: bool) -> None:  # type: ignore[no-untyped-def] # noqa: ANN001
    keep(copy, "key", LINES)
    kept(copy).write_bytes(change(kept(copy).read_bytes()))
    assert read_kept(copy, "key", graphs=graphs) is None


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
    before = len(project_store(copy))
    facts = copy.data / "facts.trig"
    facts.write_text(facts.read_text().replace("id:aktau azkz:ofState id:kazakhstan .", "", 1))
    assert len(project_store(copy)) == before - 1


def test_the_same_store_with_and_without_what_was_kept(copy: Project) -> None:
    derived = set(project_store(copy, graphs=True))
    assert set(project_store(copy, graphs=True)) == derived


def test_lines_that_cannot_be_parsed_are_derived_anew(copy: Project) -> None:
    good = set(project_store(copy))
    keep(copy, digest(copy), (b"no triple\n", b""))
    assert set(project_store(copy)) == good


def test_a_folder_that_cannot_be_written_is_done_without(
    copy: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", "/dev/null")
    assert len(project_store(copy)) > 0


def test_a_relative_cache_folder_is_not_used(copy: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", "relative")
    monkeypatch.setenv("HOME", "/home/somebody")
    assert kept(copy).is_relative_to("/home/somebody/.cache/azkz-graph")


def test_nothing_is_written_through_a_link_that_lies_in_its_place(copy: Project, tmp_path: Path) -> None:
    (tmp_path / "private").write_text("mine")
    kept(copy).parent.mkdir(parents=True)
    kept(copy).symlink_to(tmp_path / "private")
    keep(copy, "key", LINES)
    assert (tmp_path / "private").read_text() == "mine"


def test_nothing_is_kept_where_anybody_may_write(copy: Project) -> None:
    kept(copy).parent.mkdir(parents=True)
    kept(copy).parent.chmod(0o777)
    keep(copy, "key", LINES)
    assert not kept(copy).exists()


def test_a_file_that_anybody_may_write_is_not_believed(copy: Project) -> None:
    keep(copy, "key", LINES)
    kept(copy).chmod(0o666)
    assert read_kept(copy, "key", graphs=True) is None


@pytest.mark.parametrize("home", [None, "", "relative"])
def test_without_a_home_nothing_is_kept(
    copy: Project, home: str | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whom the system does not know, a container's user say, has no home but HOME."""
    monkeypatch.delenv("XDG_CACHE_HOME")
    monkeypatch.setattr("pwd.getpwuid", {}.__getitem__)
    monkeypatch.delenv("HOME") if home is None else monkeypatch.setenv("HOME", home)
    monkeypatch.chdir(tmp_path)
    keep(copy, "key", LINES)
    assert cache_file(copy) is None
    assert read_kept(copy, "key", graphs=True) is None
    assert [path.name for path in tmp_path.iterdir()] == ["project"]


def test_in_a_home_that_cannot_be_written_nothing_is_kept(
    copy: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("XDG_CACHE_HOME")
    # A file takes no folder, from root neither.
    (tmp_path / "home").touch()
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    keep(copy, "key", LINES)
    assert read_kept(copy, "key", graphs=True) is None

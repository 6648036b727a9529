"""Parts of a site, made one after the other or by several processes."""

import hashlib
from pathlib import Path, PurePosixPath

import pytest

from azkz_graph.problem import UsageError
from azkz_graph.site.build.parallel_parts import Maker, Making, maker, write
from azkz_graph.site.data.documents import Documents
from azkz_graph.site.data.publication import Publication
from azkz_graph.site.pages.rendering import Renderer
from azkz_graph.vocabulary import ID, QUERY, RULE

NAMES = (
    ID + "baku",
    ID + "azerbaijan-kazakhstan-article/o9",
    RULE + "trade-sum",
    QUERY + "twin-towns",
)


@pytest.fixture(scope="module")
def making(publication: Publication, renderer: Renderer) -> Maker:
    return maker(publication, renderer, Documents(publication))


def content(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_part_for_everything_and_every_question(publication: Publication, making: Maker) -> None:
    names = making.names()
    assert len(names) == len(set(names))
    assert set(NAMES) <= set(names)
    assert {name for name in names if name.startswith(QUERY)} == {
        QUERY + name for name in publication.queries
    }


def test_no_two_parts_make_the_same_file(publication: Publication, making: Maker) -> None:
    stems = [publication.pages[name] for name in making.names()]
    assert len(stems) == len(set(stems))


def test_files_are_written_with_their_digests(tmp_path: Path) -> None:
    files = {PurePosixPath("a/b/c.txt"): b"deep", PurePosixPath("d.txt"): b""}
    digests = write(files.items(), tmp_path)
    assert content(tmp_path) == {"a/b/c.txt": b"deep", "d.txt": b""}
    assert digests == {name: hashlib.sha256(data).hexdigest() for name, data in content(tmp_path).items()}


@pytest.mark.parametrize("name", ["../away", "doc/../../away", "/away", "doc/a\\away", "x" * 256])
def test_nothing_is_written_outside_of_the_folder(name: str, tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    with pytest.raises(UsageError, match="no file is read or written there"):
        write([(PurePosixPath(name), b"")], tmp_path / "site")
    assert content(tmp_path) == {}


@pytest.mark.parametrize("name", ["doc/..", "doc/a\\away", "doc/" + "x" * 256])
def test_a_name_is_refused_in_a_folder_that_was_written_to_before(name: str, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no file is read or written there"):
        write([(PurePosixPath("doc/baku.ttl"), b""), (PurePosixPath(name), b"")], tmp_path)
    assert content(tmp_path).keys() == {"doc/baku.ttl"}


def test_nothing_is_written_through_a_link(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "doc").symlink_to(tmp_path)
    with pytest.raises(UsageError, match="through a link"):
        write([(PurePosixPath("doc/baku.ttl"), b"")], tmp_path / "site")
    assert content(tmp_path) == {}


def test_no_file_is_written_over_another(tmp_path: Path) -> None:
    write([(PurePosixPath("a"), b"first")], tmp_path)
    with pytest.raises(FileExistsError):
        write([(PurePosixPath("a"), b"second")], tmp_path)
    assert content(tmp_path) == {"a": b"first"}


def test_a_part_tells_its_files(making: Maker, tmp_path: Path) -> None:
    files = making.make(ID + "baku", tmp_path)
    assert files == {name: hashlib.sha256(data).hexdigest() for name, data in content(tmp_path).items()}
    assert {"doc/baku.html", "doc/baku.he.html", "doc/baku.ttl"} <= files.keys()


def test_other_processes_make_the_same(making: Maker, tmp_path: Path) -> None:
    here: dict[str, str] = {}
    for name in NAMES:
        here |= making.make(name, tmp_path / "here")
    with Making(making, NAMES, tmp_path / "there") as made:
        there = made.digests()
    assert there == here
    assert content(tmp_path / "there") == content(tmp_path / "here")


def test_nothing_to_make(making: Maker, tmp_path: Path) -> None:
    with Making(making, (), tmp_path) as made:
        assert made.digests() == {}


def test_what_fails_in_another_process_fails_here(making: Maker, tmp_path: Path) -> None:
    (tmp_path / "doc").touch()
    with pytest.raises(FileExistsError), Making(making, [ID + "baku"], tmp_path) as made:
        made.digests()


def test_no_process_is_at_work_after_the_block(making: Maker, tmp_path: Path) -> None:
    with pytest.raises(KeyError), Making(making, NAMES, tmp_path) as made:
        raise KeyError
    assert not made.pool._processes

"""Saved queries by their names, which lead to no other files."""

import shutil
from pathlib import Path

import pytest

from azkz_graph.ask.query_catalogue import MOST_FOUND, find_query, query_file, query_names, search_folder
from azkz_graph.dataset.project import own_root
from azkz_graph.problem import UsageError


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a query, beside another one."""
    for name in ("queries/borders.rq", "away.rq"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        shutil.copyfile(own_root() / "queries" / "borders.rq", tmp_path / name)
    return tmp_path / "queries"


def test_a_query_is_found_by_its_name(folder: Path) -> None:
    assert query_names(folder) == ["borders"]
    assert find_query(folder, "borders").name == "borders"


@pytest.mark.parametrize(
    "name",
    ["../away", "..", "", "/etc/passwd", "../queries/borders", "a\0b", "..\\away", "x" * 300, "c:borders"],
)
def test_no_name_leads_to_another_file(name: str, folder: Path) -> None:
    with pytest.raises(UsageError, match="no saved query is called"):
        find_query(folder, name)


@pytest.mark.parametrize(
    "words", ["Caspian sea", "overview", "גובלות", "həmsərhəddir", "шекараласады", "граничат", "sea x"]
)
def test_words_of_a_query_lead_to_it(words: str, folder: Path) -> None:
    with pytest.raises(UsageError, match="these have its words: borders"):
        find_query(folder, words)


def test_what_has_most_of_the_words_comes_first_and_then_what_has_them_in_its_title() -> None:
    names = [query.name for query in search_folder(own_root() / "queries", "footnote use")]
    assert names[0] == "footnote-use"
    assert len(names) == MOST_FOUND


def test_a_query_that_cannot_be_read_is_told_so(folder: Path) -> None:
    (folder / "a.rq").mkdir()
    (folder / "b.rq").symlink_to("nowhere")
    for name in ("a", "b"):
        with pytest.raises(UsageError, match=rf"queries/{name}\.rq cannot be read because it is not a file"):
            find_query(folder, name)


def test_whatever_is_listed_can_be_named(folder: Path) -> None:
    (folder / "borders.rq").rename(folder / "a\x1bb.rq")
    assert [find_query(folder, name).name for name in query_names(folder)] == ["a\x1bb"]


def test_byte_order_mark_is_no_part_of_a_query(tmp_path: Path) -> None:
    path = tmp_path / "marked.rq"
    path.write_bytes(b"\xef\xbb\xbf#+ summary: Which?\nASK {}\n")
    assert query_file(path).summary == "Which?"
    assert query_file(path).text == "#+ summary: Which?\nASK {}\n"

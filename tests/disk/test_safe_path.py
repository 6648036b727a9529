"""Names that come from data, and where they may lead."""

import re
from pathlib import Path

import pytest

from azkz_graph.disk.safe_path import (
    LONGEST,
    beside,
    fault,
    follow_links,
    inside,
    make_inside,
    refuse_doubles,
)
from azkz_graph.problem import UsageError

BAD = (
    *(
        "",
        ".",
        "..",
        "/",
        "/a",
        "a/",
        "a//b",
        "a/./b",
        "a/../b",
        "../a",
        "a/..",
        "//host/a",
        "\\\\host\\a",
        "a\\..\\b",
    ),
    *(
        "c:a",
        "C:/a",
        "a\0b",
        "a\nb",
        "a\x7fb",
        "a\x85b",
        "a\u2028b",
        "a\ud800b",
        "a/" + "b" * (LONGEST + 1),
        "ü" * 128,
    ),
)


@pytest.mark.parametrize("name", BAD)
def test_a_name_that_may_lead_elsewhere_is_refused(name: str, tmp_path: Path) -> None:
    assert fault(name) is not None
    with pytest.raises(UsageError, match="no file is read or written there; rename it") as caught:
        inside(tmp_path, name)
    assert re.fullmatch(r"[ -~]*", str(caught.value))


@pytest.mark.parametrize(
    "name", ["a", "a.b", "...", ".a", "a b", "a/b/c", "ä/文", "b" * LONGEST, "ab:c", "a%2e%2e/b"]
)
def test_any_other_name_is_that_of_a_file_in_the_folder(name: str, tmp_path: Path) -> None:
    assert fault(name) is None
    path = make_inside(tmp_path, name)
    path.write_bytes(b"1")
    assert path == tmp_path / name


@pytest.mark.parametrize("target", ["..", "../other", "/"])
def test_a_link_that_leads_out_is_refused(target: str, tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "link").symlink_to(target)
    for name in ("link", "link/a"):
        with pytest.raises(UsageError, match="leads out of the folder through a link"):
            make_inside(tmp_path / "folder", name)
    assert [path.name for path in tmp_path.iterdir()] == ["folder"]


def test_the_folder_itself_may_be_a_link(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "link").symlink_to("folder")
    assert inside(tmp_path / "link", "a") == tmp_path / "link" / "a"


def test_no_name_beside_comes_twice(tmp_path: Path) -> None:
    names = {beside(tmp_path / "a", "partial").name for _ in range(64)}
    assert len(names) == 64
    assert all(re.fullmatch(r"\.a\.[0-9a-f]{16}\.partial", name) for name in names)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ontology/Unit.ttl", "ontology/unit.ttl"),
        ("Doc/a.html", "doc/a.html"),
        ("caf\u00e9", "cafe\u0301"),
        ("CAF\u00c9", "cafe\u0301"),
        ("stra\u00dfe", "STRASSE"),
        ("\u03c3\u03c2", "\u03a3\u03a3"),
    ],
)
def test_what_some_disk_takes_for_one_file_is_refused(one: str, other: str) -> None:
    with pytest.raises(UsageError, match="would be one file"):
        refuse_doubles(["a", one, "b", other])


def test_names_that_every_disk_tells_apart_are_taken() -> None:
    refuse_doubles(["a", "a/b", "b", "\u0438", "\u0438\u0306", "ab"])


def test_links_that_lead_in_a_circle_are_refused(tmp_path: Path) -> None:
    for one, other in (("a", "b"), ("b", "a")):
        (tmp_path / one).symlink_to(tmp_path / other)
    with pytest.raises(UsageError, match="is a link that leads back to itself; name another place"):
        follow_links(tmp_path / "a")

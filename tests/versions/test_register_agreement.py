"""A register that was damaged is told from the archives of its releases."""

import re
from pathlib import Path

import pytest
from released_project import dataset_at, told

from azkz_graph.check.earlier_releases import earlier_releases
from azkz_graph.versions.register_agreement import register_disagreements


def found(root: Path, archives: str = "releases") -> list[str]:
    """In what the register and the archives disagree."""
    disagreements = register_disagreements(earlier_releases(dataset_at(root)), root / archives)
    return [line.replace(f"{root}/", "") for line in told(list(disagreements), root)]


def test_the_register_agrees_with_its_archives(released: Path) -> None:
    assert found(released) == []


@pytest.mark.parametrize(
    ("name", "old", "new", "expected"),
    [
        (
            "identifiers.tsv",
            "\nid:aktau\t",
            "\nid:ganja\t",
            "azkz-1.0.0.zip in id:aktau, id:ganja",
        ),
        ("facts.tsv", '"85000"', '"85001"', "azkz-1.0.0.zip in fact:{}"),
    ],
)
def test_a_row_that_was_changed(released: Path, name: str, old: str, new: str, expected: str) -> None:
    path = released / "data/releases/1.0.0" / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    (fact,) = re.findall(r"^fact:(\w+)\t.*\"85000\"", text, re.MULTILINE) or [""]
    start = f"data/releases/1.0.0/{name}:1: the entry differs from "
    assert found(released) == [start + expected.format(fact)]


def test_an_archive_that_was_changed(released: Path) -> None:
    path = released / "releases" / "azkz-1.0.0.zip"
    path.write_bytes(path.read_bytes() + b"\0")
    what = "releases/azkz-1.0.0.zip is not the archive of 1.0.0 that the register has"
    assert found(released) == [f"data/releases/releases.tsv:1: {what}"]


def test_archives_that_are_elsewhere_are_passed_over(released: Path) -> None:
    assert found(released, "elsewhere") == []

"""A register that was damaged is told from the archives of its releases."""

import re
import shutil
from pathlib import Path

import pytest
from little_project import edit
from released_project import dataset_at, told

from azkz_graph.check.earlier_releases import earlier_releases
from azkz_graph.dataset.project import open_project
from azkz_graph.problem import UsageError
from azkz_graph.versions.register_agreement import refuse_lost_rows, register_disagreements


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
        ("identifiers.tsv", "City on the eastern shore", "Port", "azkz-1.0.0.zip in id:aktau"),
        (
            "identifiers.tsv",
            "\nid:aktau\tthing\tazkz:Place",
            "\nid:aktau\tthing\tazkz:People",
            "azkz-1.0.0.zip in id:aktau",
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


def test_a_fact_with_other_grounds(released: Path) -> None:
    path = released / "data/releases/1.0.0/facts.tsv"
    rows = path.read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join([*rows[:-1], f"{rows[-1]} rule:x"]) + "\n", encoding="utf-8")
    fact = rows[-1].partition("\t")[0]
    assert found(released) == [
        f"data/releases/1.0.0/facts.tsv:1: the entry differs from azkz-1.0.0.zip in {fact}"
    ]


def test_a_row_with_another_date(released: Path) -> None:
    edit(released, "data/releases/releases.tsv", "2026-11-22", "2026-11-23")
    what = "azkz-1.0.0.zip is 1.0.0 of 2026-11-22, and its row 1.0.0 of 2026-11-23"
    assert found(released) == [f"data/releases/releases.tsv:1: {what}"]


def test_a_digest_of_another_program_is_no_difference(released: Path) -> None:
    path = released / "data/releases/1.0.0/identifiers.tsv"
    header, *rows = (line.split("\t") for line in path.read_text(encoding="utf-8").splitlines())
    for row in rows:
        row[header.index("digest")] = "x"
    path.write_text("".join("\t".join(row) + "\n" for row in (header, *rows)), encoding="utf-8")
    assert found(released) == []


@pytest.mark.parametrize("folder", ["releases", "elsewhere"])
def test_an_archive_without_a_row(released: Path, folder: str) -> None:
    path = released / folder / "azkz-1.1.0.zip"
    path.parent.mkdir(exist_ok=True)
    path.touch()
    project = open_project(released)
    refuse_lost_rows(project, "1.1.0", path.parent)
    with pytest.raises(UsageError, match=r"releases\.tsv has no row for .*/azkz-1\.1\.0\.zip; restore"):
        refuse_lost_rows(project, "1.0.0", path.parent)


def test_an_entry_without_a_row(released: Path) -> None:
    project = open_project(released)
    refuse_lost_rows(project, "1.0.0", released / "releases")
    (project.data / "releases/releases.tsv").unlink()
    with pytest.raises(
        UsageError, match=r"has no row for .*data/releases/1\.0\.0; restore releases\.tsv from"
    ):
        refuse_lost_rows(project, "1.0.0", released / "releases")
    shutil.rmtree(project.data / "releases")
    refuse_lost_rows(project, "1.0.0", released / "releases")


def test_an_archive_that_was_changed(released: Path) -> None:
    path = released / "releases" / "azkz-1.0.0.zip"
    path.write_bytes(path.read_bytes() + b"\0")
    what = "releases/azkz-1.0.0.zip is not the archive of 1.0.0 that the register has"
    assert found(released) == [f"data/releases/releases.tsv:1: {what}"]


def test_archives_that_are_not_at_hand_are_passed_over(released: Path) -> None:
    edit(released, "data/releases/releases.tsv", "2026-11-22", "2026-11-23")
    assert len(found(released, "elsewhere")) == 1
    (released / "releases").rename(released / "away")
    assert found(released, "elsewhere") == []

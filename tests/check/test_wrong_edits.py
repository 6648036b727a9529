"""Wrong edits of the project's own data, each found by the check; `wrong_edits.toml` has them by kind.

Many are made at once, far from each other: what takes time is the check of the whole, which an edit alone would cost
as much.
"""

import shutil
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from azkz_graph.check.checkable_dataset import checkable
from azkz_graph.check.dataset_check import data_problems
from azkz_graph.check.shapes import read_shapes
from azkz_graph.dataset.dataset import Dataset
from azkz_graph.dataset.project import open_project
from azkz_graph.problem import Problem, Severity

NEAR = 12
"""How many lines a problem may stand from what was edited: about the length of what is said of one thing."""

APART = 800
"""How many characters edits that are made at once stand apart, so that none changes what is found of another."""


@dataclass(frozen=True)
class Edit:
    """A wrong edit, with where it begins and ends in its file."""

    kind: str
    file: str
    start: int
    end: int
    new: str
    found: str
    near: str
    near_in: str

    def is_apart(self, other: "Edit") -> bool:
        return self.file != other.file or self.end + APART < other.start or other.end + APART < self.start


def edits() -> list[Edit]:
    root = open_project().root
    table = tomllib.loads((Path(__file__).parent / "wrong_edits.toml").read_text(encoding="utf-8"))
    found = []
    for kind, rows in table.items():
        for row in rows:
            text = (root / row["in"]).read_text(encoding="utf-8")
            start = text.index(row["old"], text.index(row["at"]))
            end = start + len(row["old"])
            told = row.get("found", ""), row.get("near", ""), row.get("near_in", row["in"])
            found.append(Edit(kind, row["in"], start, end, row["new"], *told))
    return found


def batches(all_edits: Sequence[Edit]) -> list[list[Edit]]:
    """The edits, each in the first batch where it stands apart from all others."""
    found: list[list[Edit]] = []
    for edit in all_edits:
        free = (batch for batch in found if all(edit.is_apart(other) for other in batch))
        batch = next(free, None)
        if batch is None:
            found.append(batch := [])
        batch.append(edit)
    return found


EDITS = edits()
BATCHES = batches(EDITS)


def wrong(batch: Sequence[Edit], root: Path) -> dict[Edit, list[Problem]]:
    """The problems near each edit, after all of them were made in a copy of the data."""
    own = open_project()
    shutil.copytree(own.data, root / "data")
    lines = {}
    for file in {edit.file for edit in batch}:
        path, done = root / file, 0
        text, parts = path.read_text(encoding="utf-8"), list[str]()
        for edit in sorted((edit for edit in batch if edit.file == file), key=lambda each: each.start):
            parts += [text[done : edit.start], edit.new]
            before = "".join(parts[:-1]).count("\n") + 1
            lines[edit] = before, before + edit.new.count("\n")
            done = edit.end
        text = "".join([*parts, text[done:]])
        path.write_text(text, encoding="utf-8")
    for edit in [edit for edit in lines if edit.near]:
        text = (root / edit.near_in).read_text(encoding="utf-8")
        line = text[: text.index(edit.near)].count("\n") + 1
        lines[edit] = line, line
    dataset = checkable(replace(own, root=root, data=root / "data"))
    assert not dataset.unread()
    found = unexplained(dataset)
    return {
        edit: [
            problem
            for problem in found
            if problem.place.path == root / edit.near_in and first - NEAR <= problem.place.line <= last + NEAR
        ]
        for edit, (first, last) in lines.items()
    }


def unexplained(dataset: Dataset) -> list[Problem]:
    """What keeps the data from being built, or stands to be explained."""
    shapes = read_shapes(dataset.project.ontology / "shapes.ttl")
    problems = data_problems(dataset, shapes)
    return [
        each for each in problems if each.severity in (Severity.ERROR, Severity.WARNING) and not each.note
    ]


@pytest.mark.parametrize("number", range(len(BATCHES)))
def test_wrong_edits_are_found(number: int, tmp_path: Path) -> None:
    found = wrong(BATCHES[number], tmp_path)
    assert [
        (edit, sorted({problem.code for problem in problems}))
        for edit, problems in found.items()
        if edit.found and edit.found not in {problem.code for problem in problems}
    ] == []


def test_true_data_give_no_alarm(dataset: Dataset) -> None:
    assert unexplained(dataset) == []


def test_every_kind_has_edits() -> None:
    kinds = {edit.kind for edit in EDITS}
    assert len(EDITS) >= 90
    assert all(sum(edit.kind == kind for edit in EDITS) >= 5 for kind in kinds)

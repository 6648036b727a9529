"""Projects with one fault each: a folder of `tests/check/faults/` laid over the minimal project."""

import os
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from azkz_graph.dataset.project import open_project

TESTS = Path(__file__).parents[1]

MINIMAL = TESTS / "projects" / "minimal"

FAULTS = sorted(path.name for path in (TESTS / "check" / "faults").iterdir() if path.is_dir())
assert FAULTS


def without_leave(project: Path) -> None:
    (project / "data" / "notes.ttl").chmod(0)


def linked_to_itself(project: Path) -> None:
    path = project / "data" / "notes.ttl"
    path.unlink()
    path.symlink_to(path)


def with_long_line(project: Path) -> None:
    with (project / "data" / "entities" / "things.ttl").open("a", encoding="utf-8") as file:
        file.write(f'\nid:traveller dct:description "{"a" * 10_000_000}" .\n')


def with_pipe(project: Path) -> None:
    path = project / "data" / "notes.ttl"
    path.unlink()
    os.mkfifo(path)


MADE: Mapping[str, Callable[[Path], None]] = {
    "unreadable-file": without_leave,
    "symlink-loop": linked_to_itself,
    "line-of-ten-megabytes": with_long_line,
    "pipe": with_pipe,
}
"""Faults that no repository can hold."""


@pytest.fixture
def faulty(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with the fault in the working folder."""
    fault: Path = TESTS / "check" / "faults" / request.param
    root = Path(shutil.copytree(MINIMAL, tmp_path / "project"))
    shutil.copytree(open_project().ontology, root / "ontology")
    removals = fault / "remove.txt"
    for name in removals.read_text(encoding="utf-8").split() if removals.exists() else []:
        shutil.rmtree(root / name) if (root / name).is_dir() else (root / name).unlink()
    for source in sorted(path for path in fault.rglob("*") if path.is_file()):
        place = source.relative_to(fault)
        if place.parts[0] == "append":
            target = root.joinpath(*place.parts[1:])
            target.write_bytes(target.read_bytes() + source.read_bytes())
        elif str(place) not in ("remove.txt", "report.txt"):
            (root / place).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(source, root / place)
    if fault.name in MADE:
        MADE[fault.name](root)
    if fault.name == "unreadable-file" and os.access(root / "data" / "notes.ttl", os.R_OK):
        pytest.skip("root may read every file")
    monkeypatch.chdir(root)
    return fault

"""Every bad input of `faults/`, laid over the minimal project: the whole report, from the library and the command.

A folder of `faults/` is a fault: files that are added or replaced, `append/` with what is added at the end of files,
`remove.txt` with what is deleted, and `report.txt`, the expected report with paths from the project's folder.
"""

import os
import random
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from fault_projects import FAULTS, MINIMAL

from azkz_graph.check.checkable_dataset import checkable
from azkz_graph.check.dataset_check import check, stops
from azkz_graph.check.report import count_severities, render
from azkz_graph.dataset.project import Project, open_project
from azkz_graph.problem import Severity, UsageError

pytestmark = pytest.mark.usefixtures("prepared_queries")

Golden = Callable[[Path, bytes], None]


def content(root: Path) -> dict[Path, bytes | None]:
    """Every path below a folder, with the bytes of those that are files and can be read."""
    return {
        path: path.read_bytes() if path.is_file() and os.access(path, os.R_OK) else None
        for path in root.rglob("*")
    }


@pytest.mark.parametrize("faulty", FAULTS, indirect=True)
def test_fault(faulty: Path, golden: Golden, capfd: pytest.CaptureFixture[str]) -> None:
    before = content(Path())
    problems = check(checkable(open_project(Path())))
    golden(faulty / "report.txt", render(problems).encode())
    assert capfd.readouterr() == ("", "")
    assert content(Path()) == before


@pytest.mark.process
@pytest.mark.parametrize(
    ("faulty", "status"),
    [
        ("line-ends-of-windows", 0),
        ("explained-warning", 0),
        ("unexplained-warning", 0),
        ("many-faults", 1),
        ("invalid-utf8-in-turtle", 1),
        ("syntax-error-in-rule", 1),
        ("day-that-never-was", 1),
    ],
    indirect=["faulty"],
)
def test_fault_by_the_command(faulty: Path, status: int) -> None:
    command = [sys.executable, "-m", "azkz_graph", "--project", ".", "check"]
    process = subprocess.run(command, capture_output=True, check=False)
    assert process.stderr.decode() == f"{count_severities(check(checkable(open_project(Path()))))}\n"
    assert process.stdout == (faulty / "report.txt").read_bytes()
    assert process.returncode == status


@pytest.mark.parametrize("faulty", ["unexplained-warning", "explained-warning"], indirect=True)
def test_strict_heeds_warnings_that_no_note_explains(faulty: Path) -> None:
    problems = check(checkable(open_project(Path())))
    assert [problem.severity for problem in problems] == [Severity.WARNING]
    assert not stops(problems[0])
    assert stops(problems[0], strict=True) is (faulty.name == "unexplained-warning")


def test_minimal_project_has_no_problem() -> None:
    assert check(checkable(open_project(MINIMAL)), MINIMAL / "article.he.txt") == ()


def test_own_project_has_no_problem_that_stops(project: Project) -> None:
    assert [problem for problem in check(checkable(project)) if stops(problem, strict=True)] == []


@pytest.mark.process
def test_command_shows_the_words_of_the_article() -> None:
    command: list[str | Path] = [
        sys.executable,
        "-m",
        "azkz_graph",
        "--project",
        MINIMAL,
        "check",
        "--article",
    ]
    process = subprocess.run([*command, str(MINIMAL / "article.he.txt")], capture_output=True, check=True)
    assert "p2  44–74  נוסעת ביקרה בקזחסטן במאי 2011." in process.stdout.decode().splitlines()


@pytest.mark.process
@pytest.mark.parametrize("words", [("check", "--article", "missing.txt"), ("--project", "missing", "check")])
def test_misuse_of_the_command(words: tuple[str, ...], tmp_path: Path) -> None:
    command = [sys.executable, "-m", "azkz_graph", *words]
    process = subprocess.run(command, capture_output=True, check=False, cwd=tmp_path)
    assert process.returncode == 2
    assert process.stdout == b""
    assert len(process.stderr.splitlines()) == 1


@pytest.mark.parametrize("name", ["missing.txt", "data", "invalid.txt"])
def test_article_that_cannot_be_read(name: str, tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "invalid.txt").write_bytes(b"\xff")
    with pytest.raises(UsageError, match=r"name the article's text file"):
        check(checkable(open_project(MINIMAL)), tmp_path / name)


@pytest.mark.parametrize("seed", range(10))
def test_no_chance_fault_is_a_traceback(seed: int, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    chance = random.Random(seed)
    root = Path(shutil.copytree(MINIMAL, tmp_path / "project"))
    shutil.copytree(open_project().ontology, root / "ontology")
    files = sorted(path for path in root.rglob("*") if path.suffix in (".ttl", ".trig", ".rq"))
    for path in chance.choices(files, k=3):
        words = path.read_bytes().split(b" ")
        words[chance.randrange(len(words))] = chance.choice([b"", b"\xff", b'"', b"[]", b"a", b"-1", *words])
        path.write_bytes(b" ".join(words))
    render(check(checkable(open_project(root)), root / "article.he.txt"))
    assert capfd.readouterr() == ("", "")

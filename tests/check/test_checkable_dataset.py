"""A dataset for the checks, whatever the state of its rules."""

import shutil
from pathlib import Path

import pytest
from transcripts import SMALL

from azkz_graph.check.checkable_dataset import checkable
from azkz_graph.check.dataset_check import check
from azkz_graph.dataset.project import Project, open_project
from azkz_graph.problem import Severity


def test_a_sound_project_is_derived(small: Project) -> None:
    assert checkable(small).derived


@pytest.fixture
def rule(tmp_path: Path, small: Project) -> Path:
    """A rule of a copy of the small project."""
    root = Path(shutil.copytree(SMALL, tmp_path / "project"))
    shutil.copytree(small.ontology, root / "ontology")
    return root / "ontology" / "rules" / "symmetry.rq"


@pytest.mark.parametrize(
    ("before", "after", "is_derived"),
    [
        ("WHERE {", "WHERE { ?x", False),
        ("#+ summary:", "#+ summary: {", False),
        ("#+ summary:", "#+ sumary:", True),
    ],
)
def test_a_faulty_rule_is_a_problem(rule: Path, before: str, after: str, is_derived: bool) -> None:
    rule.write_text(rule.read_text().replace(before, after, 1))
    dataset = checkable(open_project(rule.parents[2]))
    errors = [problem for problem in check(dataset) if problem.severity is Severity.ERROR]
    assert {problem.place.path for problem in errors} == {rule}
    assert bool(dataset.derived) is is_derived


def test_a_rule_whose_name_is_no_part_of_an_address_is_not_applied(rule: Path) -> None:
    rule.rename(rule.with_stem("a rule"))
    assert not checkable(open_project(rule.parents[2])).derived

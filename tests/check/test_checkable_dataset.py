"""A dataset for the checks, whatever the state of its rules."""

import shutil
from pathlib import Path

from transcripts import SMALL

from azkz_graph.check.checkable_dataset import checkable
from azkz_graph.check.dataset_check import check
from azkz_graph.dataset.project import Project, open_project
from azkz_graph.problem import Severity


def test_a_sound_project_is_derived(small: Project) -> None:
    assert checkable(small).derived


def test_a_faulty_rule_is_a_problem(tmp_path: Path, small: Project) -> None:
    root = Path(shutil.copytree(SMALL, tmp_path / "project"))
    shutil.copytree(small.ontology, root / "ontology")
    rule = root / "ontology" / "rules" / "symmetry.rq"
    rule.write_text(rule.read_text().replace("WHERE {", "WHERE { ?x"))
    dataset = checkable(open_project(root))
    errors = [problem for problem in check(dataset) if problem.severity is Severity.ERROR]
    assert [problem.place.path for problem in errors] == [rule]

"""A project's dataset as `check` wants it, derived unless a fault of the rules prevents it."""

from dataclasses import replace

from azkz_graph.check.query_text import rule_problems
from azkz_graph.dataset.dataset import Dataset, read
from azkz_graph.dataset.derivation import derive
from azkz_graph.dataset.project import Project
from azkz_graph.problem import Severity


def checkable(project: Project) -> Dataset:
    """Read and derive the dataset; if a rule is faulty, return it as read, with the fault among its problems.

    If a rule is faulty, return it as read, with the fault among its problems.
    """
    dataset = read(project)
    faults = tuple(problem for problem in rule_problems(dataset) if problem.severity is Severity.ERROR)
    return replace(dataset, problems=(*dataset.problems, *faults)) if faults else derive(dataset)

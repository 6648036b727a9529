"""A project's dataset as `check` wants it, derived unless a fault of the rules prevents it."""

from collections.abc import Iterator
from dataclasses import replace

from azkz_graph.check.header_yaml import read_header
from azkz_graph.check.query_text import folder_problems
from azkz_graph.dataset.dataset import Dataset, read
from azkz_graph.dataset.derivation import derive
from azkz_graph.dataset.project import Project
from azkz_graph.dataset.source_file import source_paths
from azkz_graph.problem import Problem, Severity
from azkz_graph.sparql.query_file import read_query_file


def checkable(project: Project) -> Dataset:
    """Read and derive the dataset; if a rule cannot be applied, return it as read, with the fault as a problem."""
    dataset = read(project)
    faults = tuple(rule_faults(dataset))
    return replace(dataset, problems=(*dataset.problems, *faults)) if faults else derive(dataset)


def rule_faults(dataset: Dataset) -> Iterator[Problem]:
    """Yield what keeps the rules from being applied: faults of their files and SPARQL, or else unreadable headers.

    What a readable header lacks is left to the checks.
    """
    folder = dataset.project.ontology / "rules"
    faults = [each for each in folder_problems(dataset, folder) if each.severity is Severity.ERROR]
    yield from faults
    if not faults:
        headers = (read_header(read_query_file(path)) for path in source_paths(folder, "*.rq"))
        yield from (header for header in headers if isinstance(header, Problem))

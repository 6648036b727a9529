"""All checks of a derived dataset, as one sorted list of problems."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from azkz_graph.check.compiled.compiled_shapes import validate_compiled
from azkz_graph.check.identifiers import term_problems
from azkz_graph.check.label_languages import label_problems
from azkz_graph.check.label_scripts import script_problems
from azkz_graph.check.literals import text_problems
from azkz_graph.check.passage_text import compare
from azkz_graph.check.published_identifiers import published_problems
from azkz_graph.check.query_header import file_header_problems
from azkz_graph.check.query_text import folder_problems
from azkz_graph.check.shacl_results import validate
from azkz_graph.check.shape_problems import Validation, shape_problems
from azkz_graph.check.shapes import Shapes, read_shapes
from azkz_graph.dataset.article_file import read_article
from azkz_graph.dataset.dataset import Dataset
from azkz_graph.dataset.source_file import source_paths
from azkz_graph.problem import Problem, Severity

ENGINES: Final[Mapping[str, Validation]] = {"compiled": validate_compiled, "pyshacl": validate}
"""What applies the shapes, by name; all give the results of pySHACL."""


def check(dataset: Dataset, article: Path | None = None, engine: str = "compiled") -> tuple[Problem, ...]:
    """Return all problems of a dataset, by file and line; `engine` applies the shapes.

    With `article`, every passage is compared with the article's text too. The shapes are applied to what could be
    read; what a file lacks because of a syntax error can make them speak of loose ends elsewhere, so they wait until
    every file can be read.

    Raises:
        UsageError: the article's file cannot be read.
    """
    if article is not None:
        read_article(article)
    shapes = read_shapes(dataset.project.ontology / "shapes.ttl")
    problems = [*data_problems(dataset, shapes, ENGINES[engine]), *query_problems(dataset)]
    if not dataset.unread():
        problems += published_problems(dataset)
        problems += compare(dataset, article) if article is not None else ()
    return tuple(sorted(set(problems), key=order))


def data_problems(
    dataset: Dataset, shapes: Shapes, validated: Validation = validate_compiled
) -> Iterator[Problem]:
    """Yield the problems of what the dataset holds, in no order.

    Those of queries and rules are not among them.
    """
    yield from find_source_problems(dataset, shapes)
    yield from shapes.problems if dataset.unread() else shape_problems(dataset, shapes, validated)


def find_source_problems(dataset: Dataset, shapes: Shapes) -> Iterator[Problem]:
    """Yield the problems that the authored files have whatever they describe, in no order."""
    yield from dataset.problems
    yield from text_problems(dataset)
    yield from term_problems(dataset, shapes.iris())
    yield from label_problems(dataset)
    yield from script_problems(dataset)


def query_problems(dataset: Dataset) -> Iterator[Problem]:
    """Yield the problems of every saved query and rule of the project."""
    for folder in (dataset.project.queries, dataset.project.ontology / "rules"):
        yield from folder_problems(dataset, folder)
        for path in source_paths(folder, "*.rq"):
            yield from file_header_problems(path)


def order(problem: Problem) -> tuple[object, ...]:
    """Return the sort key of a problem: its line, and within one line the worse first."""
    return (problem.place, problem.severity, problem.code, problem.what, problem.mend)


def stops(problem: Problem, strict: bool = False) -> bool:
    """Return whether the problem prevents any build; if strict, an unexplained warning does too."""
    if problem.severity is Severity.WARNING:
        return strict and problem.note is None
    return problem.severity is Severity.ERROR

"""A project's dataset for what publishes it: only if the checks have passed."""

import click

from azkz_graph.check.checkable_dataset import checkable
from azkz_graph.check.dataset_check import check, stops
from azkz_graph.check.report import count_severities, render
from azkz_graph.dataset.dataset import Dataset
from azkz_graph.dataset.project import Project


def check_dataset(project: Project, strict: bool) -> Dataset | None:
    """Derive and check the dataset, and report its problems; None if they forbid publishing it."""
    dataset = checkable(project)
    problems = check(dataset)
    click.echo(render([problem for problem in problems if stops(problem, strict=True)]), err=True, nl=False)
    click.echo(count_severities(problems), err=True)
    return None if any(stops(problem, strict) for problem in problems) else dataset

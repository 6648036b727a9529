"""A project's dataset for what publishes it: only if the checks have passed."""

import click

from azkz_graph.check.checkable_dataset import checkable
from azkz_graph.check.dataset_check import check, stops
from azkz_graph.check.report import counted, render
from azkz_graph.dataset.dataset import Dataset
from azkz_graph.dataset.project import Project


def checked(project: Project, strict: bool) -> Dataset | None:
    """The derived dataset, its problems told; None if they forbid to publish it."""
    dataset = checkable(project)
    problems = check(dataset)
    click.echo(render([problem for problem in problems if stops(problem, strict=True)]), err=True, nl=False)
    click.echo(counted(problems), err=True)
    return None if any(stops(problem, strict) for problem in problems) else dataset

"""The command `azkz check`."""

from pathlib import Path

import click

from azkz_graph.check import dataset_check
from azkz_graph.check.checkable_dataset import checkable
from azkz_graph.check.dataset_check import stops
from azkz_graph.check.passage_text import outline_article
from azkz_graph.check.report import count_severities, render
from azkz_graph.cli.options import FILE, HELP, STRICT
from azkz_graph.dataset.project import open_project

REPORTS = ("text", "json", "sarif", "junit")


@click.command("check", context_settings=HELP, epilog="Example: azkz check --strict")
@click.option(
    "--format", type=click.Choice(REPORTS), default="text", help="The format of the report, by default text."
)
@click.option(
    "--article",
    type=FILE,
    metavar="FILE",
    help="Compare every passage with the article in FILE, and show its words.",
)
@click.option(
    "--engine",
    type=click.Choice(["compiled", "pyshacl"]),
    default="compiled",
    help="The engine that applies the shapes; both find the same.",
)
@STRICT
@click.pass_obj
def check(folder: Path | None, format: str, article: Path | None, engine: str, strict: bool) -> int:
    """Check all authored files; report every problem with its file and line, and how to fix it."""
    dataset = checkable(open_project(folder))
    problems = dataset_check.check(dataset, article, engine)
    if article is not None and format == "text":
        click.echo("\n".join(outline_article(dataset, article)) + "\n")
    click.echo(render(problems, format), nl=False)
    click.echo(count_severities(problems), err=True)
    return int(any(stops(problem, strict) for problem in problems))

"""The command `azkz check-deref`."""

import sys
from collections.abc import Callable
from pathlib import Path

import click

from azkz_graph.cli.options import HELP
from azkz_graph.dataset.project import open_project
from azkz_graph.deref import dereferencing
from azkz_graph.deref.deref_report import FORMATS, count_outcome
from azkz_graph.deref.iri_question import questions
from azkz_graph.site.data.publication import Publication
from azkz_graph.site.data.published_iris import list_published
from azkz_graph.site.data.version_history import read_version_history
from azkz_graph.store.memory_store import derive_project
from azkz_graph.vocabulary import BASE


@click.command(
    "check-deref",
    context_settings=HELP,
    epilog="Example: azkz check-deref http://localhost:8000/ --only 'id/*'",
)
@click.argument("url")
@click.option(
    "--only",
    default="*",
    metavar="PATTERN",
    help="Ask only for these IRIs, by their path: 'query/*', id/baku.",
)
@click.option(
    "--format",
    type=click.Choice(("text", "json", "junit")),
    default="text",
    help="The format of the report, by default text.",
)
@click.option(
    "--jobs",
    type=click.IntRange(1, 64),
    default=4,
    metavar="N",
    help="Ask N questions at once, by default 4.",
)
@click.pass_obj
def check_deref(folder: Path | None, url: str, only: str, format: str, jobs: int) -> int:
    """Ask the site at URL for every IRI, in every format and language; report every wrong answer."""
    dataset = derive_project(open_project(folder))
    publication = Publication(dataset, BASE, history=read_version_history(dataset))
    asked = questions(list_published(publication), only, publication.withdrawn_pages)
    outcome = dereferencing.check_deref(url, asked, jobs, progress=progress(len(asked)))
    click.echo(FORMATS[format](outcome), nl=False)
    click.echo(count_outcome(outcome), err=True)
    return int(bool(outcome.findings or outcome.unasked))


def progress(total: int) -> Callable[[int], None]:
    """Return what tells on a terminal how many of `total` are done, and elsewhere nothing."""

    def tell(done: int) -> None:
        if done % 100 == 0 or done == total:
            click.echo(f"\r{done:,} of {total:,}" + ("\n" if done == total else ""), err=True, nl=False)

    return tell if sys.stderr.isatty() else lambda done: None

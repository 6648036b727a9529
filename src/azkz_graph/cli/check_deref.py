"""The command `azkz check-deref`."""

import sys
from collections.abc import Callable
from pathlib import Path

import click

from azkz_graph.cli.options import HELP
from azkz_graph.dataset.project import open_project
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
    help="Ask only for IRIs whose path fits, such as id/baku or 'query/*'.",
)
@click.option(
    "--format",
    type=click.Choice(("text", "json", "junit")),
    default="text",
    help="The format of the report, by default text.",
)
@click.option("--verbose", is_flag=True, help="Report every wrong answer as text, not one of each kind.")
@click.option(
    "--jobs",
    type=click.IntRange(1, 64),
    default=4,
    metavar="N",
    help="Ask N questions at once, by default 4.",
)
@click.pass_obj
def check_deref(folder: Path | None, url: str, only: str, format: str, verbose: bool, jobs: int) -> int:
    """Ask the site at URL for every IRI, in every format and language; report what is answered wrongly."""
    from azkz_graph.deref import dereferencing
    from azkz_graph.deref.deref_report import FORMATS, count_outcome, text
    from azkz_graph.deref.iri_question import questions
    from azkz_graph.site.data.publication import Publication
    from azkz_graph.site.data.published_iris import list_published
    from azkz_graph.site.data.version_history import read_version_history

    dataset = derive_project(open_project(folder))
    publication = Publication(dataset, BASE, history=read_version_history(dataset))
    asked = questions(list_published(publication), only, publication.withdrawn_pages, publication.section)
    outcome = dereferencing.check_deref(url, asked, jobs, progress=progress(len(asked)))
    write = text if verbose and format == "text" else FORMATS[format]
    report = write(outcome)
    click.echo(report, nl=False)
    is_short = format == "text" and report.count("\n") < len(outcome.findings)
    click.echo(count_outcome(outcome) + ("; --verbose reports each" if is_short else ""), err=True)
    return int(bool(outcome.findings or outcome.unasked))


def progress(total: int) -> Callable[[int], None]:
    """Return what tells on a terminal how many of `total` are done, and elsewhere nothing."""

    def tell(done: int) -> None:
        if done % 100 == 0 or done == total:
            click.echo(f"\r{done:,} of {total:,}" + ("\n" if done == total else ""), err=True, nl=False)

    return tell if sys.stderr.isatty() else lambda done: None

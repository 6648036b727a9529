"""The command `azkz cite`."""

from pathlib import Path

import click

from azkz_graph.about import citation
from azkz_graph.cli.completers import citable, style_names
from azkz_graph.cli.options import HELP
from azkz_graph.dataset.project import open_project
from azkz_graph.store.memory_store import project_store


@click.command("cite", context_settings=HELP, epilog="Example: azkz cite dataset --style bibtex")
@click.argument("thing", metavar="ENTITY | FACT | dataset", shell_complete=citable)
@click.option(
    "--style",
    default="text",
    metavar="STYLE",
    shell_complete=style_names,
    help="text, bibtex, ris or csl-json.",
)
@click.pass_obj
def cite(folder: Path | None, thing: str, style: str) -> None:
    """Cite a thing, a fact, or the dataset, with version, date and URI."""
    click.echo(citation.cite(project_store(open_project(folder)), thing, style))

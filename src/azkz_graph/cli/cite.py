"""The command `azkz cite`."""

from pathlib import Path

import click

from azkz_graph.ask import query_citation
from azkz_graph.ask.question import split_options
from azkz_graph.cli.completers import citable, style_names
from azkz_graph.cli.options import HELP
from azkz_graph.dataset.project import open_project
from azkz_graph.problem import UsageError
from azkz_graph.store.memory_store import project_store


@click.command(
    "cite",
    context_settings={**HELP, "ignore_unknown_options": True},
    epilog="Example: azkz cite memberships --member kazakhstan --style bibtex",
)
@click.argument(
    "words",
    nargs=-1,
    required=True,
    type=click.UNPROCESSED,
    metavar="ENTITY | FACT | dataset | QUERY [--PARAM VALUE]…",
    shell_complete=citable,
)
@click.option(
    "--param",
    "pairs",
    multiple=True,
    metavar="NAME=VALUE",
    help="A parameter of the query, as --NAME VALUE gives it.",
)
@click.option(
    "--style",
    default="text",
    metavar="STYLE",
    shell_complete=style_names,
    help="text, bibtex, ris or csl-json.",
)
@click.pass_obj
def cite(folder: Path | None, words: tuple[str, ...], pairs: tuple[str, ...], style: str) -> None:
    """Cite a thing, a fact, the dataset, or a query with the digest of its answer."""
    names, given = split_options([*words, *(f"--{pair}" for pair in pairs if check_pair(pair))])
    if len(names) != 1:
        raise UsageError(
            "name one thing, fact or query to cite, or the dataset; put quotes round several words"
        )
    project = open_project(folder)
    click.echo(query_citation.cite(project_store(project), project.queries, names[0], style, given))


def check_pair(pair: str) -> str:
    """Return the pair, if it is a name and a value."""
    if not pair.partition("=")[0] or "=" not in pair:
        raise UsageError(f"--param {pair!r} is not NAME=VALUE; write --param member=kazakhstan")
    return pair

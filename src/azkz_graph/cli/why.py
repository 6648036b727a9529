"""The command `azkz why`."""

from pathlib import Path

import click

from azkz_graph.about import explanation
from azkz_graph.cli.completers import entity_slugs
from azkz_graph.cli.options import FILE, HELP, LANGUAGE
from azkz_graph.cli.outline_output import say
from azkz_graph.dataset.project import open_project
from azkz_graph.store.memory_store import project_store

STATEMENT = "FACT | SUBJECT PREDICATE OBJECT"


@click.command("why", context_settings=HELP, epilog="Example: azkz why aktau twinnedWith sumqayit")
@click.argument("statement", nargs=-1, required=True, metavar=STATEMENT, shell_complete=entity_slugs)
@click.option(
    "--article", type=FILE, metavar="FILE", help="Show each passage's own words, from the article's text."
)
@LANGUAGE
@click.pass_obj
def why(folder: Path | None, statement: tuple[str, ...], article: Path | None, lang: str) -> None:
    """Explain what a fact rests on: passages and footnotes, or the rule and the facts that it was derived from."""
    say(explanation.why(project_store(open_project(folder)), *statement, language=lang, article=article))

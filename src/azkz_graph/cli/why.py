"""The command `azkz why`."""

from pathlib import Path

import click

from azkz_graph.about import why_answer
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
def why(folder: Path | None, statement: tuple[str, ...], article: Path | None, lang: str) -> int:
    """Explain what a fact rests on: passages and footnotes, or the rule and the facts that it was derived from.

    Of a view, say who holds it and where that is reported. The exit status is 0 for a fact, 1 for a view.
    """
    store = project_store(open_project(folder))
    answer = why_answer.why(store, *statement, language=lang, article=article)
    say(answer.outline)
    return 0 if answer.is_fact else 1

"""The command `azkz show`."""

from pathlib import Path

import click

from azkz_graph.about import entity_sheet
from azkz_graph.cli.completers import entity_slugs
from azkz_graph.cli.options import HELP, LANGUAGE
from azkz_graph.cli.outline_output import say
from azkz_graph.dataset.project import open_project
from azkz_graph.store.memory_store import project_store


@click.command("show", context_settings=HELP, epilog="Example: azkz show קזחסטן --lang he")
@click.argument("entity", shell_complete=entity_slugs)
@LANGUAGE
@click.pass_obj
def show(folder: Path | None, entity: str, lang: str) -> None:
    """Show everything known about a thing, by its slug, IRI, prefixed name, or label in any language."""
    say(entity_sheet.show(project_store(open_project(folder)), entity, lang))

"""The command `azkz store`."""

from pathlib import Path

import click

from azkz_graph.cli.options import FILE, HELP
from azkz_graph.dataset.project import open_project
from azkz_graph.store.disk_store import build_store
from azkz_graph.store.memory_store import derived, parsed_file


@click.group("store", context_settings=HELP)
def store() -> None:
    """Make a store on disk, which azkz serve answers from without reading it into memory."""


@store.command(
    "build",
    context_settings=HELP,
    epilog="Example: azkz store build azkz.store --data dist/azkz.trig",
    short_help="Write the data into a store.",
)
@click.argument("out", type=FILE, metavar="FOLDER")
@click.option(
    "--data", type=FILE, multiple=True, metavar="FILE", help="Take this file of RDF instead; may be repeated."
)
@click.pass_obj
def store_build(folder: Path | None, out: Path, data: tuple[Path, ...]) -> None:
    """Write the project's dataset, or files of RDF, into a store in FOLDER, all of it or nothing."""
    quads = (
        (quad for path in data for quad in parsed_file(path))
        if data
        else derived(open_project(folder)).quads()
    )
    count = build_store(quads, out)
    click.echo(f"{out}: {count:,} quads, the union of all graphs among them")

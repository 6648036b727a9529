"""The command `azkz store`."""

from pathlib import Path

import click

from azkz_graph.cli.options import FILE, HELP, data_files
from azkz_graph.cli.warning_output import warn
from azkz_graph.dataset.project import open_project
from azkz_graph.store.disk_store import build_store
from azkz_graph.store.memory_store import derive_project, parse_file


@click.group("store", context_settings=HELP)
def store() -> None:
    """Make a store on disk, so that azkz serve need not read it into memory."""


@store.command(
    "build",
    context_settings=HELP,
    epilog="Example: azkz store build azkz.store --data dist/azkz.trig",
    short_help="Write the data into a store.",
)
@click.argument("out", type=FILE, metavar="FOLDER")
@data_files("Take")
@click.pass_obj
def store_build(folder: Path | None, out: Path, data: tuple[Path, ...]) -> None:
    """Write the project's dataset, or RDF files, into a store in FOLDER: all, or nothing."""
    quads = (
        (quad for path in data for quad in parse_file(path))
        if data
        else derive_project(open_project(folder)).quads()
    )
    count = build_store(quads, out, warn)
    click.echo(f"{out}: {count:,} quads, the union of all graphs among them")

"""The command `azkz store`."""

from pathlib import Path

import click

from azkz_graph.cli.lazy_group import NamedGroup
from azkz_graph.cli.options import FILE, HELP, data_files
from azkz_graph.cli.warning_output import warn
from azkz_graph.dataset.project import open_project
from azkz_graph.store.disk_store import build_store
from azkz_graph.store.memory_store import read_quads
from azkz_graph.store.rdf_file import RdfFile
from azkz_graph.text.counts import counted


@click.group("store", cls=NamedGroup, context_settings=HELP)
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
def store_build(folder: Path | None, out: Path, data: tuple[RdfFile, ...]) -> None:
    """Write the project's dataset, or RDF files, into a store in FOLDER: all, or nothing."""
    count = build_store(read_quads(open_project(folder), data), out, warn)
    click.echo(f"{out}: {counted(count, 'quad')}, the union of all graphs among them")

"""The command `azkz build`."""

from pathlib import Path

import click

from azkz_graph.cli.checked_dataset import check_dataset
from azkz_graph.cli.options import FILE, HELP, STRICT
from azkz_graph.dataset.project import open_project
from azkz_graph.export import release_folder
from azkz_graph.export.dataset_files import can_write_parquet
from azkz_graph.problem import lack
from azkz_graph.text.safe_text import printable


@click.command("build", context_settings=HELP, epilog="Example: azkz build --out dist")
@click.option(
    "--out", type=FILE, default=Path("dist"), metavar="FOLDER", help="Write to FOLDER, by default dist."
)
@click.option(
    "--bom", is_flag=True, help="Begin the tables of CSV with a byte order mark, as Excel needs it for UTF-8."
)
@STRICT
@click.pass_obj
def build(folder: Path | None, out: Path, bom: bool, strict: bool) -> int:
    """Check the data; if nothing is wrong, write every format: all files, or none."""
    dataset = check_dataset(open_project(folder), strict)
    if dataset is None:
        click.echo(f"Nothing was written to {printable(str(out))}.", err=True)
        return 1
    click.echo(release_folder.build(dataset, out, bom).summary(out))
    if not can_write_parquet():
        click.echo(f"The tables of Parquet were left out: {lack('each', 'pyarrow', 'parquet')}", err=True)
    return 0

"""The command `azkz site`."""

from pathlib import Path

import click

from azkz_graph.cli.checked_dataset import check_dataset
from azkz_graph.cli.options import FILE, HELP, RELEASES, STRICT
from azkz_graph.dataset.garbage_collection import pause_collection
from azkz_graph.dataset.project import open_project
from azkz_graph.text.safe_text import printable
from azkz_graph.vocabulary import BASE


@click.command("site", context_settings=HELP, epilog="Example: azkz site --base https://example.org/azkz/")
@click.option(
    "--out",
    type=FILE,
    default=Path("site"),
    metavar="FOLDER",
    help="Write to FOLDER, by default site.",
)
@click.option(
    "--base", metavar="URL", help="Where the folder will be published; by default where IRIs begin."
)
@click.option(
    "--article", type=FILE, metavar="FILE", help="Show the words of the article beside its passages."
)
@RELEASES
@STRICT
@click.pass_obj
def site(
    folder: Path | None,
    out: Path,
    base: str | None,
    article: Path | None,
    releases: Path | None,
    strict: bool,
) -> int:
    """Check the data; if nothing is wrong, write a site of static pages: all files, or none."""
    from azkz_graph.site.build.site_build import build_site

    with pause_collection():
        dataset = check_dataset(open_project(folder), strict)
        if dataset is None:
            click.echo(f"Nothing was written to {printable(str(out))}.", err=True)
            return 1
        click.echo(build_site(dataset, out, base or BASE, article, releases).summary(out))
    return 0

"""The command `azkz verify`."""

from pathlib import Path

import click

from azkz_graph.cli.options import FILE, HELP
from azkz_graph.dataset.project import open_project
from azkz_graph.register.release_register import read_register
from azkz_graph.text.safe_text import printable
from azkz_graph.versions.release_archive import find_releases
from azkz_graph.versions.verified_target import verify as verify_target


@click.command("verify", context_settings=HELP, epilog="Example: azkz verify azkz.ttl")
@click.argument("target", metavar="FILE | FOLDER | ARCHIVE", type=FILE)
@click.option(
    "--releases",
    type=FILE,
    metavar="FOLDER",
    help="Compare with the releases in FOLDER, by default those of the project.",
)
@click.pass_obj
def verify(folder: Path | None, target: Path, releases: Path | None) -> int:
    """Say whether a release, or one file of it, is as it was published, and what happened to it if not.

    Exit 0: it is. 1: it is not.
    """
    project = open_project(folder)
    kept = releases or project.root / "releases"
    at_hand = find_releases(kept) if releases or kept.is_dir() else ()
    verdict = verify_target(target, at_hand, read_register(project.data))
    for finding in verdict.findings:
        click.echo(printable(f"{finding.file}: {finding.damage}: {finding.what}"))
    for line in verdict.compared:
        click.echo(printable(line), err=True)
    click.echo("as published" if verdict.is_good else "not as published", err=True)
    return 0 if verdict.is_good else 1

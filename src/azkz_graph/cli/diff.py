"""The command `azkz diff`."""

from pathlib import Path

import click

from azkz_graph.ask.results import suffix_format, write
from azkz_graph.cli.completers import version_names
from azkz_graph.cli.options import FILE, HELP, RELEASES, patience, refuse_second_reading, with_server
from azkz_graph.cli.outline_output import say
from azkz_graph.dataset.project import open_project
from azkz_graph.http.credentials import Sources
from azkz_graph.versions.difference_formats import FORMATS, SUFFIXES, outline
from azkz_graph.versions.known_releases import open_places
from azkz_graph.versions.version_difference import compare_versions
from azkz_graph.versions.version_source import read_source, read_version


@click.command("diff", context_settings=HELP, epilog="Example: azkz diff 1.0.0")
@click.argument("old", shell_complete=version_names)
@click.argument("new", required=False, shell_complete=version_names)
@RELEASES
@click.option(
    "--format",
    type=click.Choice(list(FORMATS)),
    help="The format, by default text, which has the first changes of each kind; the others have all.",
)
@click.option("--out", type=FILE, metavar="FILE", help="Write to FILE, in the format of its suffix.")
@with_server
@patience(60)
@click.pass_obj
def diff(
    folder: Path | None,
    old: str,
    new: str | None,
    releases: Path | None,
    format: str | None,
    out: Path | None,
    user: str | None,
    password_file: Path | None,
    token_file: Path | None,
    over_http: bool,
    size: int,
    timeout: float,
) -> int:
    """Show what changed from one version to another, by default to the project as it is now.

    OLD and NEW are each a version such as 1.0.0, a folder or archive of a release, the folder of a project or store, a
    file of RDF, a table of facts, or the URL of any of them. The exit status is 0 if they publish the same, else 1.
    """
    secret_files = {"password_file": password_file, "token_file": token_file}
    refuse_second_reading([Path(old), Path(new or "")], secret_files)
    project = open_project(folder)
    out = None if out == Path("-") else out
    format = format or (suffix_format(out, SUFFIXES) if out else "text")
    sources = Sources(user, password_file, token_file, over_http)
    places = open_places(project, releases, [old, new or ""], sources, timeout, size)
    before = read_version(old, places)
    after = read_version(new, places) if new else read_source("the project", project, places)
    difference = compare_versions(before, after)
    if format == "text" and out is None:
        say(outline(difference))
    else:
        write(FORMATS[format](difference), out)
    return int(bool(difference.changes))

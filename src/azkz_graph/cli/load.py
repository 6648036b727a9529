"""The command `azkz load`."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from azkz_graph.cli.completers import version_names
from azkz_graph.cli.options import HELP, RELEASES, data_files, patience, with_server
from azkz_graph.cli.pipe_signal import ignore_broken_pipe
from azkz_graph.dataset.project import open_project

if TYPE_CHECKING:
    from azkz_graph.store.rdf_file import RdfFile


@click.command("load", context_settings=HELP, epilog="Example: azkz load http://localhost:3030/azkz --verify")
@click.argument("url")
@click.option("--graph", metavar="IRI", help="Load everything into this one named graph.")
@click.option("--plain", is_flag=True, help="Load everything into the default graph, as in the Turtle.")
@data_files("Load")
@click.option(
    "--from",
    "old",
    metavar="VERSION",
    shell_complete=version_names,
    help="Send only what changed since the version that the store holds, such as 1.0.0.",
)
@click.option(
    "--to",
    "new",
    metavar="VERSION",
    shell_complete=version_names,
    help="Load this version, by default the project as it is now.",
)
@RELEASES
@click.option("--update", metavar="URL", help="Load by SPARQL 1.1 Update, at this address.")
@click.option("--query", metavar="URL", help="Count and verify at this address.")
@click.option("--dry-run", is_flag=True, help="Change nothing; say what would be loaded, and how.")
@click.option(
    "--verify",
    is_flag=True,
    help="Read all triples back, and run every saved query there and here; compare both.",
)
@with_server
@patience(300)
@click.pass_obj
def load(
    folder: Path | None,
    url: str,
    graph: str | None,
    plain: bool,
    data: "tuple[RdfFile, ...]",
    old: str | None,
    new: str | None,
    releases: Path | None,
    update: str | None,
    query: str | None,
    dry_run: bool,
    verify: bool,
    user: str | None,
    password_file: Path | None,
    token_file: Path | None,
    over_http: bool,
    size: int,
    timeout: float,
) -> int:
    """Load the data into the triple store at URL: replace each graph whole, and leave all others.

    The command finds out by itself whether the store takes graphs or updates. With --from it reads what the store
    holds; if that is the version, or what an unfinished update left, it deletes and inserts single triples, else it
    changes nothing. A VERSION is one that azkz release has made, an archive or folder of a release, or a file of RDF.
    """
    from azkz_graph.http.credentials import Sources
    from azkz_graph.http.http_client import MEBIBYTE
    from azkz_graph.remote.store_loading import Order, load_into

    sources = Sources(user, password_file, token_file, over_http)
    size *= MEBIBYTE
    versions = (old, new, releases)
    order = Order(url, data, graph, plain, update, query, dry_run, verify, sources, timeout, size, *versions)
    with ignore_broken_pipe():
        outcome = load_into(open_project(folder), order, lambda line: click.echo(line, err=True))
    click.echo("\n".join(outcome.lines))
    return 0 if outcome.is_right else 1

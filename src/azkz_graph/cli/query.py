"""The command `azkz query`."""

import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from azkz_graph.ask.question import ask, ask_version, question, search_words
from azkz_graph.ask.results import Found, choose_format, mark_for_excel, result, write
from azkz_graph.cli.completers import query_names, version_names
from azkz_graph.cli.options import FILE, HELP, RELEASES, data_files, patience, with_server
from azkz_graph.cli.outline_output import columns, say
from azkz_graph.cli.pipe_signal import ignore_broken_pipe
from azkz_graph.cli.warning_output import warn
from azkz_graph.dataset.project import open_project
from azkz_graph.problem import UsageError

if TYPE_CHECKING:
    from azkz_graph.store.rdf_file import RdfFile

QUERY = "[NAME | FILE.rq | -] [--PARAM VALUE]…"


@click.command(
    "query",
    context_settings={**HELP, "ignore_unknown_options": True},
    epilog="Example: azkz query memberships --member kazakhstan",
)
@click.argument("words", nargs=-1, type=click.UNPROCESSED, shell_complete=query_names, metavar=QUERY)
@click.option(
    "-q", "text", metavar="SPARQL", help="Answer this query; the project's own prefixes need no PREFIX."
)
@data_files("Query")
@click.option("--endpoint", metavar="URL", help="Query this SPARQL 1.1 endpoint instead.")
@patience(60)
@with_server
@click.option(
    "--as-of",
    metavar="VERSION",
    shell_complete=version_names,
    help="Query the data as this release published them, such as 1.0.0.",
)
@RELEASES
@click.option(
    "--format",
    metavar="FORMAT",
    help="table, csv (for Excel with --bom), tsv, json, xml, markdown; ttl, nt for graphs.",
)
@click.option(
    "--bom", is_flag=True, help="Begin CSV or TSV with a byte order mark, as Excel needs it for UTF-8."
)
@click.option("--out", type=FILE, metavar="FILE", help="Write to FILE, in the format of its suffix.")
@click.option(
    "--explain", is_flag=True, help="Do not run the query; say what it answers, and its parameters."
)
@click.pass_context
def query(
    context: click.Context,
    words: tuple[str, ...],
    text: str | None,
    data: "tuple[RdfFile, ...]",
    endpoint: str | None,
    timeout: float,
    user: str | None,
    password_file: Path | None,
    token_file: Path | None,
    over_http: bool,
    size: int,
    as_of: str | None,
    releases: Path | None,
    format: str | None,
    bom: bool,
    out: Path | None,
    explain: bool,
) -> None:
    """Answer a saved query, a file, standard input or a text; without any, list the saved queries."""
    project = open_project(context.obj)
    if text is None and (found := search_words(project, words))[1]:
        from azkz_graph.ask.query_documentation import list_matches

        say(list_matches(*found), err=True)
        context.exit(2)
    asked = question(project, words, text) if words or text is not None else None
    if asked is None or explain:
        from azkz_graph.ask.query_documentation import documentation, list_queries

        return say(documentation(asked.query) if asked else list_queries(project.queries))
    names = {"--data": bool(data), "--endpoint": endpoint is not None, "--as-of": as_of is not None}
    if len(given := [name for name, is_given in names.items() if is_given]) > 1:
        raise UsageError(f"{given[0]} and {given[1]} cannot be used together; give one of them")
    if releases is not None and as_of is None:
        raise UsageError("--releases is where --as-of finds its version; give that too")
    if endpoint is None and (user or password_file or token_file or over_http):
        raise UsageError("a user or a secret is for --endpoint; give that too, or leave it out")
    if as_of is not None:
        version = as_of
        return reply(lambda: ask_version(asked, version, project, releases, warn), format, out, bom)
    if endpoint is None:
        return reply(lambda: ask(asked, project, data, warn), format, out, bom)
    from azkz_graph.http.credentials import Sources
    from azkz_graph.http.http_client import MEBIBYTE
    from azkz_graph.remote.remote_question import ask_endpoint, open_endpoint

    sources = Sources(user, password_file, token_file, over_http)
    there = open_endpoint(endpoint, sources, timeout, size * MEBIBYTE, warn)
    return reply(lambda: ignore_broken_pipe()(ask_endpoint)(asked, project, there), format, out, bom)


def reply(ask: Callable[[], Found], format: str | None, out: Path | None, bom: bool) -> None:
    """Ask, and write the answer to `out` or standard output."""
    # While the engine evaluates no Python code runs, so only the system itself can heed Ctrl-C.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    out = None if out == Path("-") else out
    terminal = out is None and sys.stdout.isatty()
    answer = ask()
    format = choose_format(answer, format, out, terminal)
    written = result(answer, format, columns() if terminal else None, terminal)
    write(mark_for_excel(written.content, format) if bom else written.content, out)
    if written.note:
        click.echo(written.note, err=True)

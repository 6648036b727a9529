"""The command `azkz mcp`."""

from pathlib import Path

import click

from azkz_graph.cli.options import FILE, HELP
from azkz_graph.dataset.project import open_project
from azkz_graph.mcp.mcp_run import serve


@click.command("mcp", context_settings=HELP, epilog="Example: azkz mcp --http --port 8808")
@click.option("--http", is_flag=True, help="Answer over HTTP; by default on standard input and output.")
@click.option(
    "--host", default="127.0.0.1", metavar="ADDRESS", help="Listen at ADDRESS, by default 127.0.0.1."
)
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=8808,
    metavar="N",
    help="Listen at port N, by default 8808.",
)
@click.option(
    "--data",
    type=FILE,
    multiple=True,
    metavar="FILE",
    help="Serve this file of RDF instead; may be repeated.",
)
@click.pass_obj
def mcp(folder: Path | None, http: bool, host: str, port: int, data: tuple[Path, ...]) -> None:
    """Serve saved queries, sheets, reasons and citations as tools of the Model Context Protocol."""

    def tell(line: str) -> None:
        click.echo(line, err=True)

    serve(open_project(folder), data, http=http, host=host, port=port, tell=tell)

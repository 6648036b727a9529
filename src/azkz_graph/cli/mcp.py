"""The command `azkz mcp`."""

from pathlib import Path

import click

from azkz_graph.cli.missing_extra import need
from azkz_graph.cli.options import HELP, data_files, with_address, with_callers
from azkz_graph.dataset.project import open_project
from azkz_graph.mcp.mcp_run import serve
from azkz_graph.problem import UsageError
from azkz_graph.store.rdf_file import STANDARD_INPUT, RdfFile


@click.command("mcp", context_settings=HELP, epilog="Example: azkz mcp --http --port 8808")
@click.option("--http", is_flag=True, help="Answer over HTTP; by default on standard input and output.")
@with_address(8808)
@with_callers("By default those of this machine.")
@data_files("Serve")
@click.pass_obj
def mcp(
    folder: Path | None,
    http: bool,
    host: str,
    port: int,
    allow_host: tuple[str, ...],
    allow_origin: tuple[str, ...],
    data: tuple[RdfFile, ...],
) -> None:
    """Serve saved queries, sheets, reasons and citations as tools of the Model Context Protocol."""
    if not http and any(file.path == STANDARD_INPUT for file in data):
        raise UsageError("standard input takes the requests, so it cannot be --data; give --http, or a file")
    need("mcp")

    def tell(line: str) -> None:
        click.echo(line, err=True)

    serve(
        open_project(folder),
        data,
        http=http,
        host=host,
        port=port,
        allowed_hosts=allow_host,
        allowed_origins=allow_origin,
        tell=tell,
    )

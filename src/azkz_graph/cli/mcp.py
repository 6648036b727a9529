"""The command `azkz mcp`."""

from pathlib import Path

import click

from azkz_graph.cli.options import HELP, data_files, with_address, with_callers
from azkz_graph.dataset.project import open_project
from azkz_graph.mcp.mcp_run import serve


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
    data: tuple[Path, ...],
) -> None:
    """Serve saved queries, sheets, reasons and citations as tools of the Model Context Protocol."""

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

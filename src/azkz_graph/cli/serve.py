"""The command `azkz serve`."""

from pathlib import Path

import click

from azkz_graph.cli.missing_extra import SERVER, need
from azkz_graph.cli.options import FILE, HELP, RELEASES, data_files, with_address, with_callers
from azkz_graph.dataset.project import open_project
from azkz_graph.server.server_run import Settings, run_server
from azkz_graph.server.workers.limits import MEBIBYTE, Limits
from azkz_graph.store.rdf_file import RdfFile


@click.command("serve", context_settings=HELP, epilog="Example: azkz serve --port 8000")
@with_address(8000)
@data_files("Serve", "PATH", " or store folder")
@RELEASES
@click.option(
    "--article", type=FILE, metavar="FILE", help="Show the words of the article beside its passages."
)
@click.option("--base", metavar="URL", help="Where clients find the server; by default where each asked.")
@click.option(
    "--timeout",
    type=click.FloatRange(0.1, 3600),
    default=10,
    metavar="SECONDS",
    help="The longest that a question may run, by default 10.",
)
@click.option(
    "--memory",
    type=click.IntRange(16),
    default=192,
    metavar="MIB",
    help="The most memory that a question may use, by default 192.",
)
@click.option(
    "--rows",
    type=click.IntRange(1),
    default=1_000_000,
    metavar="N",
    help="The most rows in an answer, by default 1,000,000.",
)
@click.option(
    "--size", type=click.IntRange(1), default=64, metavar="MIB", help="The largest answer, by default 64."
)
@click.option(
    "--body", type=click.IntRange(1), default=1, metavar="MIB", help="The largest request body, by default 1."
)
@click.option(
    "--workers",
    type=click.IntRange(1, 64),
    default=6,
    metavar="N",
    help="How many questions are answered at once, by default 6.",
)
@click.option(
    "--rate",
    type=click.FloatRange(0),
    default=50,
    metavar="N",
    help="The questions per second from one client, by default 50; 0 is no limit.",
)
@click.option(
    "--per-client",
    type=click.IntRange(0),
    default=64,
    metavar="N",
    help="The connections, and the questions under way, of one client, by default 64; 0 is no limit.",
)
@with_callers("By default any; none with --data.")
@click.option(
    "--log",
    type=FILE,
    default=Path("-"),
    metavar="FILE",
    help="Log each answer to FILE; by default to standard output.",
)
@click.option("--quiet", is_flag=True, help="Log no answers.")
@click.option(
    "--behind-proxy",
    is_flag=True,
    help="Trust what a proxy on this machine says about its clients, and about the path that it cuts off.",
)
@click.pass_obj
def serve(
    folder: Path | None,
    host: str,
    port: int,
    data: tuple[RdfFile, ...],
    releases: Path | None,
    article: Path | None,
    base: str | None,
    timeout: float,
    memory: int,
    rows: int,
    size: int,
    body: int,
    workers: int,
    rate: float,
    per_client: int,
    allow_host: tuple[str, ...],
    allow_origin: tuple[str, ...],
    log: Path,
    quiet: bool,
    behind_proxy: bool,
) -> int:
    """Serve IRIs with content negotiation, SPARQL, saved queries and reconciliation, until Ctrl-C."""
    need(*SERVER)
    limits = Limits(
        timeout,
        rows,
        size * MEBIBYTE,
        memory * MEBIBYTE,
        body * MEBIBYTE,
        workers=workers,
        per_client=per_client,
        rate=rate,
    )
    log_file = None if quiet else log
    settings = Settings(host, port, base, log_file, behind_proxy, allow_host, allow_origin, releases, article)
    return run_server(open_project(folder), data, settings, limits)

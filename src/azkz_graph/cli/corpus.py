"""The command `azkz corpus`."""

import click

from azkz_graph.cli.lazy_group import NamedGroup
from azkz_graph.cli.options import HELP
from azkz_graph.problem import UsageError


@click.group("corpus", cls=NamedGroup, context_settings=HELP)
def corpus() -> None:
    """Build the graph of many articles that share an ontology, entities and queries."""


@corpus.command(
    "build",
    context_settings=HELP,
    epilog="Example: azkz corpus build articles built --processes 8",
    short_help="Check and build every article of a folder.",
)
@click.argument("source", metavar="SRC")
@click.argument("target", metavar="OUT")
@click.option(
    "--engine", type=click.Choice(["local", "spark"]), default="local", help="Local processes, or Spark."
)
@click.option(
    "--processes", type=click.IntRange(min=1), help="How many processes; by default one per processor."
)
@click.option("--master", metavar="URL", help="Spark's master, such as spark://host:7077.")
@click.option(
    "--part",
    type=click.IntRange(min=1),
    default=50,
    show_default=True,
    help="How many articles go into one file.",
)
@click.option(
    "--compression", type=click.Choice(["zstd", "gzip"]), default="zstd", help="The compression of N-Quads."
)
def corpus_build(
    source: str,
    target: str,
    engine: str,
    processes: int | None,
    master: str | None,
    part: int,
    compression: str,
) -> int:
    """Check every article below SRC, and write those without errors into OUT.

    SRC and OUT are folders, or object stores, such as s3://bucket/prefix. An interrupted build continues where it
    was when the same command is given again.
    """
    if (engine == "spark") != (master is not None):
        raise UsageError("--engine spark and --master URL belong together; give both, or neither")
    # DuckDB and Arrow take a second to load, which a wrong option should not.
    from azkz_graph.corpus.corpus_run import build

    told = build(source, target, compression, part, processes=processes, master=master)
    click.echo("".join(f"{line}\n" for line in told.problems), err=True, nl=False)
    click.echo(told.summary)
    return int(told.is_broken)

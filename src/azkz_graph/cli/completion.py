"""The command `azkz completion`."""

import click

from azkz_graph.cli.command_line import cli
from azkz_graph.cli.completers import SHELLS, script
from azkz_graph.cli.options import HELP


@click.command("completion", context_settings=HELP, epilog='Example: eval "$(azkz completion bash)"')
@click.argument("shell", type=click.Choice(SHELLS))
def completion(shell: str) -> None:
    """Print the script that lets a shell complete commands, saved queries and things."""
    click.echo(script(cli, shell))

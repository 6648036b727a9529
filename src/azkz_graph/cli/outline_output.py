"""Outlines on standard output or standard error, laid out for a terminal if there is one."""

import sys
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from azkz_graph.text.text_outline import Outline


def say(outline: "Outline", *, err: bool = False) -> None:
    """Print an outline, on standard error if `err`: wrapped and coloured on a terminal, as plain lines elsewhere."""
    if not (sys.stderr if err else sys.stdout).isatty():
        return click.echo(str(outline), err=err)
    from azkz_graph.text.terminal import outline_text

    return click.echo(outline_text(outline, columns(), colour=True), nl=False, err=err)


def columns() -> int:
    """Return the width of the terminal, in cells."""
    # It loads what reads archives, which takes longer than an answer that no terminal shows.
    import shutil

    return shutil.get_terminal_size().columns

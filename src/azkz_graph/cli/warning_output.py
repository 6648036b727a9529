"""Warnings on standard error, about what was done all the same."""

import click

from azkz_graph.text.safe_text import printable


def warn(sentence: str) -> None:
    """Print the sentence as a warning."""
    click.echo(f"azkz: warning: {printable(sentence)}", err=True)

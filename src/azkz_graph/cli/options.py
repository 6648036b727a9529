"""Options that several commands share."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

FILE = click.Path(path_type=Path)


HELP = {"help_option_names": ["-h", "--help"]}


STRICT = click.option(
    "--strict/--allow-warnings",
    default=False,
    help="Fail on warnings too, unless a note explains them; by default they are allowed.",
)


LANGUAGE = click.option(
    "--lang", default="en", metavar="TAG", help="Prefer names in this language, such as he or kk."
)


def with_server(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options that say who asks a server, and what it may answer; no secret is on the command line."""
    options = (
        click.option(
            "--user",
            metavar="NAME",
            help="Ask as this user; the password is in AZKZ_PASSWORD, in --password-file or in netrc.",
        ),
        click.option(
            "--password-file",
            type=FILE,
            metavar="FILE",
            help="The user's password, in FILE or on - as a line.",
        ),
        click.option(
            "--token-file",
            type=FILE,
            metavar="FILE",
            help="A bearer token, in FILE or on - as a line; without, AZKZ_TOKEN may hold https://HOST=TOKEN.",
        ),
        click.option(
            "--secret-over-http",
            "over_http",
            is_flag=True,
            help="Send the secret unencrypted too, to another machine, where others may read it.",
        ),
        click.option(
            "--size",
            type=click.IntRange(1),
            default=256,
            metavar="MIB",
            help="The most of an answer of the server, decompressed, by default 256.",
        ),
    )
    for option in reversed(options):
        command = option(command)
    return command

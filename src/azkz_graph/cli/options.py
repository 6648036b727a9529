"""Options that several commands share."""

from collections.abc import Callable, Mapping, Sequence
from functools import wraps
from pathlib import Path
from typing import Any

import click

from azkz_graph.problem import UsageError

Command = Callable[..., Any]

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

RELEASES = click.option(
    "--releases",
    type=FILE,
    metavar="FOLDER",
    help="Take archives of releases from FOLDER, by default from releases/ of the project.",
)


def data_files(verb: str, place: str = "FILE", kinds: str = "") -> Callable[[Command], Command]:
    """Return what adds the options that name files of RDF for a command, which does with them what the `verb` says.

    The command gets them as `data`. What else it can read is among `kinds`.
    """
    told = f"{verb} this file of RDF{kinds} instead, compressed or not, or standard input with -; may be repeated."
    files = click.option("--data", type=FILE, multiple=True, metavar=place, help=told)
    syntax = click.option(
        "--data-format",
        type=click.Choice(["ttl", "trig", "nt", "nq", "jsonld", "rdf"]),
        help="The syntax of the data, whatever their suffix says.",
    )

    def with_files(command: Command) -> Command:
        @wraps(command)
        def run(*given: Any, data: tuple[Path, ...], data_format: str | None, **options: Any) -> Any:  # noqa: ANN401
            if data_format and not data:
                raise UsageError("--data-format is the syntax of --data; name a file by that too")
            refuse_second_reading(data, options)
            if not data:
                return command(*given, data=(), **options)
            from azkz_graph.store.rdf_file import RdfFile

            return command(*given, data=tuple(RdfFile(path, data_format) for path in data), **options)

        return files(syntax(run))

    return with_files


def refuse_second_reading(data: Sequence[Path], options: Mapping[str, Any]) -> None:
    """Refuse a command that would read standard input twice: it would find nothing there.

    Raises:
        UsageError: two of its words are `-`.
    """
    words = [str(word) for word in options.get("words", ())]
    # Behind an option stands its value.
    pairs = zip(words, ["", *words], strict=False)
    named = [word for word, before in pairs if not before.startswith("--") or "=" in before]
    secrets = (options.get("password_file"), options.get("token_file"))
    if [*map(str, data), *named, *map(str, secrets)].count("-") > 1:
        raise UsageError(
            "standard input can be read only once, and two words of the command are -; use files"
        )


def with_address(port: int) -> Callable[[Command], Command]:
    """Return what adds the options that say where a server listens, by default at this port."""
    host = click.option(
        "--host",
        default="127.0.0.1",
        metavar="ADDRESS",
        help="Listen at ADDRESS, by default 127.0.0.1; :: is every address.",
    )
    told = f"Listen at port N, by default {port}."
    at = click.option("--port", type=click.IntRange(0, 65535), default=port, metavar="N", help=told)
    return lambda command: host(at(command))


def with_callers(allowed: str) -> Callable[[Command], Command]:
    """Return what adds the options that say who may call a server; `allowed` says whose pages may by default."""
    told = f"Let pages of this origin, or '*' for any, read answers; may be repeated. {allowed}"
    host = click.option(
        "--allow-host",
        multiple=True,
        metavar="NAME",
        help="Answer to this host name too; may be repeated. At 127.0.0.1 other names are refused.",
    )
    origin = click.option("--allow-origin", multiple=True, metavar="ORIGIN", help=told)
    return lambda command: host(origin(command))


def patience(seconds: int) -> Callable[[Command], Command]:
    """Return what adds the option that says how many seconds a command waits for each answer of another server."""
    return click.option(
        "--timeout",
        type=click.FloatRange(0.1, 86400),
        default=seconds,
        metavar="SECONDS",
        help=f"How long to wait for each answer of a server, by default {seconds}.",
    )


def with_server(command: Command) -> Command:
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
            help="The user's password: a line in FILE, or on standard input with -.",
        ),
        click.option(
            "--token-file",
            type=FILE,
            metavar="FILE",
            help="A bearer token: a line in FILE, or on standard input with -. Or set AZKZ_TOKEN to https://HOST=TOKEN.",
        ),
        click.option(
            "--secret-over-http",
            "over_http",
            is_flag=True,
            help="Send the secret to another machine even unencrypted, when others may read it.",
        ),
        click.option(
            "--size",
            type=click.IntRange(1),
            default=256,
            metavar="MIB",
            help="The largest answer of the server, decompressed, by default 256.",
        ),
    )
    for option in reversed(options):
        command = option(command)
    return command

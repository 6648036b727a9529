"""The command `azkz`: the typed words, an answer, and an exit status.

Exit 0: done. 1: the data have problems. 2: the command cannot be carried out as it was given.
"""

import os
import signal
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

import click

from azkz_graph.cli.closed_streams import occupy_closed_streams
from azkz_graph.cli.lazy_group import LazyGroup
from azkz_graph.cli.missing_extra import find_missing_extra
from azkz_graph.cli.options import FILE, HELP
from azkz_graph.problem import UsageError
from azkz_graph.text.near_names import near_names
from azkz_graph.text.safe_text import printable


def main() -> NoReturn:
    """Run the command that was typed, and leave with its status."""
    # As every program of a pipeline does, end quietly when nobody reads on.
    signal.signal(signal.SIGPIPE, signal.SIG_DFL)
    occupy_closed_streams()
    status = run_command(sys.argv[1:])
    # Taking down a store and the modules would take a tenth of a fast answer's time, and free what ends anyway.
    os._exit(status)


def run_command(words: Sequence[str]) -> int:
    """Run a command; faults in use become one line on standard error."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]
    try:
        refuse_surrogates(words)
        status = cli.main(list(words) or ["--help"], prog_name="azkz", standalone_mode=False)
        sys.stdout.flush()
    except ModuleNotFoundError as error:
        if (advice := find_missing_extra(error, words)) is None:
            raise
        return misuse(str(advice))
    except UsageError as error:
        return misuse(str(error))
    except click.NoSuchOption as error:
        return misuse(describe_unknown(error))
    except click.UsageError as error:
        if isinstance(error, getattr(click.exceptions, "NoArgsIsHelpError", ())):
            click.echo(error.format_message())
            return 0
        path = error.ctx.command_path if error.ctx else "azkz"
        return misuse(f"{error.format_message().rstrip('.')}; see {path} --help")
    except click.ClickException as error:
        return misuse(error.format_message())
    except click.Abort:
        return 130
    except OSError as error:
        if error.errno is None:
            raise
        if error.filename is not None:
            return misuse(
                f"{error.filename} cannot be used: {error.strerror}; correct its permissions or name another"
            )
        return misuse(f"standard output cannot be written: {error.strerror}; redirect it elsewhere")
    return status if isinstance(status, int) else 0


def describe_unknown(error: click.NoSuchOption) -> str:
    """Say that there is no such option, and which comes close to it, or where to find those that there are."""
    context = error.ctx
    if context is None:
        return error.format_message()
    options = [name for each in context.command.get_params(context) for name in each.opts]
    near = near_names(error.option_name.lstrip("-"), [name.lstrip("-") for name in options])
    advice = (
        f"close to it: {', '.join(f'--{name}' for name in near)}"
        if near
        else f"see {context.command_path} --help"
    )
    return f"there is no option {error.option_name}; {advice}"


def misuse(sentence: str) -> int:
    """Say what is wrong with the command."""
    click.echo(f"azkz: error: {printable(sentence)}", err=True)
    return 2


def refuse_surrogates(words: Sequence[str]) -> None:
    """Refuse words whose bytes are no text, unless they name what is on the disk, or something in such a folder."""
    # A query is a word too, and too long for the name of a file that one might ask for.
    for word in filter(has_surrogates, words):
        path = Path(word.partition("=")[2] if word.startswith("--") else word)
        if not (path.exists() or (has_surrogates(str(path.parent)) and path.parent.is_dir())):
            raise UsageError(f"{word!a} is not UTF-8; type it in UTF-8")


def has_surrogates(text: str) -> bool:
    """Return whether Python had to replace bytes of the text that are not UTF-8."""
    return any("\ud800" <= character <= "\udfff" for character in text)


def version(context: click.Context, parameter: click.Parameter, value: bool) -> None:
    """Print the version of the installed package."""
    if not value or context.resilient_parsing:
        return
    from importlib.metadata import PackageNotFoundError
    from importlib.metadata import version as installed

    try:
        click.echo(f"azkz {installed('azkz-graph')}")
    except PackageNotFoundError:
        click.echo("azkz (not installed)")
    context.exit()


@click.group(cls=LazyGroup, context_settings=HELP, epilog="Example: azkz show kazakhstan")
@click.option(
    "--project", type=FILE, metavar="FOLDER", help="Work on the project in FOLDER, not the package's own."
)
@click.option(
    "--version", is_flag=True, expose_value=False, is_eager=True, callback=version, help="Show the version."
)
@click.pass_context
def cli(context: click.Context, project: Path | None) -> None:
    """Query, check and publish linked data in which every triple rests on a passage of an article."""
    context.obj = project

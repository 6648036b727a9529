"""The commands of `azkz`, each in a module of its own that is loaded when it is typed."""

from collections.abc import Mapping
from importlib import import_module
from typing import Final

import click
from click.shell_completion import CompletionItem

from azkz_graph.problem import UsageError
from azkz_graph.text.near_names import near_names

COMMANDS: Final[Mapping[str, str]] = {
    "query": "Answer a query, or list the saved ones.",
    "show": "Show everything known about a thing.",
    "why": "Explain what a fact rests on.",
    "cite": "Cite a thing, a fact, an answer.",
    "check": "Report every problem in the files.",
    "build": "Check, and write every format.",
    "verify": "Find out whether files are as published.",
    "diff": "Show what changed between versions.",
    "release": "Make a version, or say what forbids it.",
    "site": "Check, and write the site.",
    "load": "Load the data into a triple store.",
    "store": "Make a store on disk.",
    "corpus": "Build many articles.",
    "serve": "Serve the data over HTTP.",
    "mcp": "Serve the data to language models.",
    "check-deref": "Ask a published site for every IRI.",
    "completion": "Print a script for a shell.",
}
"""What each command does, in a line; `check-deref` is `check_deref` in the module `check_deref`."""

MODULES: Final[Mapping[str, str]] = {"release": "make_release"}
"""The modules that cannot be called like their command, for another room has one of that name."""


class NamedGroup(click.Group):
    """A group that says which of its commands comes close to a name that is none."""

    def resolve_command(
        self, context: click.Context, words: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command that the words begin with.

        Raises:
            UsageError: there is none of the name.
        """
        name, known = words[0], self.list_commands(context)
        if name not in known and not name.startswith("-") and not context.resilient_parsing:
            near = near_names(name, known)
            advice = f"close to it: {', '.join(near)}" if near else f"see {context.command_path} --help"
            raise UsageError(f"there is no command {name!r}; {advice}")
        return super().resolve_command(context, words)


class LazyGroup(NamedGroup):
    """A group that loads a command's module when the command is typed, so that help and fast answers wait for none."""

    def list_commands(self, context: click.Context) -> list[str]:
        """Return the names of the commands, sorted."""
        return sorted(COMMANDS)

    def get_command(self, context: click.Context, name: str) -> click.Command | None:
        """Load a command; None if there is none of the name."""
        if name not in COMMANDS:
            return None
        module = MODULES.get(name, name.replace("-", "_"))
        command = getattr(import_module(f"azkz_graph.cli.{module}"), module)
        assert isinstance(command, click.Command)
        return command

    def format_commands(self, context: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of commands without loading any."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, COMMANDS[name]) for name in self.list_commands(context)])

    def shell_complete(self, context: click.Context, incomplete: str) -> list[CompletionItem]:
        """Complete the name of a command without loading any."""
        names = [name for name in self.list_commands(context) if name.startswith(incomplete)]
        options = click.Command.shell_complete(self, context, incomplete)
        return [*(CompletionItem(name, help=COMMANDS[name]) for name in names), *options]

"""Completion of what has been typed, in a shell."""

from pathlib import Path
from typing import TYPE_CHECKING

from azkz_graph.dataset.project import open_project
from azkz_graph.problem import UsageError

if TYPE_CHECKING:
    import click
    from click.shell_completion import CompletionItem

SHELLS = ("bash", "zsh", "fish")


def script(command: "click.Command", shell: str) -> str:
    """Return what a shell must run to complete the words of `azkz`."""
    from click.shell_completion import get_completion_class

    kind = get_completion_class(shell)
    assert kind is not None
    return kind(command, {}, "azkz", "_AZKZ_COMPLETE").source()


def project(context: "click.Context") -> Path | None:
    """Return the folder that --project names; while words are completed, no command has stored it yet."""
    folder: Path | None = context.find_root().params.get("project")
    return folder


def query_names(context: "click.Context", parameter: "click.Parameter", incomplete: str) -> list[str]:
    """Return the saved queries, as the first word; behind an option of one, what its value may be."""
    from azkz_graph.ask.query_catalogue import query_names

    words = context.params.get(parameter.name or "") or ()
    if words:
        return entity_slugs(context, parameter, incomplete) if words[-1].startswith("--") else []
    try:
        names = query_names(open_project(project(context)).queries)
    except UsageError:
        return []
    return [name for name in names if name.startswith(incomplete)]


def version_names(
    context: "click.Context", parameter: "click.Parameter", incomplete: str
) -> "list[CompletionItem]":
    """Return the versions in the register; the shell adds files and folders."""
    from click.shell_completion import CompletionItem

    from azkz_graph.register.release_register import read_register

    try:
        releases = read_register(open_project(project(context)).data)
    except UsageError:
        releases = ()
    found = [
        CompletionItem(release.version) for release in releases if release.version.startswith(incomplete)
    ]
    return found or [CompletionItem(incomplete, type="file")]


def entity_slugs(context: "click.Context", parameter: "click.Parameter", incomplete: str) -> list[str]:
    """Return the slugs of everything that has a name and one of the project's own IRIs."""
    from azkz_graph.graph.labels import labels
    from azkz_graph.store.memory_store import project_store
    from azkz_graph.vocabulary import ID

    try:
        nodes = {node.value for _, node in labels(project_store(open_project(project(context))))}
    except UsageError:
        return []
    slugs = {node.removeprefix(ID) for node in nodes if node.startswith(ID)}
    return sorted(slug for slug in slugs if slug.startswith(incomplete))


def citable(context: "click.Context", parameter: "click.Parameter", incomplete: str) -> list[str]:
    """Return the dataset, the saved queries, and the slugs of everything; behind an option of a query, its values."""
    queries = query_names(context, parameter, incomplete)
    if context.params.get(parameter.name or ""):
        return queries
    whole = ["dataset"] if "dataset".startswith(incomplete) else []
    return [*whole, *queries, *entity_slugs(context, parameter, incomplete)]


def style_names(context: "click.Context", parameter: "click.Parameter", incomplete: str) -> list[str]:
    """Return the styles of citations."""
    from azkz_graph.about.citation_styles import STYLES

    return [style for style in STYLES if style.startswith(incomplete)]

"""The command `azkz verify`."""

from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import click
from pyoxigraph import Store

from azkz_graph.ask.query_citation import DIGEST, CitedAnswer, check_answers, cited_answers
from azkz_graph.cli.completers import version_names
from azkz_graph.cli.options import HELP, RELEASES, patience, with_server
from azkz_graph.dataset.project import open_project
from azkz_graph.http.credentials import Sources
from azkz_graph.problem import UsageError
from azkz_graph.register.release_register import VERSION
from azkz_graph.sparql.query_file import QueryFile
from azkz_graph.store.memory_store import project_store
from azkz_graph.text.counts import counted
from azkz_graph.text.safe_text import printable
from azkz_graph.versions.file_damage import FORMATS, Damage
from azkz_graph.versions.known_releases import URL, Places, find_entry, open_places
from azkz_graph.versions.published_table import TABLES
from azkz_graph.versions.release_store import open_release_store, read_saved_query
from azkz_graph.versions.release_verification import Verdict
from azkz_graph.versions.verified_target import verify as verify_target

MOST_BYTES: Final = 1 << 20
"""The most bytes of a file in which citations are looked for."""


@click.command("verify", context_settings=HELP, epilog="Example: azkz verify azkz.ttl")
@click.argument("target", metavar="VERSION | FILE | FOLDER | URL", shell_complete=version_names)
@RELEASES
@with_server
@patience(60)
@click.pass_obj
def verify(
    folder: Path | None,
    target: str,
    releases: Path | None,
    user: str | None,
    password_file: Path | None,
    token_file: Path | None,
    over_http: bool,
    size: int,
    timeout: float,
) -> int:
    """Say whether files are as they were published, and what happened to them if not.

    It takes a version, a file of a release, its folder or archive, the URL of one of these, or a file with citations of
    answers, which are asked for again. The exit status is 0 if everything is as published, else 1.
    """
    sources = Sources(user, password_file, token_file, over_http)
    places = open_places(open_project(folder), releases, [target], sources, timeout, size)
    if cited := read_citations(Path(target)):
        return verify_answers(cited, places)
    verdict = verify_named(target, places)
    for finding in verdict.findings:
        click.echo(printable(f"{finding.file}: {finding.damage}: {finding.what}"))
    for line in verdict.compared:
        click.echo(printable(f"compared: {line}"), err=True)
    is_open = all(each.damage in (Damage.UNKNOWN, Damage.WRITTEN_AGAIN) for each in verdict.findings)
    click.echo(
        "as published" if verdict.is_good else "cannot be told" if is_open else "not as published", err=True
    )
    return 0 if verdict.is_good else 1


def verify_answers(cited: Sequence[CitedAnswer], places: Places) -> int:
    """Ask again for what is cited; 1 if an answer is not that of its version."""
    project = places.project

    def open_version(version: str, name: str) -> tuple[Store, QueryFile] | None:
        with suppress(UsageError):
            query = read_saved_query(version, places, name)
            return (open_release_store(version, places), query) if query else None
        return None

    checked = list(check_answers(project_store(project), project.queries, cited, open_version))
    for each in checked:
        if each.sentence:
            click.echo(printable(each.sentence))
    right = sum(each.is_right for each in checked)
    click.echo(f"{right:,} of {counted(len(cited), 'cited answer is', 'cited answers are')} right", err=True)
    return int(right < len(cited))


def read_citations(path: Path) -> list[CitedAnswer]:
    """Return the answers that a text cites; none if the file is missing or no such text."""
    if not path.is_file() or path.stat().st_size > MOST_BYTES or path.suffix.lower() in (*FORMATS, *TABLES):
        return []
    text = path.read_bytes().decode(errors="replace")
    return cited_answers(text) if DIGEST.search(text) else []


def verify_named(target: str, places: Places) -> Verdict:
    """Verify what a user names, which is fetched first if it is elsewhere."""
    if VERSION.fullmatch(target):
        return verify_target(places.releases / find_entry(target, places).archive, places)
    if not URL.match(target):
        return verify_target(Path(target), places)
    from azkz_graph.versions.download import download

    assert places.client is not None, "a client is given where URLs are"
    with TemporaryDirectory() as folder:
        return verify_target(download(target, places.client, Path(folder), whole=True), places)

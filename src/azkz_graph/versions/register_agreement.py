"""Agreement of the register with the archives of its releases, as far as these are at hand."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Final

from azkz_graph.check.earlier_releases import EarlierReleases
from azkz_graph.dataset.project import Project
from azkz_graph.problem import Place, Problem, Severity, UsageError
from azkz_graph.register.published_contents import Identifier
from azkz_graph.register.release_history import Edition
from azkz_graph.register.release_register import FOLDER, VERSION, RegisteredRelease, read_register
from azkz_graph.versions.release_archive import open_release
from azkz_graph.versions.release_contents import release_contents

MOST_NAMED: Final = 3
"""How many identifiers or paths a message names."""


def refuse_lost_rows(project: Project, version: str, archives: Path) -> None:
    """Refuse a register whose table of releases lacks one that left an entry or an archive.

    `archives` is the folder that the archive is written to. A killed release leaves the archive of the `version` that
    is made, but no entry.

    Raises:
        UsageError: it is so.
    """
    register, rows = project.data / FOLDER, read_register(project.data)
    versions = {row.version for row in rows}
    names = {f"azkz-{version}.zip", *(row.archive for row in rows)}
    lost = [path for path in register.glob("*") if path.is_dir() and path.name not in versions]
    for folder in archive_folders(project, archives):
        lost += (path for path in folder.glob("azkz-*.zip") if path.name not in names)
    if lost := sorted(
        path for path in lost if VERSION.fullmatch(path.name.removeprefix("azkz-").removesuffix(".zip"))
    ):
        raise UsageError(
            f"{register / 'releases.tsv'} has no row for {first_of(map(str, lost))}; restore releases.tsv from version "
            "control, or remove what was never released"
        )


def register_disagreements(earlier: EarlierReleases, archives: Path) -> Iterator[Problem]:
    """Yield each entry of the register that differs from what the archive of its release holds.

    Digests are not compared, for another version of the program may have computed them. An archive that is not at hand
    is passed over.
    """
    project = earlier.dataset.project
    rows = {row.version: row for row in read_register(project.data)}
    for edition in earlier.history:
        row = rows[edition.version]
        for folder in archive_folders(project, archives):
            if (path := folder / row.archive).is_file():
                yield from entry_disagreements(edition, row, path, project.data / FOLDER)


def archive_folders(project: Project, archives: Path) -> set[Path]:
    """Return the folders where archives of a project lie: its own, and the one that a release is written to."""
    return {(project.root / "releases").resolve(), archives.resolve()}


def entry_disagreements(
    edition: Edition, row: RegisteredRelease, path: Path, register: Path
) -> Iterator[Problem]:
    """Yield in what an entry disagrees with an archive."""
    if hashlib.sha256(path.read_bytes()).hexdigest() != row.sha256:
        what = f"{path} is not the archive of {row.version} that the register has"
        yield error(
            register / "releases.tsv", what, "put back the archive that was released, or the register"
        )
        return
    release = open_release(path)
    if (row.version, row.issued) != (release.version, release.issued):
        what = (
            f"{path.name} is {release.version} of {release.issued}, and its row {row.version} of {row.issued}"
        )
        yield error(register / "releases.tsv", what, "put back the row as it was released")
    held = release_contents(release)
    tables = (
        (
            "identifiers.tsv",
            without_digests(edition.contents.identifiers),
            without_digests(held.identifiers),
        ),
        ("facts.tsv", edition.contents.facts, held.facts),
    )
    for name, stated, true in tables:
        if differing := sorted(
            iri for iri in stated.keys() | true.keys() if stated.get(iri) != true.get(iri)
        ):
            what = f"the entry differs from {path.name} in {first_of(differing)}"
            yield error(register / row.version / name, what, "put back the file as it was released")


def without_digests(identifiers: Mapping[str, Identifier]) -> Mapping[str, object]:
    """Return what is said of identifiers by their IRIs, without the digests."""
    return {iri: replace(each, digest="") for iri, each in identifiers.items()}


def first_of(names: Iterable[str]) -> str:
    """Return the first names of a list, and how many more there are."""
    all_names = [*names]
    more = f" and {len(all_names) - MOST_NAMED} more" if len(all_names) > MOST_NAMED else ""
    return f"{', '.join(all_names[:MOST_NAMED])}{more}"


def error(path: Path, what: str, mend: str) -> Problem:
    """Build the problem of a file of the register."""
    return Problem(Place(path, 1), Severity.ERROR, "register", what, mend)

"""Versions of a dataset that are known: those of the register, those whose archives are there, and the current one."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from azkz_graph.dataset.dataset_record import DatasetRecord
from azkz_graph.dataset.project import Project
from azkz_graph.problem import UsageError
from azkz_graph.register.release_register import FOLDER, RegisteredRelease, read_register, version_number
from azkz_graph.versions.release_archive import StoredRelease, find_releases


@dataclass(frozen=True)
class KnownVersion:
    """A version, the date of its release as YYYY-MM-DD, and its archive if it is there."""

    version: str
    issued: str
    release: StoredRelease | None = None


def known_versions(
    record: DatasetRecord, registered: Iterable[RegisteredRelease], stored: Iterable[StoredRelease] = ()
) -> tuple[KnownVersion, ...]:
    """Return all versions by their number; the current one is the record's, if it gives a version and a date."""
    found = {each.version: KnownVersion(each.version, each.issued) for each in registered}
    if version_number(record.version) and is_date(record.issued):
        found.setdefault(record.version, KnownVersion(record.version, record.issued))
    found |= {each.version: KnownVersion(each.version, each.issued, each) for each in stored}
    return tuple(sorted(found.values(), key=lambda each: version_number(each.version)))


def find_archives(project: Project, folder: Path | None) -> tuple[StoredRelease, ...]:
    """Return the releases in a folder, by default the project's own `releases/`, if it has one, the oldest first.

    Raises:
        UsageError: the folder is missing, or a release in it is no release, has no version or date, or is not the one
            in the register.
    """
    own = project.root / "releases"
    if folder is None and not own.is_dir():
        return ()
    found = find_releases(folder or own)
    registered = {each.version: each for each in read_register(project.data)}
    for release in found:
        if not version_number(release.version) or not is_date(release.issued):
            raise UsageError(
                f"{release.path} says {release.version!r} is its version and {release.issued!r} its date, "
                "and a release has both; fetch it again"
            )
        if release.version in registered and release.path.is_file():
            refuse_other_archive(release.path, registered[release.version], project.data)
    return found


def refuse_other_archive(path: Path, registered: RegisteredRelease, data: Path) -> None:
    """Refuse an archive that is not the one that the register has.

    Raises:
        UsageError: its SHA-256 is another.
    """
    if hashlib.sha256(path.read_bytes()).hexdigest() != registered.sha256:
        register = data / FOLDER / "releases.tsv"
        raise UsageError(
            f"{path} is not the archive of {registered.version} whose SHA-256 is in {register}; fetch it again"
        )


def is_date(text: str) -> bool:
    """Return whether a text is a date such as 2026-11-22.

    >>> is_date("2026-11-22"), is_date("20261122"), is_date("2026-02-30")
    (True, False, False)
    """
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False

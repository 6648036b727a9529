"""Releases that a project knows: those in its register, and those in the folder of archives."""

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from azkz_graph.dataset.project import Project
from azkz_graph.problem import UsageError
from azkz_graph.register.release_register import FOLDER, RegisteredRelease, read_register

if TYPE_CHECKING:
    from azkz_graph.http.credentials import Sources
    from azkz_graph.http.http_client import Client

URL: Final = re.compile(r"https?://", re.IGNORECASE)
"""How the addresses of versions that are elsewhere begin."""


@dataclass(frozen=True)
class Places:
    """Where versions are looked for: the project with its register, the folder of archives, and a client for URLs."""

    project: Project
    releases: Path
    client: "Client | None" = None


def open_places(
    project: Project,
    releases: Path | None = None,
    named: Iterable[str] = (),
    sources: "Sources | None" = None,
    seconds: float = 60,
    size: int = 256,
) -> Places:
    """Return where versions of these names are looked for, with a client if some are URLs.

    `releases` is by default the project's own folder of archives. An answer takes at most so many seconds, and has at
    most `size` MiB.

    Raises:
        UsageError: a URL is none, or a secret is missing.
    """
    client = None
    if urls := [name for name in named if URL.match(name)]:
        from azkz_graph.http.credentials import Sources, check_url, secrets
        from azkz_graph.http.http_client import MEBIBYTE, Client

        known = secrets(sources or Sources(), [*map(check_url, urls)])
        client = Client(known, seconds, size=size * MEBIBYTE)
    return Places(project, project.root / "releases" if releases is None else releases, client)


def find_release(version: str, places: Places) -> Path | None:
    """Return the archive or folder of a version's release; None if it is not where releases are.

    Raises:
        UsageError: the archive is not the one in the register, or the folder of archives cannot be read.
    """
    for registered in read_register(places.project.data):
        path = places.releases / registered.archive
        if registered.version == version and path.is_file():
            if hashlib.sha256(path.read_bytes()).hexdigest() != registered.sha256:
                register = places.project.data / FOLDER / "releases.tsv"
                raise UsageError(
                    f"{path} is not the archive of {version} whose SHA-256 is in {register}; fetch it again"
                )
            return path
    if not places.releases.is_dir():
        return None
    from azkz_graph.versions.release_archive import find_releases

    stored = find_releases(places.releases)
    return next((release.path for release in stored if release.version == version), None)


def find_archive(version: str, places: Places) -> Path:
    """Return the archive or folder of a version's release.

    Raises:
        UsageError: there is no such version, or its release is not where releases are.
    """
    if path := find_release(version, places):
        return path
    what = f"{find_entry(version, places).archive}, the archive of {version}, is not in {places.releases}"
    raise UsageError(f"{what}; put it there, or name its folder by --releases")


def find_entry(version: str, places: Places) -> RegisteredRelease:
    """Return the register's entry of a version.

    Raises:
        UsageError: there is none.
    """
    for registered in read_register(places.project.data):
        if registered.version == version:
            return registered
    raise UsageError(f"there is no version {version}; there are: {list_versions(places)}")


def list_versions(places: Places) -> str:
    """Return the versions that there are, in words."""
    from azkz_graph.versions.release_archive import find_releases, number

    found = {registered.version for registered in read_register(places.project.data)}
    if places.releases.is_dir():
        found |= {release.version for release in find_releases(places.releases)}
    return ", ".join(sorted(found, key=number)) or "none yet"

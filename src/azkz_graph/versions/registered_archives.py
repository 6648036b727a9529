"""Archives of a project's releases, each the one that the register has."""

import hashlib
from collections.abc import Iterable, Mapping
from pathlib import Path

from azkz_graph.dataset.project import Project
from azkz_graph.problem import UsageError
from azkz_graph.register.release_register import FOLDER, RegisteredRelease, read_register
from azkz_graph.versions.release_archive import StoredRelease, find_releases


def find_archives(project: Project, folder: Path | None) -> Mapping[str, StoredRelease]:
    """Return the releases of a project in a folder by their versions.

    By default that is `releases/` of the project, if there is one.

    Raises:
        UsageError: one of them cannot be used.
    """
    own = project.root / "releases"
    if folder is None and not own.is_dir():
        return {}
    return find_stored(folder or own, read_register(project.data), project.data)


def find_stored(
    folder: Path, registered: Iterable[RegisteredRelease], data: Path
) -> Mapping[str, StoredRelease]:
    """Return the releases in a folder by their versions.

    Raises:
        UsageError: one of them cannot be read, is not in the register, or is not what the register says.
    """
    known = {release.version: release for release in registered}
    register = data / FOLDER / "releases.tsv"
    found = {release.version: release for release in find_releases(folder)}
    for version, release in found.items():
        if version not in known:
            raise UsageError(
                f"{release.path} is version {version}, which {register} does not have; "
                "release it with azkz release, or take it out of the folder"
            )
        if release.path.is_file() and file_digest(release.path) != known[version].sha256:
            raise UsageError(
                f"{release.path} is not the archive of {version} whose SHA-256 is in {register}; fetch it again"
            )
    return found


def file_digest(path: Path) -> str:
    """Return the SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()

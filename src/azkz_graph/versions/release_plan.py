"""Plan of a release, which is carried out whole or not at all: archive, entry in the register, change log."""

import hashlib
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Final

from azkz_graph.check.earlier_releases import EarlierReleases
from azkz_graph.dataset.project import Project
from azkz_graph.disk.atomic_file import write_whole
from azkz_graph.disk.atomic_folder import MANIFEST, SUMS, add_files, only_one, publish, tidy
from azkz_graph.export.dataset_files import can_write_parquet
from azkz_graph.export.release import release
from azkz_graph.export.release_folder import refuse_authored_folders
from azkz_graph.problem import UsageError, lack
from azkz_graph.register.release_register import (
    FOLDER,
    RegisteredRelease,
    entry_files,
    read_register,
    releases_file,
)
from azkz_graph.register.withdrawals import find_withdrawals
from azkz_graph.routes.version_paths import version_iri
from azkz_graph.versions.change_log import change_section, first_section, with_section
from azkz_graph.versions.release_archive import archive_bytes, open_release
from azkz_graph.versions.release_refusals import changes_since_last
from azkz_graph.versions.version_difference import Difference
from azkz_graph.versions.version_source import Version

CHANGE_LOG: Final = "CHANGES.md"
"""The change log in the folder of the register."""


@dataclass(frozen=True)
class ReleasePlan:
    """What a release writes: its archive, and the files of the register by their paths in its folder.

    `before` is the register as it was when the plan was made; `difference` is None for the first release. There are no
    files of the register, and no archive, if the version was released before.
    """

    project: Project
    row: RegisteredRelease
    before: tuple[RegisteredRelease, ...]
    difference: Difference | None
    archive: bytes
    register: Mapping[PurePosixPath, bytes]

    @property
    def is_released(self) -> bool:
        """Return whether the register has the version."""
        return not self.register


def plan_release(earlier: EarlierReleases) -> ReleasePlan:
    """Return the plan of a release of a dataset against which nothing speaks.

    Raises:
        UsageError: a format cannot be written, or the change log cannot be read.
    """
    dataset = earlier.dataset
    before = read_register(dataset.project.data)
    if not earlier.current.version:
        return ReleasePlan(dataset.project, before[-1], before, None, b"", {})
    if not can_write_parquet():
        raise lack("facts.parquet, which every release has,", "pyarrow", "parquet")
    made, (version, issued, contents) = release(dataset), earlier.current
    name = f"azkz-{version}"
    archive = archive_bytes(name, made.contents(), issued)
    row = RegisteredRelease(version, issued, f"{name}.zip", hashlib.sha256(archive).hexdigest())
    difference = difference_from_last(earlier)
    if difference is None:
        section = first_section(
            version, issued, ", ".join(f"{n:,} {word}" for word, n in made.counts.items())
        )
    else:
        withdrawn = [
            each for each in find_withdrawals(dataset).values() if each.version == version and each.reasons
        ]
        section = change_section(version, issued, difference, withdrawn)
    files = {
        **entry_files(contents, row),
        PurePosixPath("releases.tsv"): releases_file([*before, row]),
        PurePosixPath(CHANGE_LOG): with_section(read_log(dataset.project), section).encode(),
    }
    return ReleasePlan(dataset.project, row, before, difference, archive, files)


def difference_from_last(earlier: EarlierReleases) -> Difference | None:
    """Return how the dataset differs from the last release; None if there is none."""
    if not earlier.history:
        return None
    last, current = earlier.history[-1], earlier.current
    old = Version(last.version, version_iri(last.version), last.contents)
    new = Version(current.version or "the project", version_iri(current.version), current.contents)
    return Difference(old, new, changes_since_last(earlier))


def read_log(project: Project) -> str:
    """Return the change log; empty if there is none.

    Raises:
        UsageError: it cannot be read.
    """
    path = project.data / FOLDER / CHANGE_LOG
    try:
        return path.read_text(encoding="utf-8") if path.exists() else ""
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{path} cannot be read ({error}); restore it, or remove it") from None


def carry_out(plan: ReleasePlan, out: Path, files: Path) -> Path:
    """Write the archive into the folder `out`, enter it in the register, and unpack it into the folder `files`.

    The register is replaced in one step, which makes the version a release: until then, an archive is all that there
    is, and the same command goes on from there. Returns the archive's path.

    Raises:
        UsageError: the archive is there with other bytes, or it cannot be written.
    """
    for folder in (out, files):
        refuse_authored_folders(plan.project, folder)
    path, register = out / plan.row.archive, plan.project.data / FOLDER
    target = register
    try:
        with only_one(plan.project.data):
            tidy(register)
            if read_register(plan.project.data) != plan.before:
                raise UsageError("another release has been made meanwhile; run azkz release again")
            refuse_other_archive(path, plan)
            if not plan.is_released:
                refuse_other_archive(plan.project.root / "releases" / path.name, plan)
            if not plan.is_released:
                target = path
                out.mkdir(parents=True, exist_ok=True)
                write_archive(path, plan.archive)
                target = register
                add_files(plan.register, register)
    except OSError as error:
        where = error.filename or target
        raise UsageError(f"{where} cannot be written ({cause(error)}); nothing was released") from error
    publish(unpack(path), files)
    return path


def cause(error: OSError) -> str:
    """Return why the system refused; the copy of a folder has a cause for each file, of which the first is told."""
    return str(error.args[0][0][-1] if isinstance(error, shutil.Error) else error.strerror or error)


def write_archive(path: Path, data: bytes) -> None:
    """Write an archive, and remove what a killed release has left of one."""
    with only_one(path.parent):
        for left in path.parent.glob(".azkz.*.partial"):
            left.unlink()
        write_whole(path, data)


def refuse_other_archive(path: Path, plan: ReleasePlan) -> None:
    """Refuse an archive whose bytes are not those of the release, or that is missing though it was released.

    Raises:
        UsageError: it is so.
    """
    if not path.exists():
        if plan.is_released:
            raise UsageError(
                f"{path} is missing, though {plan.row.version} is released; put it back, or name its folder by --out"
            )
        return
    if hashlib.sha256(path.read_bytes()).hexdigest() != plan.row.sha256:
        what = f"{path} is there with other bytes"
        if plan.is_released:
            raise UsageError(f"{what} than the register says; put back the archive that was released")
        raise UsageError(f"{what}, and the register does not have it; remove it if it was never published")


def unpack(path: Path) -> Mapping[PurePosixPath, bytes]:
    """Return the files of an archive."""
    stored = open_release(path)
    return {PurePosixPath(name): stored.read(name) for name in (*stored.names(), MANIFEST, SUMS)}

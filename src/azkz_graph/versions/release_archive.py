"""Releases as one archive each: written the same way every time, and read without unpacking."""

import errno
import io
import json
import lzma
import re
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from pathlib import Path, PurePosixPath
from typing import Any, Final

from azkz_graph.disk.atomic_folder import MANIFEST
from azkz_graph.disk.safe_path import fault
from azkz_graph.problem import UsageError

NAME: Final = re.compile(r"(?P<name>[a-z0-9-]+)-(?P<version>[0-9]+\.[0-9]+\.[0-9]+)\.zip")
"""What an archive is called: the name of the dataset and its version."""

DAMAGE: Final = (
    OSError,
    EOFError,
    NotImplementedError,
    RuntimeError,
    lzma.LZMAError,
    zipfile.BadZipFile,
    zlib.error,
)
"""What is raised by archives that are damaged, or that this program does not read."""

MOST_BYTES: Final = 1 << 31
"""The most that the files of an archive may hold together, so that a small archive cannot fill the memory."""


@dataclass(frozen=True)
class StoredRelease:
    """A release in an archive, or in a folder that `azkz build` has written.

    `manifest` is the list of its files with what the record says: version, date, title.
    """

    path: Path
    manifest: Mapping[str, Any]

    @property
    def version(self) -> str:
        """Return the version."""
        return str(self.manifest.get("version", ""))

    @property
    def issued(self) -> str:
        """Return the date of the release."""
        return str(self.manifest.get("issued", ""))

    def names(self) -> tuple[str, ...]:
        """Return the paths of the files that the manifest lists."""
        return tuple(str(file["path"]) for file in self.manifest.get("files", ()))

    def present(self) -> tuple[str, ...]:
        """Return the paths of the files that are there."""
        if self.path.is_dir():
            return tuple(
                path.relative_to(self.path).as_posix()
                for path in sorted(self.path.rglob("*"))
                if path.is_file()
            )
        with zipfile.ZipFile(self.path) as archive:
            top = top_folder(archive, self.path)
            return tuple(
                sorted(name.removeprefix(top) for name in archive.namelist() if not name.endswith("/"))
            )

    def size(self, name: str) -> int:
        """Return how many bytes a file of the release has; 0 if it is not there, or the release cannot be read."""
        try:
            if self.path.is_dir():
                return (self.path / name).stat().st_size
            with zipfile.ZipFile(self.path) as archive:
                return archive.getinfo(f"{top_folder(archive, self.path)}{name}").file_size
        except (OSError, KeyError, zipfile.BadZipFile, NotImplementedError, UsageError):
            return 0

    def read(self, name: str) -> bytes:
        """Return a file of the release.

        Raises:
            UsageError: there is none, or it cannot be read.
        """
        if what := fault(name):
            raise UsageError(f"{name!a} {what}; name a file of {self.path}")
        try:
            if self.path.is_dir():
                return read_regular(self.path / name)
            with zipfile.ZipFile(self.path) as archive:
                return archive.read(f"{top_folder(archive, self.path)}{name}")
        except KeyError:
            raise UsageError(f"{self.path} has no {name}") from None
        except DAMAGE as error:
            raise UsageError(f"{name} of {self.path} cannot be read ({error}); fetch it again") from None


def open_release(path: Path) -> StoredRelease:
    """Open a release in an archive or folder.

    Raises:
        UsageError: it is none, or its manifest cannot be read.
    """
    if not path.is_dir():
        refuse_large(path)
    text = StoredRelease(path, {}).read(MANIFEST)
    try:
        manifest = json.loads(text)
    except (ValueError, RecursionError):
        manifest = None
    files = manifest.get("files") if isinstance(manifest, dict) else None
    if not isinstance(files, list) or not files or not all(map(is_entry, files)):
        raise UsageError(f"{MANIFEST} of {path} lists no files; fetch the release again")
    if not isinstance(manifest.get("version", ""), str):
        raise UsageError(f"{MANIFEST} of {path} names no version; fetch the release again")
    return StoredRelease(path, manifest)


def is_entry(file: object) -> bool:
    """Return whether it is a file as a manifest lists one."""
    return isinstance(file, dict) and isinstance(file.get("path"), str)


def read_regular(path: Path) -> bytes:
    """Return what a regular file holds; a pipe or a device would not end.

    Raises OSError if it is none, or larger than files of releases are.
    """
    if path.exists() and not path.is_file():
        raise OSError(errno.EINVAL, "it is not a file")
    if path.stat().st_size > MOST_BYTES:
        raise OSError(errno.EFBIG, f"it has more than {MOST_BYTES:,} bytes")
    return path.read_bytes()


def find_releases(folder: Path) -> tuple[StoredRelease, ...]:
    """Return the releases whose archives or folders lie in a folder, the oldest first.

    Raises:
        UsageError: the folder is missing, or a release in it cannot be read.
    """
    if not folder.is_dir():
        raise UsageError(f"{folder} is not a folder; name one that holds archives of releases")
    paths = (
        path for path in sorted(folder.iterdir()) if NAME.fullmatch(path.name) or (path / MANIFEST).is_file()
    )
    releases = sorted(map(open_release, paths), key=lambda release: number(release.version))
    for first, second in pairwise(releases):
        if first.version == second.version:
            raise UsageError(f"{first.path} and {second.path} are both {first.version}; remove one of them")
    return tuple(releases)


def number(version: str) -> tuple[int, ...]:
    """Return the numbers of a version, by which versions are ordered.

    >>> number("1.10.0") > number("1.9.0")
    True
    """
    return tuple(int(part[:9]) for part in version[:100].split(".") if part.isdecimal())


def archive_bytes(name: str, files: Mapping[PurePosixPath, bytes], issued: str) -> bytes:
    """Return an archive that holds the files in a folder called `name`; the same files give the same bytes.

    The files have the date of the release, at noon.
    """
    day = date.fromisoformat(issued)
    sink = io.BytesIO()
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for path in sorted(files):
            entry = zipfile.ZipInfo(f"{name}/{path}", (day.year, day.month, day.day, 12, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o100644 << 16
            entry.create_system = 3
            archive.writestr(entry, files[path], compresslevel=9)
    return sink.getvalue()


def top_folder(archive: zipfile.ZipFile, path: Path) -> str:
    """Return the folder that holds all files of an archive, with a slash."""
    folders = {name.partition("/")[0] for name in archive.namelist()}
    if len(folders) != 1:
        raise UsageError(f"{path} is no archive of a release, whose files lie in one folder")
    return f"{folders.pop()}/"


def refuse_large(path: Path) -> None:
    """Refuse what is no archive, and an archive that would fill the memory.

    Raises:
        UsageError: it is missing, no archive, or too large.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            size = sum(entry.file_size for entry in archive.infolist())
    except (OSError, zipfile.BadZipFile, NotImplementedError) as error:
        raise UsageError(f"{path} is no archive of a release ({error}); fetch it again") from None
    if size > MOST_BYTES:
        raise UsageError(f"{path} holds {size:,} bytes, more than {MOST_BYTES:,}; no release is so large")

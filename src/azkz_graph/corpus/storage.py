"""Storage: a folder, or a prefix of an object store, whose files are read or written whole.

What is written appears under its name when it is whole: in a folder by renaming, in an object store by its
own rule.
"""

import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import IO, Any, Final
from urllib.parse import parse_qsl, unquote, urlsplit

from pyarrow import ArrowException
from pyarrow.fs import FileInfo, FileSelector, FileSystem, FileType, LocalFileSystem, SubTreeFileSystem

from azkz_graph.disk.safe_path import beside, fault, inside, make_inside
from azkz_graph.problem import UsageError

NAMES_ALONE: Final = frozenset({"abfs", "abfss", "gs", "gcs", "hdfs", "viewfs"})
"""The schemes of URIs in which what stands before `@` is a container or a user, and no key."""

SECRET: Final = re.compile(r"key|secret|token|passw|credential|signature|^sig$", re.IGNORECASE)
"""What is in the names of a URI's options that are secrets."""

FAILURE: Final = re.compile(r"AWS Error [A-Z_]+")
"""The kind of a failure, in Arrow's words."""


ONE_SLASH: Final = re.compile(r"([A-Za-z][A-Za-z0-9+.-]+):/")
"""How an address begins that lacks a slash; taken for a folder, it would be shown with the key that it may hold."""


@dataclass(frozen=True)
class Storage:
    """A folder by its path, or a prefix by a URI such as `s3://bucket/prefix`; names in it have slashes.

    Who may write to the storage chooses the names in it: one that leads out of it is refused wherever it occurs.
    Source of the URIs: https://arrow.apache.org/docs/python/filesystems.html.

    Raises:
        UsageError: the URI holds a secret, which every user of the machine could read.
    """

    uri: str

    def __post_init__(self) -> None:
        refuse_secrets(self.uri)

    @cached_property
    def files(self) -> FileSystem:
        """Return the file system that has the storage as its root.

        Raises:
            UsageError: no file system is known for the URI.
        """
        if "://" not in self.uri:
            refuse_undecodable(Path(self.uri).absolute())
            return SubTreeFileSystem(str(Path(self.uri).absolute()), LocalFileSystem())
        try:
            system, path = FileSystem.from_uri(self.uri)
        except (ValueError, ArrowException, OSError) as error:
            what = " ".join(str(error).split())
            raise UsageError(f"{self.uri} cannot be opened ({what}); correct the address") from None
        return SubTreeFileSystem(path, system)

    @property
    def folder(self) -> Path | None:
        """Return where the storage is on this machine's disks, if it is there."""
        local = isinstance(self.files.base_fs, LocalFileSystem)
        return Path(self.files.base_path) if local else None

    def entries(self, name: str = "", *, recursive: bool = False) -> list[FileInfo]:
        """Return what is in the folder of that name, by name; nothing if there is no such folder."""
        selector = FileSelector(name, allow_not_found=True, recursive=recursive)
        with self._asked():
            try:
                found = sorted(self.files.get_file_info(selector), key=lambda entry: str(entry.path))
            except UnicodeDecodeError:
                for path in Path(self.files.base_path, name).rglob("*"):
                    refuse_undecodable(path)
                raise
        if self.folder is None:
            # The keys of an object store may hold anything; a disk has no such names.
            for entry in found:
                self._checked(entry.path)
        return found

    def size(self, name: str) -> int | None:
        """Return the bytes of a file; None if there is none of that name."""
        with self._asked():
            found = self.files.get_file_info(self._checked(name))
        return int(found.size) if found.type == FileType.File else None

    def read(self, name: str) -> bytes:
        """Read a file; on a disk, raises OSError if it cannot be read."""
        with self._asked(), self.files.open_input_stream(self._checked(name)) as stream:
            return bytes(stream.read())

    @contextmanager
    def writing(self, name: str) -> Iterator[IO[bytes]]:
        """Yield a stream whose bytes become the file of that name, unless an error ends it."""
        if self.folder is None:
            with self._asked():
                self.files.create_dir(str(PurePosixPath(self._checked(name)).parent), recursive=True)
                with self.files.open_output_stream(name) as stream:
                    yield stream
            return
        path = make_inside(self.folder, name)
        # Two processes may write the same file at once, where one was taken for lost.
        partial = beside(path.with_name("azkz"), "partial")
        with partial.open("xb") as stream:
            try:
                yield stream
                stream.close()
                partial.replace(path)
            except BaseException:
                partial.unlink(missing_ok=True)
                raise

    def write(self, name: str, data: bytes) -> None:
        """Write a file."""
        with self.writing(name) as stream:
            stream.write(data)

    def remove(self, name: str) -> None:
        """Remove a folder with all that it holds, if it is there."""
        with self._asked():
            if self.files.get_file_info(self._checked(name)).type == FileType.Directory:
                self.files.delete_dir(name)

    @contextmanager
    def on_disk(self, *names: str) -> Iterator[Path]:
        """Yield a folder in which these folders lie with their files: the storage itself, or a temporary copy."""
        if self.folder is not None:
            yield self.folder
            return
        copy = Path(tempfile.mkdtemp(prefix="azkz-"))
        try:
            for name in names:
                self._fetch(name, copy)
            yield copy
        finally:
            shutil.rmtree(copy, ignore_errors=True)

    def _fetch(self, name: str, copy: Path) -> None:
        for entry in self.entries(name, recursive=True):
            if entry.type == FileType.File:
                make_inside(copy, entry.path).write_bytes(self.read(entry.path))

    @contextmanager
    def _asked(self) -> Iterator[None]:
        """Convert an object store's failure to one sentence; its own message may repeat a secret.

        Raises:
            UsageError: it does.
        """
        try:
            yield
        except OSError as error:
            if self.folder is not None:
                raise
            kind = FAILURE.search(str(error))
            what = kind[0] if kind else type(error).__name__
            raise UsageError(
                f"{self.uri} does not answer as it should ({what}); check that the store runs, that the address is "
                "right, and that the environment has its keys"
            ) from None

    def _checked(self, name: str) -> str:
        """Return the name, if it is that of a file in the storage.

        Raises:
            UsageError: it is not.
        """
        if self.folder is not None:
            inside(self.folder, name)
        elif (found := fault(name)) is not None:
            raise UsageError(f"{self.uri} holds {name!a}, which {found}; rename it, or remove it there")
        return name

    def __getstate__(self) -> dict[str, Any]:
        # Each process opens a connection of its own.
        return {"uri": self.uri}


def refuse_undecodable(path: Path) -> None:
    """Refuse a path that Arrow does not take, because it is not UTF-8.

    Raises:
        UsageError: it is not.
    """
    try:
        str(path).encode()
    except UnicodeEncodeError:
        raise UsageError(f"{str(path)!a} has a name that is not UTF-8; rename it") from None


def refuse_secrets(uri: str) -> None:
    """Refuse a URI that holds a name and a password, or a key, without repeating it.

    Raises:
        UsageError: it does.
    """
    scheme, separator, rest = uri.partition("://")
    if not separator:
        if slip := ONE_SLASH.match(uri):
            raise UsageError(
                f"an address begins with {slip[1]}:// and two slashes, a folder with ./ or /; write so"
            )
        return
    try:
        parts = urlsplit(uri)
    except ValueError:
        holds = "@" in rest
    else:
        user, at, host = parts.netloc.rpartition("@")
        options = parse_qsl(parts.query, keep_blank_values=True)
        holds = (
            bool(at and (parts.scheme not in NAMES_ALONE or ":" in unquote(user)))
            # A key may have a slash, so that the name of the store ends before `@`; a bucket has no port.
            or (parts.scheme == "s3" and ":" in unquote(host))
            or any(SECRET.search(name) or "@" in value for name, value in options)
        )
    if holds:
        raise UsageError(
            f"an address {scheme}:// holds a name, a password or a key, which others could read; leave it out, and "
            "set it in the environment, for S3 as AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or name AWS_PROFILE"
        )

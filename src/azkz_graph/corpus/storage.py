"""A folder, or a prefix of an object store, in; its files, each read or written whole, out.

What is written appears under its name when it is whole: in a folder by renaming, in an object store by its own rule.
"""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import IO, Any

from pyarrow import ArrowException
from pyarrow.fs import FileInfo, FileSelector, FileSystem, FileType, LocalFileSystem, SubTreeFileSystem

from azkz_graph.problem import UsageError


@dataclass(frozen=True)
class Storage:
    """A folder by its path, or a prefix by a URI such as `s3://bucket/prefix`; names in it have slashes.

    Source of the URIs: https://arrow.apache.org/docs/python/filesystems.html.
    """

    uri: str

    @cached_property
    def files(self) -> FileSystem:
        """The file system that has the storage as its root.

        Raises:
            UsageError: no file system is known for the URI.
        """
        if "://" not in self.uri:
            return SubTreeFileSystem(str(Path(self.uri).absolute()), LocalFileSystem())
        try:
            system, path = FileSystem.from_uri(self.uri)
        except (ValueError, ArrowException, OSError) as error:
            what = " ".join(str(error).split())
            raise UsageError(f"{self.uri} cannot be opened ({what}); correct the address") from None
        return SubTreeFileSystem(path, system)

    @property
    def folder(self) -> Path | None:
        """Where the storage is on this machine's disks, if it is there."""
        local = isinstance(self.files.base_fs, LocalFileSystem)
        return Path(self.files.base_path) if local else None

    def entries(self, name: str = "", *, recursive: bool = False) -> list[FileInfo]:
        """What is in the folder of that name, by name; nothing if there is no such folder."""
        selector = FileSelector(name, allow_not_found=True, recursive=recursive)
        return sorted(self.files.get_file_info(selector), key=lambda entry: str(entry.path))

    def size(self, name: str) -> int | None:
        """The bytes of a file; None if there is none of that name."""
        found = self.files.get_file_info(name)
        return int(found.size) if found.type == FileType.File else None

    def read(self, name: str) -> bytes:
        """What a file holds; raises OSError if it cannot be read."""
        with self.files.open_input_stream(name) as stream:
            return bytes(stream.read())

    @contextmanager
    def writing(self, name: str) -> Iterator[IO[bytes]]:
        """Gives a stream whose bytes become the file of that name, unless an error ends it."""
        self.files.create_dir(str(PurePosixPath(name).parent), recursive=True)
        if self.folder is None:
            with self.files.open_output_stream(name) as stream:
                yield stream
            return
        # Two processes may write the same file at once, where one was taken for lost.
        partial = f"{name}.{os.getpid()}.partial"
        try:
            with self.files.open_output_stream(partial) as stream:
                yield stream
            (self.folder / partial).replace(self.folder / name)
        except BaseException:
            (self.folder / partial).unlink(missing_ok=True)
            raise

    def write(self, name: str, data: bytes) -> None:
        """Write a file."""
        with self.writing(name) as stream:
            stream.write(data)

    def remove(self, name: str) -> None:
        """Remove a folder with all that it holds, if it is there."""
        if self.files.get_file_info(name).type == FileType.Directory:
            self.files.delete_dir(name)

    @contextmanager
    def on_disk(self, *names: str) -> Iterator[Path]:
        """Gives a folder in which these folders lie with their files: the storage itself, or a copy for the while."""
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
                (copy / entry.path).parent.mkdir(parents=True, exist_ok=True)
                (copy / entry.path).write_bytes(self.read(entry.path))

    def __getstate__(self) -> dict[str, Any]:
        # A connection is opened anew in each process.
        return {"uri": self.uri}

"""Files that are written whole or not at all."""

import errno
import os
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO, Final

from azkz_graph.disk.open_file import descriptor, find_open_file
from azkz_graph.disk.safe_path import beside, follow_links

FIXED: Final = frozenset({errno.EBUSY, errno.EXDEV, errno.EACCES, errno.EPERM, errno.EROFS})
"""What systems answer where a file may be written, but no other may take its place, as with a mounted file."""


def write_whole(path: Path, content: bytes) -> None:
    """Write `content` to `path` in one step: whenever the program dies, readers see all of it or the old file.

    What is no regular file, such as a pipe, and what a process has open, such as /dev/stdout, is written to as it is.
    A file whose place no other may take is overwritten; if that fails, it gets its old content back. Any other is
    replaced, so another hard link to it keeps what it held: it may be a backup.

    Raises:
        UsageError: the path is a link that somebody else may have planted.
        OSError: the file cannot be written; what was there is untouched.
    """
    whole = follow_links(path)
    if stream := open_stream(path):
        with stream:
            stream.write(content)
        return
    try:
        replace_file(whole, content)
    except OSError as error:
        if error.errno not in FIXED or not os.access(whole, os.W_OK):
            raise
        overwrite(whole, content)


def open_stream(path: Path) -> BinaryIO | None:
    """Open what is written to and never replaced; return None for a regular file, and where nothing is."""
    # To open standard output by its name would empty the file that it goes to.
    if (number := descriptor(path)) is not None:
        return open(number, "wb", closefd=False)
    if find_open_file(path):
        return path.open("ab")
    return path.open("wb") if path.exists() and not path.is_file() else None


def replace_file(path: Path, content: bytes) -> None:
    """Write a file beside the path, with the owner and rights of the one that is there, and give it its place."""
    # The name is short, whatever the file's own.
    partial = beside(path.with_name("azkz"), "partial")
    # What is there already, even a link, is refused, and is not ours to remove.
    with partial.open("xb") as file:
        try:
            if path.exists():
                found = path.stat()
                with suppress(PermissionError):
                    os.fchown(file.fileno(), found.st_uid, found.st_gid)
                os.fchmod(file.fileno(), found.st_mode & 0o7777)
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
            partial.replace(path)
        except BaseException:
            partial.unlink(missing_ok=True)
            raise


def overwrite(path: Path, content: bytes) -> None:
    """Write over what the file holds, and restore it if that fails."""
    with path.open("r+b", buffering=0) as file:
        former = file.read()
        try:
            fill(file, content)
        except BaseException:
            fill(file, former)
            raise


def fill(file: BinaryIO, content: bytes) -> None:
    """Make the content all that an unbuffered file holds."""
    file.seek(0)
    left = memoryview(content)
    while left:
        left = left[file.write(left) :]
    file.truncate()
    os.fsync(file.fileno())

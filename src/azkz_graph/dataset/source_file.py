"""Authored files as text, or what keeps them from being read."""

import errno
import os
import re
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

from azkz_graph.disk.compressed_file import COMPRESSED, CompressionError, decompressed, without_compression
from azkz_graph.disk.foreign_traces import is_editor_trace, is_second_copy
from azkz_graph.problem import Place, Problem, Severity
from azkz_graph.sparql.query_keywords import BYTE_ORDER_MARK

REASONS: Mapping[int, tuple[str, str]] = {
    errno.ENOENT: ("the file is missing", "add it"),
    errno.EISDIR: ("this is a folder", "put a file of this name in its place"),
    errno.EACCES: ("you may not read the file", "give yourself permission to read it"),
    errno.ELOOP: ("the link leads back to itself", "put the file in its place"),
}
"""Why a file cannot be read, and how to mend it, by the system's error number."""


def source_paths(folder: Path, pattern: str) -> list[Path]:
    """Return the authored files of a folder that have the pattern, sorted.

    What an editor left is not among them, nor a second copy of a file: `find_second_copies` tells of these.
    """
    paths = sorted(path for path in folder.glob(pattern) if not is_editor_trace(path.name))
    return [path for path in paths if not is_second_copy(path)]


def stored_path(path: Path) -> Path:
    """Return where an authored file is: at its path, or compressed, with the suffix of the compression behind it."""
    places = (path, *(path.with_name(path.name + suffix) for suffix in COMPRESSED))
    return next((place for place in places if place.exists()), path)


def turtle_paths(folder: Path) -> list[Path]:
    """Return the authored Turtle files of a folder, compressed or not, sorted."""
    return [path for path in source_paths(folder, "*") if without_compression(path).suffix == ".ttl"]


def find_second_copies(folder: Path, pattern: str, suffixes: Collection[str]) -> Iterator[Problem]:
    """Yield a problem for each second copy of an authored file that a program has made in the folder.

    `suffixes` are those of authored files, which may be compressed.
    """
    for path in sorted(folder.glob(pattern)):
        is_authored = without_compression(path).suffix in suffixes and not is_editor_trace(path.name)
        if is_authored and is_second_copy(path):
            mend = "put what is right in it into the file that it is a copy of, and remove it"
            yield error(
                path, 1, "second-copy", "this is a second copy of a file, in which something may differ", mend
            )


def read_file(path: Path) -> tuple[str | None, tuple[Problem, ...]]:
    """Read a text without its byte order mark, None if it cannot be read, and the problems of the file.

    What is compressed is decompressed.
    Source of the rule that an authored file is in UTF-8: https://www.w3.org/TR/turtle/#sec-mime.
    """
    try:
        data = file_bytes(path)
    except OSError as fault:
        reason = REASONS.get(fault.errno or 0, (f"the file cannot be read ({fault.strerror})", "replace it"))
        return None, (error(path, 1, "file", *reason),)
    except CompressionError as fault:
        return None, (error(path, 1, "file", fault.what, fault.mend),)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as fault:
        return None, (describe_encoding_fault(path, fault),)
    if text.startswith(BYTE_ORDER_MARK):
        what = "the file begins with a byte order mark"
        return text[1:], (error(path, 1, "byte-order-mark", what, "save it as UTF-8 without one"),)
    return text, ()


def file_bytes(path: Path) -> bytes:
    """Read what the file holds, decompressed.

    Raises:
        OSError: it is missing or no regular file (reading a pipe never ends).
        CompressionError: it cannot be decompressed.
    """
    if path.exists() and not path.is_file():
        raise (
            OSError(errno.EISDIR, os.strerror(errno.EISDIR))
            if path.is_dir()
            else OSError(0, "it is not a file")
        )
    with path.open("rb") as stored:
        return b"".join(decompressed(stored, path))


def describe_encoding_fault(path: Path, fault: UnicodeDecodeError) -> Problem:
    """Build the problem that the bytes are not UTF-8, at the line of the first such byte."""
    line = len((fault.object[: fault.start] + b".").splitlines())
    found = fault.object[fault.start : fault.start + 3].hex(" ").upper()
    if re.fullmatch("ED [AB]. ..", found):
        what, mend = f"the bytes {found} are half of a surrogate pair", "write the character itself"
    else:
        what, mend = f"the byte {found[:2]} is not UTF-8", "save the file as UTF-8"
    return error(path, line, "encoding", what, mend)


def error(path: Path, line: int, code: str, what: str, mend: str) -> Problem:
    """Build a problem that prevents any build."""
    return Problem(Place(path, line), Severity.ERROR, code, what, mend)

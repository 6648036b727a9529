"""Compressed files: gzip, bzip2 and Zstandard, which the first bytes of a file tell.

The libraries are loaded when a file needs them, because most files need none.
"""

import io
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import IO, Any, Final

COMPRESSED: Final = (".gz", ".bz2", ".zst")
"""The suffixes that may stand behind another one; whether a file is compressed, its first bytes say."""

START: Final = 64 * 1024
"""How many bytes are looked at to find out what a file is, and how many are decompressed at once."""

EXPANSION: Final = 1000
HARMLESS: Final = 64 * 1024 * 1024
"""How many times its size a compressed file may have when it is decompressed, if it has more than so many bytes."""

TAR: Final = slice(257, 262)
"""Where an archive of tar says what it is."""

ARCHIVE: Final = "unpack it, and name a file in it"

FOREIGN: Final[Mapping[bytes, tuple[str, str]]] = {
    b"\xfd7zXZ\0": ("it is compressed by xz, which is not read", "decompress it first, as xz -d does"),
    b"\x5d\0\0": ("it is compressed by lzma, which is not read", "decompress it first, as unlzma does"),
    b"LZIP": ("it is compressed by lzip, which is not read", "decompress it first, as lzip -d does"),
    b"\x04\x22\x4d\x18": (
        "it is compressed by lz4, which is not read",
        "decompress it first, as lz4 -d does",
    ),
    b"\x1f\x9d": ("it is compressed by compress, which is not read", "decompress it first, as gunzip does"),
    b"PK\x03\x04": ("it is a ZIP archive, and archives are not read", ARCHIVE),
    b"7z\xbc\xaf\x27\x1c": ("it is a 7z archive, and archives are not read", ARCHIVE),
    b"Rar!\x1a\x07": ("it is a RAR archive, and archives are not read", ARCHIVE),
}
"""What is wrong with a file of other compressions and archives, and how to mend it, by its first bytes."""


class CompressionError(Exception):
    """A file cannot be decompressed: `what` is wrong, and how to mend it."""

    def __init__(self, what: str, mend: str) -> None:
        super().__init__(what)
        self.what, self.mend = what, mend


def without_compression(path: Path) -> Path:
    """Return the path without the suffix of a compression, if it has one.

    >>> without_compression(Path("a.ttl.GZ")), without_compression(Path("a.ttl"))
    (PosixPath('a.ttl'), PosixPath('a.ttl'))
    """
    return path.with_suffix("") if path.suffix.lower() in COMPRESSED else path


class Pieces(io.RawIOBase):
    """A stream of pieces, of which each read gets as many bytes as it asks for until they end."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        self.count = 0
        self._pieces, self._left = pieces, memoryview(b"")

    def readable(self) -> bool:
        """Return True."""
        return True

    def readinto(self, buffer: Any) -> int:  # noqa: ANN401
        """Fill the buffer."""
        view, filled = memoryview(buffer), 0
        while filled < len(view):
            if not self._left:
                piece = next(self._pieces, None)
                if piece is None:
                    break
                self._left = memoryview(piece)
            size = min(len(self._left), len(view) - filled)
            view[filled : filled + size] = self._left[:size]
            filled, self._left = filled + size, self._left[size:]
        self.count += filled
        return filled


def decompressed(stored: IO[bytes], path: Path) -> Iterator[bytes]:
    """Yield what the bytes hold that are stored under the path; their beginning says whether they are compressed.

    Raises:
        CompressionError: they are broken off, followed by something else, expand out of all proportion, or are
            compressed in another way.
    """
    taken = Pieces(iter(lambda: stored.read(START), b""))
    buffered = io.BufferedReader(taken, START)
    start, count = buffered.peek(), 0
    if not start and path.suffix.lower() in COMPRESSED:
        raise unreadable("it is empty")
    opened = opener(start)
    stream, failures = (buffered, ()) if opened is None else opened(buffered)
    try:
        for piece in iter(lambda: stream.read(START), b""):
            if count == 0:
                refuse_packed(piece)
            count += len(piece)
            if opened is not None and count > HARMLESS and count > EXPANSION * taken.count:
                raise CompressionError(
                    f"it has more than {EXPANSION:,} times its size when it is decompressed",
                    "decompress it yourself if you trust it",
                )
            yield piece
    except failures as error:
        if isinstance(error, OSError) and error.strerror:
            raise
        raise unreadable(str(error)) from None


def unreadable(why: str) -> CompressionError:
    """Return the error that a file is broken."""
    return CompressionError(f"it cannot be decompressed ({why})", "get the file again")


def refuse_packed(start: bytes) -> None:
    """Refuse what begins like other compressions, like archives, or is still compressed.

    Raises:
        CompressionError: it does.
    """
    for magic, (what, mend) in FOREIGN.items():
        if start.startswith(magic):
            raise CompressionError(what, mend)
    if start[TAR] == b"ustar":
        raise CompressionError("it is an archive of tar, and archives are not read", ARCHIVE)
    if opener(start) is not None:
        raise CompressionError("it is compressed twice", "decompress it once")


Failures = tuple[type[Exception], ...]
Opener = Callable[[IO[bytes]], tuple[IO[bytes], Failures]]


def opener(start: bytes) -> Opener | None:
    """Return what opens bytes that begin so, None if they are not compressed."""
    return next((open for magic, open in OPENERS.items() if start.startswith(magic)), None)


def open_gzip(stored: IO[bytes]) -> tuple[IO[bytes], Failures]:
    """Open what gzip has compressed."""
    import gzip
    import zlib

    return gzip.open(stored), (EOFError, OSError, zlib.error)  # type: ignore[return-value]


def open_bzip2(stored: IO[bytes]) -> tuple[IO[bytes], Failures]:
    """Open what bzip2 has compressed."""
    return io.BufferedReader(Pieces(bzip2_pieces(stored))), (EOFError, OSError)


def bzip2_pieces(stored: IO[bytes]) -> Iterator[bytes]:
    """Yield what one stream after the other holds; the library's own reader ignores what follows and is none.

    Raises:
        OSError: it is no stream.
        EOFError: it is broken off.
    """
    import bz2

    given = stored.read(START)
    while given:
        stream = bz2.BZ2Decompressor()
        while not stream.eof:
            if not given and stream.needs_input:
                raise EOFError("it is broken off")
            yield stream.decompress(given, START)
            given = stored.read(START) if stream.needs_input else b""
        given = stream.unused_data or stored.read(START)


def open_zstandard(stored: IO[bytes]) -> tuple[IO[bytes], Failures]:
    """Open what Zstandard has compressed.

    Raises:
        CompressionError: the library is missing.
    """
    try:
        if sys.version_info >= (3, 14):
            from compression import zstd
        else:
            from backports import zstd
    except ImportError:
        raise CompressionError(
            "it is compressed by Zstandard, which needs backports.zstd",
            "in a checkout of azkz-graph run pip install '.[zstd]'",
        ) from None
    return zstd.open(stored), (EOFError, OSError, zstd.ZstdError)  # type: ignore[return-value]


OPENERS: Final[Mapping[bytes, Opener]] = {
    b"\x1f\x8b": open_gzip,
    b"BZh": open_bzip2,
    b"\x28\xb5\x2f\xfd": open_zstandard,
    **{bytes([byte]) + b"\x2a\x4d\x18": open_zstandard for byte in range(0x50, 0x60)},
}
"""How compressed bytes are opened, by the first of them; a frame of Zstandard to be skipped may stand at the beginning.

Source: https://www.rfc-editor.org/rfc/rfc8878#name-skippable-frames.
"""

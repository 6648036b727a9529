"""Quads of a project, or of RDF files however large."""

from codecs import BOM_UTF8
from collections.abc import Iterator, Sequence
from io import BufferedReader
from itertools import islice
from pathlib import Path
from typing import Final

from pyoxigraph import Quad, RdfFormat, parse

from azkz_graph.dataset.project import Project
from azkz_graph.problem import UsageError
from azkz_graph.store.memory_store import FORMATS, derive_project, parse_file, unparsable

COMPRESSED: Final = {".gz": "gzip", ".zst": "zstd", ".bz2": "bz2"}
"""What a file is compressed by, by the suffix behind that of its syntax."""

READ_AGAIN: Final = 1_000_000
"""How many lines are read again to find what the parser refuses."""


def quads(project: Project, files: Sequence[Path] = ()) -> Iterator[Quad]:
    """Yield what the files hold, or the project's dataset, as in its release, if there are none.

    Raises:
        UsageError: the data have faults, or a file cannot be read.
    """
    if not files:
        yield from derive_project(project).quads()
    for path in files:
        yield from stream_quads(path)


def stream_quads(path: Path) -> Iterator[Quad]:
    """Yield what one file holds, read piece by piece.

    Raises:
        UsageError: it cannot be read or parsed.
    """
    method = COMPRESSED.get(path.suffix.lower())
    format = FORMATS.get((path.with_suffix("") if method else path).suffix.lower())
    if format is None or (format == RdfFormat.RDF_XML and method is None):
        yield from parse_file(path)
        return
    if format == RdfFormat.RDF_XML:
        raise UsageError(f"{path}: compressed RDF/XML is not read; decompress it, or load another syntax")
    try:
        with open_decompressed(path, method) as file:
            yield from parse(file, format=format, base_iri=path.resolve().as_uri(), rename_blank_nodes=True)
    except (SyntaxError, ValueError, MemoryError) as error:
        raise unparsable(path, error, text_before(path, method, error), format) from None
    except OSError as error:
        what = error.strerror or "it cannot be decompressed"
        raise UsageError(f"{path}: {what}; name a file that can be read") from None


def open_decompressed(path: Path, method: str | None) -> BufferedReader:
    """Open the file behind its byte order mark, decompressed while it is read."""
    if method is None:
        file = path.open("rb")
    else:
        import pyarrow

        file = BufferedReader(pyarrow.CompressedInputStream(pyarrow.OSFile(str(path)), method))
    if file.peek(len(BOM_UTF8)).startswith(BOM_UTF8):
        file.read(len(BOM_UTF8))
    return file


def text_before(path: Path, method: str | None, error: Exception) -> str:
    """Return the text of a file up to the line that the parser refuses, if that is not far."""
    last = getattr(error, "lineno", None)
    with open_decompressed(path, method) as file:
        lines = islice(file, last)
        return b"".join(lines).decode("utf-8", "replace") if last and last <= READ_AGAIN else ""

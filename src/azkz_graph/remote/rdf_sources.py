"""Quads of a project, or of RDF files however large."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import IO, Final

from pyoxigraph import Quad, RdfFormat, parse

from azkz_graph.dataset.project import Project
from azkz_graph.problem import UsageError
from azkz_graph.store.memory_store import FORMATS, derive_project, fault_place, fault_words, parse_file

COMPRESSED: Final = {".gz": "gzip", ".zst": "zstd", ".bz2": "bz2"}
"""What a file is compressed by, by the suffix behind that of its syntax."""


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
        raise UsageError(f"{fault_place(path, error)}: {fault_words(error)}; correct the file") from None
    except OSError as error:
        what = error.strerror or "it cannot be decompressed"
        raise UsageError(f"{path}: {what}; name a file that can be read") from None


def open_decompressed(path: Path, method: str | None) -> IO[bytes]:
    """Open the file, decompressed while it is read."""
    if method is None:
        return path.open("rb")
    import pyarrow

    return pyarrow.CompressedInputStream(pyarrow.OSFile(str(path)), method)  # type: ignore[no-any-return]

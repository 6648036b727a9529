"""Tables of quads in; a file of N-Quads and one of Parquet, with what a manifest tells of each, out."""

import hashlib
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from azkz_graph.corpus.job import SUFFIXES, Job
from azkz_graph.corpus.tables import QUADS

NQUADS = "nquads"
PARQUET = "parquet"

Entry = dict[str, Any]
"""A file as the manifest lists it: `path`, `bytes`, `sha256`, `rows`."""


def written(job: Job, path: str, data: bytes, rows: int) -> Entry:
    """Write one file of the target."""
    job.target.write(path, data)
    return {"path": path, "bytes": len(data), "sha256": hashlib.sha256(data).hexdigest(), "rows": rows}


class QuadFiles:
    """The two files of a name, which hold the same quads; in memory, some MB, until `close` writes them."""

    def __init__(self, job: Job, name: str) -> None:
        self._job, self._name = job, name
        self._rows = 0
        self._lines, self._columns = pa.BufferOutputStream(), pa.BufferOutputStream()
        self._packed = pa.CompressedOutputStream(self._lines, job.compression)
        self._table = pq.ParquetWriter(self._columns, QUADS, compression="zstd")

    def add(self, lines: bytes, table: pa.Table) -> None:
        """Add quads, as lines and as a table."""
        if not table:
            return
        self._rows += len(table)
        self._packed.write(lines)
        self._table.write_table(table)

    def close(self) -> list[Entry]:
        """Write the files."""
        self._packed.close()
        self._table.close()
        suffix = SUFFIXES[self._job.compression]
        return [
            written(self._job, path, stream.getvalue().to_pybytes(), self._rows)
            for path, stream in (
                (f"{NQUADS}/{self._name}{suffix}", self._lines),
                (f"{PARQUET}/{self._name}.parquet", self._columns),
            )
        ]


def table_bytes(table: pa.Table) -> bytes:
    """A table as Parquet."""
    stream = pa.BufferOutputStream()
    pq.write_table(table, stream, compression="zstd")
    return bytes(stream.getvalue().to_pybytes())

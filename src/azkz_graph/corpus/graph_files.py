"""Files of N-Quads and Parquet, with their entries in the manifest."""

import hashlib
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from azkz_graph.corpus.arrow_tables import QUADS
from azkz_graph.corpus.build_job import SUFFIXES, Job

NQUADS = "nquads"
PARQUET = "parquet"

Entry = dict[str, Any]
"""A file as the manifest lists it: `path`, `bytes`, `sha256`, `rows`."""


def write_file(job: Job, path: str, data: bytes, rows: int) -> Entry:
    """Write one file of the target."""
    job.target.write(path, data)
    return {"path": path, "bytes": len(data), "sha256": hashlib.sha256(data).hexdigest(), "rows": rows}


class TableFile:
    """A Parquet file that grows table by table, each a row group; kept in memory until `close` writes it."""

    def __init__(self, schema: pa.Schema) -> None:
        self.rows = 0
        self._stream = pa.BufferOutputStream()
        self._writer = pq.ParquetWriter(self._stream, schema, compression="zstd")

    def add(self, table: pa.Table) -> None:
        """Add the rows of a table."""
        if table:
            self.rows += len(table)
            self._writer.write_table(table)

    def close(self, job: Job, path: str) -> Entry:
        """Write the file."""
        self._writer.close()
        return write_file(job, path, self._stream.getvalue().to_pybytes(), self.rows)


class QuadFiles:
    """The two files of a name, which hold the same quads; some MB in memory, until `close` writes them."""

    def __init__(self, job: Job, name: str) -> None:
        self._job, self._name = job, name
        self._table, self._lines = TableFile(QUADS), pa.BufferOutputStream()
        self._packed = pa.CompressedOutputStream(self._lines, job.compression)

    def add(self, lines: bytes, table: pa.Table) -> None:
        """Add quads, as lines and as a table."""
        self._packed.write(lines)
        self._table.add(table)

    def close(self) -> list[Entry]:
        """Write the files."""
        self._packed.close()
        path = f"{NQUADS}/{self._name}{SUFFIXES[self._job.compression]}"
        lines = write_file(self._job, path, self._lines.getvalue().to_pybytes(), self._table.rows)
        return [lines, self._table.close(self._job, f"{PARQUET}/{self._name}.parquet")]


def table_bytes(table: pa.Table) -> bytes:
    """Write a table as Parquet."""
    stream = pa.BufferOutputStream()
    pq.write_table(table, stream, compression="zstd")
    return bytes(stream.getvalue().to_pybytes())

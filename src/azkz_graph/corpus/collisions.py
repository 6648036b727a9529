"""Collisions between articles' descriptions, and repetitions.

However large the tables are, little of them is in memory: DuckDB sorts and groups them on the disk.
"""

import tempfile
from collections.abc import Iterable
from importlib.resources import files
from pathlib import Path
from typing import Final

import duckdb
import pyarrow as pa
import pyarrow.dataset
import pyarrow.parquet as pq

from azkz_graph.corpus.checkpoints import WORK
from azkz_graph.corpus.storage import Storage

COLLISIONS: Final = f"{WORK}/collisions.parquet"
"""An article and a thing that it describes otherwise than `others` articles, the first of which is `other`."""

REPEATED: Final = f"{WORK}/repeated.parquet"
"""An article and a thing that an earlier article describes in the same way."""

MEMORY: Final = "256MB"
"""What DuckDB may take of memory; what is more, it keeps on the disk."""


def share(target: Storage, things: Iterable[str]) -> None:
    """Write `COLLISIONS` and `REPEATED`, by part and article, from the tables `descriptions.THINGS`."""
    tables = pyarrow.dataset.dataset(sorted(things), filesystem=target.files, format="parquet")
    with (
        tempfile.TemporaryDirectory(prefix="azkz-") as folder,
        duckdb.connect(f"{folder}/sharing.db") as database,
    ):
        database.execute(f"SET memory_limit = '{MEMORY}'")
        database.execute(f"SET temp_directory = '{folder}'")
        database.register("tables", tables)
        database.execute(
            "CREATE TABLE described AS SELECT part, coalesce(article, '') AS article, thing, said FROM tables"
        )
        database.execute(files("azkz_graph.corpus").joinpath("collisions.sql").read_text(encoding="utf-8"))
        for name in (COLLISIONS, REPEATED):
            table, path = Path(name).stem, Path(folder) / Path(name).name
            database.execute(
                f"COPY (FROM {table} ORDER BY part, article, thing) TO '{path}' (ROW_GROUP_SIZE 20000)"
            )
            target.write(name, path.read_bytes())


def of_part(target: Storage, name: str, part: int) -> pa.Table:
    """Read the rows of one part, of `COLLISIONS` or `REPEATED`."""
    with target.files.open_input_file(name) as file:
        return pq.read_table(file, filters=[("part", "=", part)])

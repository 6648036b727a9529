"""Collisions between what articles say, and repeated descriptions.

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
from azkz_graph.dataset.statement_lines import RULES as DERIVED
from azkz_graph.vocabulary import GRAPH

COLLISIONS: Final = f"{WORK}/collisions.parquet"
"""An article and a thing of which it says something else than `others` articles, the first of which is `other`, there
at `other_line` of `other_file`; `kind` says whether it is described, stated or made by a rule."""

REPEATED: Final = f"{WORK}/repeated.parquet"
"""An article and a thing that an earlier article describes in the same way."""

MEMORY: Final = "256MB"
"""What DuckDB may take of memory; what is more, it keeps on the disk."""


def share(target: Storage, things: Iterable[str]) -> None:
    """Write `COLLISIONS` and `REPEATED`, by part and article, from the tables `article_descriptions.THINGS`."""
    tables = pyarrow.dataset.dataset(sorted(things), filesystem=target.files, format="parquet")
    with (
        tempfile.TemporaryDirectory(prefix="azkz-") as folder,
        duckdb.connect(f"{folder}/sharing.db") as database,
    ):
        database.execute(f"SET memory_limit = '{MEMORY}'")
        database.execute(f"SET temp_directory = '{folder}'")
        database.register("tables", tables)
        database.execute(
            "CREATE TABLE described AS SELECT part, coalesce(article, '') AS article, thing, said, file, line, CASE "
            "WHEN starts_with(aspect, $made) THEN 'made' WHEN starts_with(aspect, $graph) THEN 'described' "
            "ELSE 'stated' END AS kind FROM tables",
            {"made": DERIVED, "graph": GRAPH},
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

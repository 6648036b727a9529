"""Summary of a corpus build, as lines for the user."""

from collections.abc import Iterator
from itertools import islice
from typing import Final

import pyarrow.parquet as pq
from pyarrow.fs import FileInfo

from azkz_graph.corpus.corpus_build import Built
from azkz_graph.corpus.finished_part import PROBLEM_TABLES
from azkz_graph.corpus.graph_files import PARQUET
from azkz_graph.corpus.storage import Storage
from azkz_graph.text.counts import counted
from azkz_graph.text.safe_text import printable

MOST: Final = 20
"""The errors that are told; the table has all."""


def summary(built: Built, target: Storage) -> str:
    """Return one line on the whole."""
    quads = sum(file["rows"] for file in built.files if file["path"].startswith(PARQUET))
    counts = (counted(count, severity) for severity, count in built.problems.items())
    return (
        f"{target.uri}: {built.articles - len(built.left_out):,} of {counted(built.articles, 'article')}, "
        f"{counted(quads, 'quad')}; "
        f"{', '.join(counts) or 'no problem'}"
    )


def errors(built: Built, target: Storage) -> Iterator[str]:
    """Yield a line for each of the first errors, and one on how many more there are."""
    yield from islice(
        (line for table in target.entries(PROBLEM_TABLES) for line in errors_in(target, table)), MOST
    )
    if (more := built.problems.get("error", 0) - MOST) > 0:
        yield f"and {counted(more, 'more error')}, in {target.uri}/{PROBLEM_TABLES}"


def errors_in(target: Storage, table: FileInfo) -> Iterator[str]:
    """Yield a line for each error of one table."""
    with target.files.open_input_file(table.path) as file:
        rows = pq.read_table(file, filters=[("severity", "=", "error")]).to_pylist()
    for row in rows:
        where = f"{row['article']}/{row['file']}" if row["article"] else row["file"]
        yield printable(f"{where}:{row['line']}: error: {row['what']}: {row['mend']} [{row['code']}]")

"""Corpora made of copies of the project's own article, and what a build of one holds."""

import shutil
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from azkz_graph.corpus.build_job import Job
from azkz_graph.corpus.checkpoints import Made
from azkz_graph.corpus.corpus_build import Built, build_corpus
from azkz_graph.corpus.corpus_source import Source
from azkz_graph.corpus.storage import Storage
from azkz_graph.dataset.project import own_root

Row = dict[str, Any]


SMALL = Path(__file__).parents[1] / "projects" / "small" / "data"
"""An article of a few facts, for what depends on the number of articles and not on what they say."""


def write_articles(folder: Path, *names: str, data: Path | None = None) -> Path:
    """Write a corpus whose articles are all copies of one, by default the project's own."""
    for name in names:
        shutil.copytree(data or own_root() / "data", folder / name)
    return folder


def here(step: str, work: Callable[[Any], Made], things: Iterable[Any]) -> Iterator[Made]:
    """The engine that works in this process."""
    return map(work, things)


def build(source: Path, target: Path, size: int = 50, compression: str = "zstd") -> Built:
    """Build a corpus in this process."""
    return build_corpus(Job(Source(Storage(str(source))), Storage(str(target)), compression), here, size)


def lines(target: Path, compression: str = "zstd") -> list[str]:
    """All lines of N-Quads."""
    found: list[str] = []
    for path in sorted((target / "nquads").iterdir()):
        with pa.CompressedInputStream(pa.OSFile(str(path)), compression) as stream:
            found += stream.read().decode().splitlines(keepends=True)
    return found


def problems(target: Path, severity: str = "error") -> list[Row]:
    """The rows of the table of problems that have a severity."""
    tables = [pq.read_table(path) for path in sorted((target / "problems").iterdir())]
    rows: list[Row] = pa.concat_tables(tables).to_pylist()
    return [row for row in rows if row["severity"] == severity]


def contents(target: Path) -> dict[str, bytes]:
    """The bytes of every file below a folder."""
    return {
        path.relative_to(target).as_posix(): path.read_bytes() for path in target.rglob("*") if path.is_file()
    }

"""Tables of facts that a release has beside its RDF, read back as what it published."""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import IO, Any, Final

from pyoxigraph import Literal, NamedNode

from azkz_graph.export.table_format import SEPARATOR
from azkz_graph.problem import UsageError, lack
from azkz_graph.register.published_contents import Contents, PublishedFact, shorten_term, shortened
from azkz_graph.vocabulary import CLAIM, TYPE

COLUMNS: Final = (
    "fact",
    "subject",
    "predicate",
    "object",
    "object_datatype",
    "object_language",
    "passages",
    "rules",
)
"""The columns that are read; labels and footnotes follow from other data."""

TABLES: Final = (".csv", ".parquet")
"""The suffixes of such tables."""

Row = Mapping[str, Any]


def read_published_table(path: Path, content: bytes | None = None) -> Contents:
    """Return the facts of `facts.csv` or `facts.parquet`, and no identifiers, of which it does not tell.

    `content` is what it holds, if it is in an archive.

    Raises:
        UsageError: it cannot be read, or is another table.
    """
    read = parquet_rows if path.suffix.lower() == ".parquet" else csv_rows
    rows = read(path, None if content is None else io.BytesIO(content))
    claims, facts = set(), {}
    for line, row in enumerate(rows, 2):
        try:
            fact = published_fact(row)
        except (ValueError, TypeError, AttributeError) as error:
            raise UsageError(f"{path}:{line}: {error}; take the table from its release") from None
        facts[fact.iri] = fact
        if row["predicate"] == TYPE.value and row["object"] == CLAIM.value:
            claims.add(fact.subject)
    views = {iri: replace(fact, origin="view") for iri, fact in facts.items() if fact.subject in claims}
    return Contents({}, facts | views)


def published_fact(row: Row) -> PublishedFact:
    """Return the fact of a row; that it is part of a claim is not known yet.

    Raises:
        ValueError: a cell holds no IRI where there must be one.
    """
    language, datatype, text = row["object_language"], row["object_datatype"], row["object"]
    if language:
        term: Literal | NamedNode = Literal(text, language=language)
    else:
        term = Literal(text, datatype=NamedNode(datatype)) if datatype else NamedNode(text)
    iri, subject, predicate = (shorten_term(NamedNode(row[name])) for name in COLUMNS[:3])
    passages, rules = (shortened(map(NamedNode, words(row[name]))) for name in ("passages", "rules"))
    origin = "stated" if passages else "derived"
    return PublishedFact(iri, subject, predicate, shorten_term(term), origin, (*passages, *rules))


def words(cell: str | Sequence[str] | None) -> Sequence[str]:
    """Return the IRIs of a list, which CSV joins by a bar; releases before 2.0.0 joined them by a space."""
    return cell.replace(SEPARATOR, " ").split() if isinstance(cell, str) else cell or ()


def csv_rows(path: Path, stream: IO[bytes] | None) -> Iterator[Row]:
    """Yield the rows of a file of CSV.

    Raises:
        UsageError: it cannot be read, or lacks a column.
    """
    try:
        with io.TextIOWrapper(stream or path.open("rb"), encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file)
            refuse_others(path, reader.fieldnames or ())
            yield from reader
    except (UnicodeDecodeError, csv.Error) as error:
        raise UsageError(f"{path}: it cannot be read as CSV ({error}); take it from its release") from None


def parquet_rows(path: Path, stream: IO[bytes] | None) -> Iterator[Row]:
    """Yield the rows of a file of Parquet.

    Raises:
        UsageError: it cannot be read, lacks a column, or the package that reads it is missing.
    """
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ImportError:
        raise lack(str(path), "pyarrow", "parquet") from None
    try:
        with pq.ParquetFile(stream or path) as file:
            refuse_others(path, file.schema_arrow.names)
            for batch in file.iter_batches(columns=list(COLUMNS)):
                yield from batch.to_pylist()
    except pa.ArrowException as error:
        what = " ".join(str(error).split())
        raise UsageError(f"{path}: it cannot be read as Parquet ({what}); take it from its release") from None


def refuse_others(path: Path, columns: Iterable[str]) -> None:
    """Raise UsageError if the table lacks a column."""
    if missing := [name for name in COLUMNS if name not in columns]:
        raise UsageError(
            f"{path}:1: there is no column {missing[0]}; name a table of facts, such as facts.csv of a release"
        )

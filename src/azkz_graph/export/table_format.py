"""Tables as CSV and as Parquet, by the description of their columns."""

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final

SEPARATOR: Final = "|"
"""What stands between the members of a list in a cell of CSV; no IRI has it."""

STAND_IN: Final = "¦"
"""What stands for the separator within a member of a list."""

Value = str | float | Sequence[str] | None


@dataclass(frozen=True)
class Column:
    """What a column of a table holds, for those who read the table without its program.

    An empty cell, null in Parquet, says that there is no such value; an empty list is empty in both.
    """

    name: str
    title: str
    description: str
    is_iri: bool = False
    is_list: bool = False
    is_number: bool = False
    is_required: bool = False

    @property
    def meaning(self) -> str:
        """Return the description, with how a list is written in CSV."""
        return f"{self.description}; several are joined by {SEPARATOR}" if self.is_list else self.description


@dataclass(frozen=True)
class Table:
    """The columns of a table in their order; the first is its key."""

    name: str
    title: str
    columns: tuple[Column, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """Return the names of the columns."""
        return tuple(column.name for column in self.columns)

    @property
    def key(self) -> str:
        """Return the name of the column that no two rows share."""
        return self.columns[0].name


def csv_of(table: Table, rows: Iterable[object]) -> bytes:
    """Write rows, whose attributes are the columns, as CSV in UTF-8 with a header line. Source: RFC 4180."""
    sink = io.StringIO(newline="")
    writer = csv.writer(sink, lineterminator="\r\n")
    writer.writerow(table.names)
    for row in rows:
        writer.writerow(cell(getattr(row, name)) for name in table.names)
    return sink.getvalue().encode()


def cell(value: Value) -> str:
    """Return what a cell of the CSV holds.

    >>> cell(None), cell(86600.0), cell(0.5), cell(["a", "b|c"])
    ('', '86600', '0.5', 'a|b¦c')
    """
    if value is None or isinstance(value, str):
        return value or ""
    if isinstance(value, float):
        return repr(value).removesuffix(".0")
    return SEPARATOR.join(member.replace(SEPARATOR, STAND_IN) for member in value)


def parquet_of(table: Table, rows: Iterable[object]) -> bytes:
    """Write the rows as Parquet, with columns of strings, of numbers and of lists of strings."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    kept = list(rows)
    columns: dict[str, Any] = {}
    for column in table.columns:
        kind = pa.float64() if column.is_number else pa.string()
        values = [getattr(row, column.name) for row in kept]
        columns[column.name] = pa.array(values, pa.list_(kind) if column.is_list else kind)
    sink = pa.BufferOutputStream()
    pq.write_table(pa.table(columns), sink)
    return bytes(sink.getvalue().to_pybytes())

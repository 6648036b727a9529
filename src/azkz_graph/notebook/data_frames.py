"""Rows of an answer as a data frame, or as a list of dicts if no library has one."""

import contextlib
import datetime
from collections.abc import Callable, Mapping
from decimal import Decimal
from importlib.util import find_spec
from typing import Any, Final

from pyoxigraph import Literal, NamedNode, QuerySolutions

from azkz_graph.ask.results import Term
from azkz_graph.vocabulary import XSD

CONVERTERS: Final[Mapping[str, Callable[[str], object]]] = {
    "integer": int,
    "decimal": Decimal,
    "double": float,
    "float": float,
    "boolean": lambda text: text in ("true", "1"),
    "date": datetime.date.fromisoformat,
    "dateTime": datetime.datetime.fromisoformat,
}
"""What makes a Python value of a literal, by the name of its datatype in XML Schema."""


def frame(solutions: QuerySolutions) -> Any:  # noqa: ANN401
    """Return the rows as a data frame of pandas, else of polars, else as dicts; missing values are None."""
    names = [variable.value for variable in solutions.variables]
    rows = [[python_value(solution[name]) for name in names] for solution in solutions]
    columns = {name: uniform([row[position] for row in rows]) for position, name in enumerate(names)}
    if find_spec("pandas"):
        import pandas

        return pandas.DataFrame(columns)
    if find_spec("polars"):
        import polars

        return polars.DataFrame(columns)
    return [dict(zip(names, row, strict=True)) for row in rows]


def uniform(column: list[object]) -> list[object]:
    """Convert a column to one type, as data frames need it: decimals become floats, other mixtures texts.

    >>> uniform([7, Decimal("1.5"), None])
    [7.0, 1.5, None]
    """
    types = {type(value) for value in column if value is not None}
    if types <= {int}:
        return column
    if types <= {int, float, Decimal}:
        # Some numbers are none of a computer's: a few hundred digits, or Python's own sNaN.
        with contextlib.suppress(ArithmeticError, ValueError):
            return [None if value is None else float(value) for value in column]  # type: ignore[arg-type]
        return [None if value is None else str(value) for value in column]
    return column if len(types) == 1 else [None if value is None else str(value) for value in column]


def python_value(term: Term | None) -> object:
    """Convert a term to a number, truth value or date where Python has it, else to its text or IRI.

    >>> python_value(Literal(7)), python_value(NamedNode("https://example.org/"))
    (7, 'https://example.org/')
    """
    if term is None:
        return None
    if not isinstance(term, Literal):
        return term.value if isinstance(term, NamedNode) else str(term)
    datatype = term.datatype.value
    convert = CONVERTERS.get(datatype.removeprefix(XSD)) if datatype.startswith(XSD) else None
    try:
        return convert(term.value) if convert else term.value
    except (ValueError, ArithmeticError):
        return term.value

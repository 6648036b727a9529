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
    "decimal": lambda text: finite(Decimal(text)),
    "double": float,
    "float": float,
    "boolean": lambda text: text in ("true", "1"),
    "date": datetime.date.fromisoformat,
    "dateTime": datetime.datetime.fromisoformat,
}
"""What makes a Python value of a literal, by the name of its datatype in XML Schema."""


POLARS_DIGITS: Final = 38
"""The digits that its largest whole and decimal numbers have, which are of 128 bits."""


def finite(number: Decimal) -> Decimal:
    """Return the number.

    Raises:
        ValueError: it is one that XML Schema does not have, such as NaN.
    """
    if not number.is_finite():
        raise ValueError(f"{number} is no decimal")
    return number


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

        return polars.DataFrame({name: within_polars(column) for name, column in columns.items()})
    return [dict(zip(names, row, strict=True)) for row in rows]


def uniform(column: list[object]) -> list[object]:
    """Convert a column to one type, as data frames need it: numbers become floats that keep their digits.

    Otherwise whole and decimal numbers become decimals, and other mixtures texts.

    >>> uniform([7, Decimal("1.5"), None])
    [7.0, 1.5, None]
    >>> uniform([7, Decimal("1.0000000000000000001")])
    [Decimal('7'), Decimal('1.0000000000000000001')]
    """
    types = {type(value) for value in column if value is not None}
    if types <= {int}:
        return column
    if types <= {int, float, Decimal}:
        # Some numbers are none of a computer's: a few hundred digits, or Python's own sNaN.
        with contextlib.suppress(ArithmeticError, ValueError):
            if all(map(is_float, column)):
                return [None if value is None else float(value) for value in column]  # type: ignore[arg-type]
            if float not in types:
                return [None if value is None else Decimal(value) for value in column]  # type: ignore[arg-type]
        return [None if value is None else str(value) for value in column]
    return column if len(types) == 1 else [None if value is None else str(value) for value in column]


def is_float(number: Any) -> bool:  # noqa: ANN401
    """Return whether a float has all digits of the number, or there is none.

    Raises:
        ArithmeticError: it is greater than any float.
        ValueError: it is no number.
    """
    return number is None or isinstance(number, float) or Decimal(repr(float(number))) == number


def within_polars(column: list[object]) -> list[object]:
    """Return the column, as texts if it has numbers with more digits than those of polars."""
    numbers = [Decimal(value) for value in column if isinstance(value, int | Decimal) and value]
    before = max((number.adjusted() + 1 for number in numbers), default=0)
    behind = max((-int(number.as_tuple().exponent) for number in numbers), default=0)
    if max(before, 0) + max(behind, 0) < POLARS_DIGITS:
        return column
    return [None if value is None else str(value) for value in column]


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

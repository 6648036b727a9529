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

INTEGERS: Final = (
    *("integer", "long", "int", "short", "byte"),
    *("nonNegativeInteger", "positiveInteger", "nonPositiveInteger", "negativeInteger"),
    *("unsignedLong", "unsignedInt", "unsignedShort", "unsignedByte"),
)
"""The datatypes of whole numbers. Source: https://www.w3.org/TR/xmlschema11-2/#built-in-primitive-datatypes."""

CONVERTERS: Final[Mapping[str, Callable[[str], object]]] = {
    **dict.fromkeys(INTEGERS, int),
    "gYear": int,
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


def frame(solutions: QuerySolutions, name_iri: Callable[[NamedNode], str] | None = None) -> Any:  # noqa: ANN401
    """Return the rows as a data frame of pandas, else of polars, else as dicts; missing values are None.

    Whole numbers and years are integers, also in a column with gaps: pandas has them as `Int64`. `name_iri` says what
    stands for an IRI, by default the IRI itself.
    """
    names = [variable.value for variable in solutions.variables]
    rows = [[named(solution[name], name_iri) for name in names] for solution in solutions]
    return data_frame({name: uniform([row[place] for row in rows]) for place, name in enumerate(names)})


def named(term: Term | None, name_iri: Callable[[NamedNode], str] | None) -> Term | None:
    """Return the term, or if it is an IRI, the text that stands for it."""
    return Literal(name_iri(term)) if name_iri and isinstance(term, NamedNode) else term


def data_frame(columns: Mapping[str, list[object]]) -> Any:  # noqa: ANN401
    """Return columns of one type each as a data frame of pandas, else of polars, else as dicts."""
    if find_spec("pandas"):
        import pandas

        return pandas.DataFrame({name: pandas_column(column) for name, column in columns.items()})
    if find_spec("polars"):
        import polars

        return polars.DataFrame([polars_column(name, column) for name, column in columns.items()])
    return [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]


def pandas_column(column: list[object]) -> Any:  # noqa: ANN401
    """Return a column for pandas, which would make floats of integers that have gaps or are beyond 64 bits."""
    import pandas

    types = {type(value) for value in column if value is not None}
    if types == {int}:
        return pandas.Series(column, dtype="Int64" if bits(column) <= 64 else object)
    return pandas.Series(column, dtype="boolean") if types == {bool} else column


def polars_column(name: str, column: list[object]) -> Any:  # noqa: ANN401
    """Return a column for polars, with texts in the place of numbers that are beyond all its types."""
    import polars

    types = {type(value) for value in column if value is not None}
    if types == {Decimal} and not fits_polars(column):
        return polars.Series(name, [None if value is None else str(value) for value in column])
    if types != {int}:
        return polars.Series(name, column)
    if bits(column) > 128:
        return polars.Series(name, [None if value is None else str(value) for value in column])
    return polars.Series(name, column, polars.Int64 if bits(column) <= 64 else polars.Int128)


def bits(column: list[object]) -> int:
    """Return how many bits the integers of a column need, their sign included.

    >>> bits([2**63 - 1, None, -(2**63)]), bits([2**63])
    (64, 65)
    """
    return 1 + max(
        (value if value >= 0 else ~value).bit_length() for value in column if isinstance(value, int)
    )


def uniform(terms: list[Term | None]) -> list[object]:
    """Convert a column to one type, as data frames need it: numbers become floats that keep their digits.

    Otherwise whole and decimal numbers become decimals, and other mixtures texts.

    >>> uniform([Literal(7), Literal(Decimal("1.5")), None])
    [7.0, 1.5, None]
    >>> uniform([Literal(7), Literal("1.0000000000000000001", datatype=NamedNode(XSD + "decimal"))])
    [Decimal('7'), Decimal('1.0000000000000000001')]
    """
    column = [python_value(term) for term in terms]
    types = {type(value) for value in column if value is not None}
    if types and types <= {int, float, Decimal} and types != {int}:
        # Some numbers are none of a computer's: a few hundred digits, or Python's own sNaN.
        with contextlib.suppress(ArithmeticError, ValueError):
            if all(map(is_float, column)):
                return [None if value is None else float(value) for value in column]  # type: ignore[arg-type]
            if float not in types:
                return [None if value is None else Decimal(value) for value in column]  # type: ignore[arg-type]
    elif len(types) <= 1:
        return column
    return [text_of(term) for term in terms]


def text_of(term: Term | None) -> str | None:
    """Return the lexical form of a literal, or the IRI."""
    if term is None:
        return None
    return term.value if isinstance(term, NamedNode | Literal) else str(term)


def is_float(number: Any) -> bool:  # noqa: ANN401
    """Return whether a float has all digits of the number, or there is none.

    Raises:
        ArithmeticError: it is greater than any float.
        ValueError: it is no number.
    """
    return number is None or isinstance(number, float) or Decimal(repr(float(number))) == number


def fits_polars(column: list[object]) -> bool:
    """Return whether the decimals of a column have no more digits than those of polars."""
    numbers = [value for value in column if isinstance(value, Decimal) and value]
    before = max((number.adjusted() + 1 for number in numbers), default=0)
    behind = max((-int(number.as_tuple().exponent) for number in numbers), default=0)
    return max(before, 0) + max(behind, 0) < POLARS_DIGITS


def python_value(term: Term | None) -> object:
    """Convert a term to a number, truth value or date where Python has it, else to its text or IRI.

    >>> python_value(Literal(7)), python_value(NamedNode("https://example.org/"))
    (7, 'https://example.org/')
    """
    if not isinstance(term, Literal):
        return text_of(term)
    datatype = term.datatype.value
    convert = CONVERTERS.get(datatype.removeprefix(XSD)) if datatype.startswith(XSD) else None
    # Python reads more digits as numbers than XML Schema does.
    if convert is None or "_" in term.value or not term.value.isascii():
        return term.value
    try:
        return convert(term.value)
    except (ValueError, ArithmeticError):
        return term.value

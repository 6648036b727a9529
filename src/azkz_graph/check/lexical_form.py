"""Lexical forms: whether a literal has one of its datatype, and what stores rewrite it to."""

import datetime
import re
from collections.abc import Iterable, Mapping
from typing import Final, cast

from pyoxigraph import Literal, NamedNode, Quad, Store

from azkz_graph.vocabulary import XSD

STRING: Final = NamedNode(XSD + "string")

ZONE: Final = r"(Z|[+-](0\d|1[0-3]):[0-5]\d|[+-]14:00)?"
YEAR: Final = r"-?([1-9]\d{3,}|0\d{3})"
MONTH: Final = r"(0[1-9]|1[0-2])"
DAY: Final = r"(0[1-9]|[12]\d|3[01])"
TIME: Final = r"(([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d+)?|24:00:00(\.0+)?)"

FORMS: Final[Mapping[str, str]] = {
    XSD + "boolean": "true|false|1|0",
    XSD + "integer": r"[+-]?\d+",
    XSD + "nonNegativeInteger": r"\+?\d+|-0+",
    XSD + "positiveInteger": r"\+?0*[1-9]\d*",
    XSD + "decimal": r"[+-]?(\d+(\.\d*)?|\.\d+)",
    XSD + "double": r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?|[+-]?INF|NaN",
    XSD + "date": f"{YEAR}-{MONTH}-{DAY}{ZONE}",
    XSD + "gYearMonth": f"{YEAR}-{MONTH}{ZONE}",
    XSD + "gYear": f"{YEAR}{ZONE}",
    XSD + "dateTime": f"{YEAR}-{MONTH}-{DAY}T{TIME}{ZONE}",
    XSD + "anyURI": r"[^\s<>\"{}|\\^`]*",
    XSD + "language": r"[a-zA-Z]{1,8}(-[a-zA-Z0-9]{1,8})*",
}
"""The lexical forms of the datatypes that authors use. Source: https://www.w3.org/TR/xmlschema11-2/#built-in-datatypes."""


def has_forms(literal: Literal) -> bool:
    """Return whether a value of the literal's datatype has several forms; a text has one.

    >>> has_forms(Literal("01")), has_forms(Literal("01", language="en")), has_forms(Literal(1))
    (False, False, True)
    """
    return literal.language is None and literal.datatype != STRING


def is_ill_typed(literal: Literal) -> bool:
    """Return whether the datatype does not have the lexical form; unknown datatypes have any.

    >>> is_ill_typed(Literal("2016-02-30", datatype=NamedNode(XSD + "date")))
    True
    """
    datatype, text = literal.datatype.value, literal.value
    if datatype not in FORMS:
        return False
    if not re.fullmatch(FORMS[datatype], text, re.ASCII):
        return True
    return datatype in (XSD + "date", XSD + "dateTime") and not is_day(text)


def is_day(text: str) -> bool:
    """Return whether the calendar has the day at the beginning of the text.

    Years over four digits are not checked.
    """
    try:
        datetime.date.fromisoformat(text[:10])
    except ValueError:
        return not re.match(r"[1-9]\d{3}-", text)
    return True


def find_kept_literals(literals: Iterable[Literal]) -> frozenset[object]:
    """Return what a store gives back of the literals: those that it keeps, and what it makes of the others.

    >>> long = Literal("1.50", datatype=Literal(1.5).datatype)
    >>> long in find_kept_literals([long])
    False
    """
    store, node = Store(), NamedNode(XSD)
    store.extend(Quad(node, node, literal) for literal in literals)
    return frozenset(quad.object for quad in store)


def normalize_literal(literal: Literal) -> Literal:
    """Return what a store that keeps numbers and times by value makes of the literal.

    >>> str(normalize_literal(Literal("1.50", datatype=Literal(1.5).datatype)).value)
    '1.5'
    """
    (kept,) = find_kept_literals([literal])
    return cast(Literal, kept)

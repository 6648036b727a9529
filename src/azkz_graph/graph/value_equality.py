"""Values of terms, which are equal if they mean the same, however they are written.

Stores rewrite literals: 01 as 1, 1.50 as 1.5, +00:00 as Z, xsd:nonNegativeInteger as xsd:integer, a tag in capitals.
"""

import math
import re
from decimal import Decimal
from typing import Final

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from azkz_graph.vocabulary import XSD

Term = NamedNode | BlankNode | Literal | Triple
Value = tuple[object, ...]

DECIMALS: Final = frozenset(
    ["decimal", "integer", "nonNegativeInteger", "positiveInteger", "nonPositiveInteger", "negativeInteger"]
    + [f"{sign}{size}" for sign in ("", "unsigned") for size in ("long", "int", "short", "byte")]
    + [f"unsigned{size}" for size in ("Long", "Int", "Short", "Byte")]
)
"""The datatypes whose values are among the decimal numbers. Source: https://www.w3.org/TR/xmlschema11-2/#decimal."""

DECIMAL: Final = re.compile(r"([+-]?)(?=\.?[0-9])([0-9]*)(?:\.([0-9]*))?")
"""A decimal number. Source: https://www.w3.org/TR/xmlschema11-2/#decimal-lexical-representation."""

FRACTION: Final = re.compile(r"\.([0-9]+)")

TIMES: Final = frozenset(["dateTime", "date", "time", "gYear", "gYearMonth", "dateTimeStamp"])


def value(term: Term | None) -> Value:
    """Return what the term means; blank nodes mean the same, and an unbound value is a value of its own.

    >>> xsd = lambda text, name: Literal(text, datatype=NamedNode(XSD + name))
    >>> value(xsd("01", "integer")) == value(xsd("1.0", "decimal"))
    True
    >>> value(xsd("1", "double")) == value(xsd("1", "integer"))
    False
    """
    if term is None or isinstance(term, BlankNode):
        return (type(term).__name__,)
    if isinstance(term, Triple):
        return tuple(value(part) for part in (term.subject, term.predicate, term.object))
    if isinstance(term, NamedNode):
        return ("iri", term.value)
    if term.language:
        return ("text", term.value, term.language.lower(), str(term.direction))
    return parse_literal(term.value, term.datatype.value)


def parse_literal(text: str, datatype: str) -> Value:
    """Return what a literal of a datatype means; an ill-typed one is its text."""
    name = datatype.removeprefix(XSD)
    if name in DECIMALS and (number := DECIMAL.fullmatch(text)):
        return ("number", *decimal(number))
    if name in ("double", "float"):
        try:
            amount = float(text.replace("INF", "inf"))
        except ValueError:
            return (datatype, text)
        # No NaN equals another.
        return ("float", "NaN" if math.isnan(amount) else amount)
    if name == "boolean":
        return ("truth", {"1": "true", "0": "false"}.get(text, text))
    if name in TIMES:
        return (datatype, FRACTION.sub(shortest, utc(text)))
    return (datatype, text)


def canonical(literal: Literal) -> Literal:
    """Return the literal in the one form of all literals with its value: a number as a decimal or a double, say.

    Sources: https://www.w3.org/TR/xmlschema11-2/#f-decimalCanmap and #f-doubleCanmap.

    >>> xsd = lambda text, name: Literal(text, datatype=NamedNode(XSD + name))
    >>> print(*map(canonical, (xsd("-01.50", "decimal"), xsd("007", "byte"), xsd("15e2", "float"))), sep="\\n")
    "-1.5"^^<http://www.w3.org/2001/XMLSchema#decimal>
    "7"^^<http://www.w3.org/2001/XMLSchema#decimal>
    "1.5E3"^^<http://www.w3.org/2001/XMLSchema#double>
    """
    if literal.language:
        return Literal(literal.value, language=literal.language.lower(), direction=literal.direction)
    kind, *parts = parse_literal(literal.value, literal.datatype.value)
    if kind == "number":
        below, whole, fraction = parts
        text = f"{'-' if below else ''}{whole or '0'}{f'.{fraction}' if fraction else ''}"
        return Literal(text, datatype=NamedNode(XSD + "decimal"))
    if kind == "float":
        return Literal(scientific(float(str(parts[0]))), datatype=NamedNode(XSD + "double"))
    datatype = XSD + "boolean" if kind == "truth" else str(kind)
    return Literal(str(parts[0]), datatype=NamedNode(datatype))


def scientific(number: float) -> str:
    """Write a double with one digit before the point; zero has no sign.

    >>> [scientific(number) for number in (100.0, 0.00012, -0.0, float("-inf"), float("nan"))]
    ['1.0E2', '1.2E-4', '0.0E0', '-INF', 'NaN']
    """
    if not math.isfinite(number):
        return "NaN" if math.isnan(number) else "INF" if number > 0 else "-INF"
    # Adding a zero takes the sign of a zero away.
    sign, digits, exponent = Decimal(repr(number + 0.0)).normalize().as_tuple()
    first, *rest = map(str, digits)
    power = int(exponent) + len(rest) if number else 0
    return f"{'-' if sign else ''}{first}.{''.join(rest) or '0'}E{power}"


def decimal(number: re.Match[str]) -> tuple[bool, str, str]:
    """Return whether a decimal number is below zero, and its digits without meaningless zeros.

    Python's own numbers would take digits that are none of XML Schema's, and `sNaN`, and not more than some thousands.
    """
    sign, whole, fraction = number[1], number[2].lstrip("0"), (number[3] or "").rstrip("0")
    return sign == "-" and bool(whole or fraction), whole, fraction


def shortest(fraction: re.Match[str]) -> str:
    """Return a fraction of a second without the zeros at its end."""
    digits = fraction[1].rstrip("0")
    return f".{digits}" if digits else ""


def utc(text: str) -> str:
    """Return a time with Greenwich's zone written as Z.

    >>> utc("2016-01-01T00:00:00+00:00")
    '2016-01-01T00:00:00Z'
    """
    return re.sub(r"[+-]00:00$", "Z", text)

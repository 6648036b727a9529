"""The values of a SPARQL query in; what its functions make of them, as rdflib does, out.

They take numbers where numbers are due, and texts without a language where texts are; anything else is left to rdflib,
by UndecidedError. Source: https://www.w3.org/TR/sparql11-query/#SparqlOps.
"""

import math
import operator
import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any, Final

from pyoxigraph import BlankNode, Literal, NamedNode

from azkz_graph.shacl import Term
from azkz_graph.validation.literal_value import UndecidedError
from azkz_graph.vocabulary import XSD

Value = Term | str | int | Decimal
"""A term, or what was computed: a text, a number, a truth value."""

INTEGER: Final = re.compile(r"[+-]?[0-9]{1,100}")
DECIMAL: Final = re.compile(r"[+-]?([0-9]{1,100}(\.[0-9]{0,100})?|\.[0-9]{1,100})")
"""Numbers of which Python makes the same as rdflib; of one that is longer it might make none."""

RELATIONS: Final[Mapping[str, Callable[[Any, Any], bool]]] = {
    "=": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}


class FailedError(Exception):
    """An expression has no value, by the rules of SPARQL: https://www.w3.org/TR/sparql11-query/#evaluation."""


def plain(value: Value) -> Value:
    """The text or number that a literal stands for, other terms as they are."""
    if not isinstance(value, Literal) or value.language:
        return value
    kind, text = value.datatype.value, value.value
    if kind == XSD + "string":
        return text
    if kind == XSD + "integer" and INTEGER.fullmatch(text):
        return int(text)
    return Decimal(text) if kind == XSD + "decimal" and DECIMAL.fullmatch(text) else value


def number(value: Value) -> int | Decimal:
    """The number that a value is."""
    found = plain(value)
    if isinstance(found, bool) or not isinstance(found, (int, Decimal)):
        raise UndecidedError
    return found


def text(value: Value) -> str:
    """The text that a value is, without a language."""
    found = plain(value)
    if not isinstance(found, str):
        raise UndecidedError
    return found


def truth(value: Value) -> bool:
    """The truth value that a value is."""
    if not isinstance(value, bool):
        raise UndecidedError
    return value


def spelled(value: Value) -> str:
    """The characters of an IRI, literal, text or whole number."""
    if isinstance(value, (NamedNode, Literal)):
        return value.value
    if isinstance(value, (bool, Decimal, BlankNode)):
        raise UndecidedError
    return str(value)


def related(relation: str, one: Value, other: Value) -> bool:
    """Whether two numbers, two texts or two things are so related; of things, whether they are the same."""
    left, right = plain(one), plain(other)
    things = (NamedNode, BlankNode)
    if isinstance(left, str) and isinstance(right, str):
        return RELATIONS[relation](left, right)
    if isinstance(left, things) and isinstance(right, things) and relation in ("=", "!="):
        return RELATIONS[relation](left, right)
    return RELATIONS[relation](number(left), number(right))


def part_of(whole: Value, start: Value, length: Value | None = None) -> str:
    """SUBSTR, as rdflib cuts."""
    first = int(number(start)) - 1
    return text(whole)[first : None if length is None else int(number(length)) + first]


def magnitude(value: Value) -> int | Decimal:
    """ABS."""
    found = number(value)
    return -found if found < 0 else found


def floor(value: Value) -> int:
    """FLOOR."""
    return math.floor(number(value))


def whole_number(value: Value) -> int:
    """The whole number that a text spells, to Python as to rdflib.

    Raises:
        FailedError: it spells none.
    """
    try:
        return int(text(value))
    except ValueError as fault:
        raise FailedError from fault


def length(value: Value) -> int:
    """STRLEN."""
    return len(text(value))


def joined(*values: Value) -> str:
    """CONCAT."""
    return "".join(map(text, values))


def replaced(whole: Value, pattern: Value, replacement: Value) -> str:
    """REPLACE, with the regular expressions of Python, as rdflib has it."""
    return re.sub(text(pattern), re.sub(r"\$([0-9]*)", r"\\\1", text(replacement)), text(whole))

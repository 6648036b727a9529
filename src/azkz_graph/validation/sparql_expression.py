"""An expression of a SPARQL query as rdflib parses it in; a function that evaluates it for a solution out.

It gives what rdflib gives where all is as expected: numbers meet numbers, texts meet texts, and everything is bound.
Anything else is left to rdflib, by UndecidedError. Source: https://www.w3.org/TR/sparql11-query/#expressions.
"""

import operator
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import Any, Final

from rdflib import Literal, URIRef, Variable
from rdflib.plugins.sparql.parserutils import CompValue

from azkz_graph.rdflib_graph import pyoxigraph_term
from azkz_graph.validation.literal_value import UndecidedError
from azkz_graph.validation.quad_index import QuadIndex
from azkz_graph.validation.shape_description import UncompiledShapesError
from azkz_graph.validation.sparql_value import (
    RELATIONS,
    FailedError,
    Value,
    floor,
    joined,
    length,
    magnitude,
    number,
    part_of,
    related,
    replaced,
    spelled,
    truth,
    whole_number,
)
from azkz_graph.vocabulary import XSD

Row = Mapping[str, Value]
"""A solution: values by the names of variables."""

Expression = Callable[[QuadIndex, Row], Value]

OPERATORS: Final[Mapping[str, Callable[[Any, Any], Any]]] = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "/": operator.truediv,
}


def expression(node: object, exists: Callable[[CompValue], Expression]) -> Expression:
    """The function of an expression; `exists` makes that of a pattern which is asked for.

    Raises:
        UncompiledShapesError: the expression has a part that is not known here.
    """
    if isinstance(node, Variable):
        return variable(str(node))
    if isinstance(node, (URIRef, Literal)):
        term = pyoxigraph_term(node)
        return lambda index, row: term
    if not isinstance(node, CompValue):
        raise UncompiledShapesError(f"{node} in a query")
    if node.name in ("Builtin_EXISTS", "Builtin_NOTEXISTS"):
        found, wanted = exists(node), node.name == "Builtin_EXISTS"
        return lambda index, row: found(index, row) is wanted
    parts = [expression(part, exists) for part in operands(node)]
    return FORMS.get(node.name, unknown)(node, parts)


def unknown(node: CompValue, parts: Sequence[Expression]) -> Expression:
    """Refuses what is not known."""
    raise UncompiledShapesError(f"{node.name} in a query")


def operands(node: CompValue) -> list[object]:
    """The expressions below one, in their order."""
    names = (
        "arg",
        "arg1",
        "arg2",
        "arg3",
        "pattern",
        "replacement",
        "start",
        "length",
        "flags",
        "expr",
        "other",
    )
    told = dict(node.items())
    found = (told[name] for name in names if told.get(name) is not None)
    return [part for each in found for part in (each if isinstance(each, list) else [each])]


def variable(name: str) -> Expression:
    """The value of a variable."""

    def value(index: QuadIndex, row: Row) -> Value:
        if name not in row:
            raise UndecidedError
        return row[name]

    return value


def relation(node: CompValue, parts: Sequence[Expression]) -> Expression:
    """A comparison."""
    if node.op not in RELATIONS or len(parts) != 2:
        raise UncompiledShapesError(f"{node.op} in a query")
    one, other = parts
    return lambda index, row: related(node.op, one(index, row), other(index, row))


def arithmetic(node: CompValue, parts: Sequence[Expression]) -> Expression:
    """Sums and products; a product is a decimal number, as it is in rdflib."""
    product = node.name == "MultiplicativeExpression"
    if not node.op or len(node.op) != len(parts) - 1:
        raise UncompiledShapesError(f"{node.name} of {len(parts)} parts in a query")
    operators = [OPERATORS[sign] for sign in node.op]

    def value(index: QuadIndex, row: Row) -> Value:
        first, *others = (number(part(index, row)) for part in parts)
        found: Any = Decimal(first) if product else first
        for apply, each in zip(operators, others, strict=True):
            if apply is operator.truediv and not each:
                raise UndecidedError
            found = apply(found, each)
        return found  # type: ignore[no-any-return]

    return value


def cast(node: CompValue, parts: Sequence[Expression]) -> Expression:
    """The whole number that a text spells."""
    if str(node.iri) != XSD + "integer" or len(parts) != 1:
        raise UncompiledShapesError(f"{node.iri} in a query")
    return lambda index, row: whole_number(parts[0](index, row))


def function(
    apply: Callable[..., Value], counts: Sequence[int]
) -> Callable[[CompValue, Sequence[Expression]], Expression]:
    """A function of the values of its arguments, of which there are so many."""

    def made(node: CompValue, parts: Sequence[Expression]) -> Expression:
        if counts and len(parts) not in counts:
            raise UncompiledShapesError(f"{node.name} of {len(parts)} arguments in a query")
        return lambda index, row: apply(*(part(index, row) for part in parts))

    return made


def junction(node: CompValue, parts: Sequence[Expression]) -> Expression:
    """And, or: the rest is not looked at once the answer is known."""
    among = all if node.name == "ConditionalAndExpression" else any

    def value(index: QuadIndex, row: Row) -> Value:
        try:
            return among(truth(part(index, row)) for part in parts)
        except FailedError as fault:
            raise UndecidedError from fault

    return value


def choice(node: CompValue, parts: Sequence[Expression]) -> Expression:
    """IF."""
    asked, one, other = parts
    return lambda index, row: (one if truth(asked(index, row)) else other)(index, row)


FORMS: Final[Mapping[str, Callable[[CompValue, Sequence[Expression]], Expression]]] = {
    "ConditionalAndExpression": junction,
    "ConditionalOrExpression": junction,
    "RelationalExpression": relation,
    "AdditiveExpression": arithmetic,
    "MultiplicativeExpression": arithmetic,
    "Function": cast,
    "Builtin_IF": choice,
    "Builtin_STR": function(spelled, [1]),
    "Builtin_STRLEN": function(length, [1]),
    "Builtin_SUBSTR": function(part_of, [2, 3]),
    "Builtin_REPLACE": function(replaced, [3]),
    "Builtin_CONCAT": function(joined, []),
    "Builtin_ABS": function(magnitude, [1]),
    "Builtin_FLOOR": function(floor, [1]),
}

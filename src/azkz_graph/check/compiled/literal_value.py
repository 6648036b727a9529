"""Values of literals: whether they are well-typed, and how they compare, by the rules of rdflib and pySHACL.

Judged values are remembered, because articles share many years and positions.
"""

import datetime
from decimal import Decimal
from functools import lru_cache
from typing import Any, Final

from pyoxigraph import BlankNode, Literal

from azkz_graph.check.rdflib_graph import rdflib_term
from azkz_graph.check.shacl_results import Term
from azkz_graph.vocabulary import RDF, XSD

REMEMBERED: Final = 1 << 12

LANG_STRING: Final = RDF + "langString"

PYTHON: Final[dict[str, type | tuple[type, ...]]] = {
    XSD + "string": (str, bytes),
    LANG_STRING: (str, bytes),
    XSD + "integer": int,
    XSD + "float": float,
    XSD + "decimal": Decimal,
    XSD + "boolean": bool,
    XSD + "date": datetime.date,
    XSD + "time": datetime.time,
    XSD + "dateTime": datetime.datetime,
}
"""What pySHACL takes for a value of a datatype; of any other datatype it takes everything that is not ill-typed."""


class UndecidedError(Exception):
    """Only pySHACL can tell what it makes of the data."""


@lru_cache(REMEMBERED)
def has_datatype(term: Term, datatype: str) -> bool:
    """Return whether the term is a well-typed literal of the datatype.

    Source: https://www.w3.org/TR/shacl/#DatatypeConstraintComponent.
    """
    if not isinstance(term, Literal) or term.datatype.value != datatype:
        return False
    value = rdflib_term(term)
    return not getattr(value, "ill_typed", None) and isinstance(
        getattr(value, "value", None), PYTHON.get(datatype, object)
    )


@lru_cache(REMEMBERED)
def order(term: Term, other: Literal) -> int | None:
    """Return a number below, at or above 0 as the term is less, equal or greater.

    None if they do not compare.

    Source: https://www.w3.org/TR/shacl/#core-components-range.
    """
    if not isinstance(term, Literal):
        return None
    one: Any = rdflib_term(term)
    two: Any = rdflib_term(other)
    if isinstance(getattr(one, "value", None), str) != isinstance(getattr(two, "value", None), str):
        return None
    try:
        if one.eq(two):
            return 0
        # Where rdflib has an order for all times, with and without a zone, pySHACL asks Python, which has none.
        is_time = isinstance(one.value, datetime.datetime | datetime.time)
        return 1 if (one.value > two.value if is_time else one > two) else -1
    except (TypeError, NotImplementedError):
        return None


@lru_cache(REMEMBERED)
def is_less(term: Term, other: Term) -> bool:
    """Return whether the term is less than the other; an IRI counts as a text.

    Source: https://www.w3.org/TR/shacl/#LessThanConstraintComponent.

    Raises:
        UndecidedError: one is a blank node, or the two cannot be compared.
    """
    if isinstance(term, BlankNode) or isinstance(other, BlankNode):
        raise UndecidedError
    (one, one_is_text), (two, two_is_text) = comparable(term), comparable(other)
    if one_is_text != two_is_text:
        return False
    try:
        return bool(one < two)
    except Exception as fault:
        # rdflib passes on whatever the values of two datatypes raise when they are compared.
        raise UndecidedError from fault


def comparable(term: Term) -> tuple[Any, bool]:
    """Return what pySHACL compares a term by, and whether that is a text."""
    value = getattr(rdflib_term(term), "value", term.value)
    return (value, True) if isinstance(value, str) else (rdflib_term(term), False)

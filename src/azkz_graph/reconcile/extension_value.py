"""Values of the graph as the reconciliation protocol writes them."""

import math
import re
from decimal import Decimal
from typing import Any, Final

from pyoxigraph import Literal, NamedNode, Store

from azkz_graph.graph.facts import Term
from azkz_graph.graph.labels import words
from azkz_graph.reconcile.described_entity import read_entry
from azkz_graph.reconcile.reconciliation_identifiers import entity_id, term_id
from azkz_graph.vocabulary import ID, ONTOLOGY, XSD

INTEGERS: Final = frozenset(
    NamedNode(XSD + name) for name in ("integer", "int", "long", "short", "byte", "nonNegativeInteger")
)
NUMBERS: Final = frozenset(NamedNode(XSD + name) for name in ("decimal", "double", "float"))
DECIMAL: Final = NamedNode(XSD + "decimal")
DATES: Final = frozenset(NamedNode(XSD + name) for name in ("date", "dateTime"))

MOST_DIGITS: Final = 15
"""The digits of an integer that every reader of JSON keeps. Source: RFC 8259, section 6."""

MOMENT: Final = re.compile(
    r"(?P<day>\d{4}-(?:1[0-2]|0[1-9])-(?:3[01]|0[1-9]|[12]\d))"
    r"(?P<time>T(?:2[0-3]|[01]\d):[0-5]\d:[0-5]\d(?:\.\d+)?)?(?P<zone>Z|[+-](?:2[0-3]|[01]\d):[0-5]\d)?",
    re.ASCII,
)


def convert_value(store: Store, term: Term, language: str) -> dict[str, Any]:
    """Convert a value of the graph to the protocol's thing, text, number or date.

    The protocol has no dates that are only a year or a month: these stay texts, as precise as they are stated. A value
    that is not valid for its datatype is a text too, and so is a decimal with more digits than a float has. Source: https://reconciliation-api.github.io/specs/0.2/,
    "Data Extension Responses".
    """
    if isinstance(term, Literal):
        return convert_literal(term)
    if isinstance(term, NamedNode) and term.value.startswith(ID):
        return {"id": entity_id(term), "name": read_entry(store, term, entity_id(term)).name(language)}
    if isinstance(term, NamedNode) and term.value.startswith(ONTOLOGY):
        return {"str": read_entry(store, term, term_id(term)).name(language)}
    return {"str": term.value if isinstance(term, NamedNode) else words(store, term, language)}


def convert_literal(literal: Literal) -> dict[str, Any]:
    """Convert a literal to a text, a number or a date.

    >>> convert_literal(Literal("1992-08-27", datatype=NamedNode(XSD + "date")))
    {'date': '1992-08-27T00:00:00Z'}
    >>> convert_literal(Literal("1992", datatype=NamedNode(XSD + "gYear")))
    {'str': '1992'}
    """
    text = literal.value
    if literal.datatype in INTEGERS and re.fullmatch(rf"[+-]?\d{{1,{MOST_DIGITS}}}", text, re.ASCII):
        return {"int": int(text)}
    if literal.datatype in NUMBERS and (number := parse_number(text)) is not None:
        is_whole = literal.datatype != DECIMAL or Decimal(text) == Decimal(repr(number))
        return {"float": number} if is_whole else {"str": text}
    moment = MOMENT.fullmatch(text) if literal.datatype in DATES else None
    if moment:
        return {"date": f"{moment['day']}{moment['time'] or 'T00:00:00'}{moment['zone'] or 'Z'}"}
    return {"str": text}


def parse_number(text: str) -> float | None:
    """Parse a text to a number; return None if it is no number, or an infinite one.

    >>> parse_number("1992"), parse_number("many"), parse_number("nan")
    (1992.0, None, None)
    """
    try:
        value = float(text)
    except ValueError:
        return None
    return value if math.isfinite(value) else None

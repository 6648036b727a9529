"""Numbers in a query that the engine does not compute with."""

import re
from typing import Final

from pyoxigraph import Literal, NamedNode

from azkz_graph.dataset.computable_numbers import has_long_number, is_computable
from azkz_graph.sparql.query_keywords import TOKEN, keywords
from azkz_graph.vocabulary import XSD

TYPED: Final = re.compile(r"""["']([+-]?[0-9.]++)["']\^\^""")
"""A number that is written with its datatype."""


def compares(text: str) -> bool:
    """Return whether the query compares, computes or sorts values."""
    return not {"FILTER", "AS", "ORDER", "HAVING"}.isdisjoint(keywords(text))


def incomputable_numbers(text: str) -> list[str]:
    """Return the numbers in a query that the engine does not compute with.

    >>> incomputable_numbers('ASK { FILTER(9223372036854775808 > 9 || "99999999999999999999"^^xsd:integer > "9") }')
    ['9223372036854775808', '99999999999999999999']
    """
    if not has_long_number(text.encode()):
        return []
    found = [match["words"] or "" for match in TOKEN.finditer(text)]
    found += TYPED.findall(text)
    types = {number: XSD + ("decimal" if "." in number else "integer") for number in found}
    return [
        number
        for number, type in types.items()
        if not is_computable(Literal(number, datatype=NamedNode(type)))
    ]

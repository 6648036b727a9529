"""Places in a text: authors write them as numbers, and the Web Annotation model has a datatype for them.

Source: https://www.w3.org/TR/annotation-vocab/#start.
"""

import re
from typing import Final

from pyoxigraph import Literal, NamedNode, Quad

from azkz_graph.vocabulary import PREFIXES, XSD

OFFSETS: Final = frozenset(NamedNode(PREFIXES["oa"] + name) for name in ("start", "end"))
INTEGER: Final = NamedNode(XSD + "integer")
NON_NEGATIVE_INTEGER: Final = NamedNode(XSD + "nonNegativeInteger")
CANONICAL: Final = re.compile(r"0|[1-9][0-9]*")


def with_offset(quad: Quad) -> Quad:
    """Return the quad; if it says where a text begins or ends, with the datatype that annotation clients look for.

    >>> position = NamedNode("https://w3id.org/azkz/id/article/o9-position")
    >>> str(with_offset(Quad(position, NamedNode(PREFIXES["oa"] + "start"), Literal(958))).object)
    '"958"^^<http://www.w3.org/2001/XMLSchema#nonNegativeInteger>'
    """
    if not is_place(quad, INTEGER):
        return quad
    offset = Literal(quad.object.value, datatype=NON_NEGATIVE_INTEGER)  # type: ignore[union-attr]
    return Quad(quad.subject, quad.predicate, offset, quad.graph_name)


def is_offset(quad: Quad) -> bool:
    """Return whether the quad says where a text begins or ends, as it is published."""
    return is_place(quad, NON_NEGATIVE_INTEGER)


def is_place(quad: Quad, datatype: NamedNode) -> bool:
    """Return whether the quad says so with a canonical number of the datatype."""
    value = quad.object
    return (
        quad.predicate in OFFSETS
        and isinstance(value, Literal)
        and value.datatype == datatype
        and CANONICAL.fullmatch(value.value) is not None
    )

"""Store of a dataset's triples for the SPARQL constraints of shapes.

Oxigraph rewrites literals, and reads some differently from rdflib, which pySHACL uses. The store gets only
those on which both agree. Any other keeps its lexical form under a datatype of its own, and so equals no
other literal.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, TypeVar

from pyoxigraph import Literal, NamedNode, Quad, Store

from azkz_graph.vocabulary import RDF, XSD

ENGINES_AGREE: Final[Mapping[str, re.Pattern[str]]] = {
    XSD + "integer": re.compile(r"0|-?[1-9][0-9]{0,17}"),
    XSD + "nonNegativeInteger": re.compile(r"0|[1-9][0-9]{0,17}"),
    XSD + "decimal": re.compile(r"0|-?[1-9][0-9]{0,17}|-?(0|[1-9][0-9]{0,17})\.[0-9]{0,8}[1-9]"),
    XSD + "boolean": re.compile(r"true|false"),
    XSD + "gYear": re.compile(r"[1-9][0-9]{3}"),
    XSD + "gYearMonth": re.compile(r"[1-9][0-9]{3}-(0[1-9]|1[0-2])"),
    XSD + "date": re.compile(
        r"[1-9][0-9]{3}-(?:(?:0[1-9]|1[0-2])-(?:0[1-9]|1[0-9]|2[0-8])|(?:0[13-9]|1[0-2])-(?:29|30)|(?:0[13578]|1[02])-31)"
    ),
}
"""The lexical forms that Oxigraph and rdflib read alike.

Oxigraph keeps them, and makes integers of those that are not negative.
"""

TEXTS: Final = frozenset({XSD + "string", RDF + "langString"})

AS_WRITTEN: Final = "urn:as-written:"
"""Begins the datatype under which Oxigraph keeps any other literal, which then equals no other."""


@dataclass(frozen=True)
class ConstraintStore:
    """The store, the predicates of literals on which the two engines may not agree, and those of texts.

    rdflib compares a text with a number, which is an error in SPARQL.
    """

    store: Store
    odd: frozenset[str]
    texts: frozenset[str]


def constraint_store(quads: Iterable[Quad]) -> ConstraintStore:
    """Return the store of the quads' triples, whatever graphs hold them."""
    store, odd, texts, kept = Store(), set(), set(), []
    for quad in quads:
        value = quad.object
        if isinstance(value, Literal) and value.datatype.value in TEXTS:
            texts.add(quad.predicate.value)
        elif isinstance(value, Literal) and not is_agreed(value):
            odd.add(quad.predicate.value)
            value = Literal(value.value, datatype=NamedNode(AS_WRITTEN + value.datatype.value))
        kept.append(Quad(quad.subject, quad.predicate, value))
    store.extend(kept)
    return ConstraintStore(store, frozenset(odd), frozenset(texts))


@lru_cache(4096)
def is_agreed(literal: Literal) -> bool:
    """Return whether both engines read the literal alike, and Oxigraph keeps it as it is written."""
    form = ENGINES_AGREE.get(literal.datatype.value)
    return form is not None and form.fullmatch(literal.value) is not None


Kept = TypeVar("Kept")


def as_written(term: Kept) -> Kept | Literal:
    """Return the term as the dataset has it."""
    if not isinstance(term, Literal):
        return term
    kind = term.datatype.value
    if kind.startswith(AS_WRITTEN):
        return Literal(term.value, datatype=NamedNode(kind.removeprefix(AS_WRITTEN)))
    return term

"""Turtle of RDF 1.2, in which a triple term says which triple a fact is about.

Source: https://www.w3.org/TR/rdf12-turtle/ and https://www.w3.org/TR/rdf12-concepts/#section-triple-terms.
Readers of RDF 1.1 do not know triple terms; they have the other files, where a fact is an rdf:Statement.
"""

from pyoxigraph import NamedNode, Triple

from azkz_graph.export.readable_turtle import turtle_of
from azkz_graph.export.reading_order import Arrangement
from azkz_graph.graph.node_description import Description
from azkz_graph.vocabulary import OBJECT, PREDICATE, RDF, STATEMENT, SUBJECT, TYPE

REIFIES = NamedNode(RDF + "reifies")
STATEMENT_PARTS = (SUBJECT, PREDICATE, OBJECT)


def turtle_with_triple_terms(arrangement: Arrangement) -> bytes:
    """Write all triples, with `fact rdf:reifies <<( s p o )>>` for each description as rdf:Statement.

    A claim describes a statement without being an rdf:Statement, and stays as it is.
    """
    union = arrangement.union
    return turtle_of(arrangement, {subject: add_triple_terms(union[subject]) for subject in union})


def add_triple_terms(description: Description) -> Description:
    """Return the description of a fact with a triple term, and any other description as it is."""
    kinds = description.get(TYPE, [])
    if STATEMENT not in kinds:
        return description
    about = Triple(*(description[part][0] for part in STATEMENT_PARTS))  # type: ignore[arg-type]
    rest = {name: objects for name, objects in description.items() if name not in (TYPE, *STATEMENT_PARTS)}
    return {TYPE: [kind for kind in kinds if kind != STATEMENT], REIFIES: [about], **rest}

"""Turtle of RDF 1.2, in which a triple term says which triple a fact or a claim is about.

Source: https://www.w3.org/TR/rdf12-turtle/ and https://www.w3.org/TR/rdf12-concepts/#section-triple-terms.
Readers of RDF 1.1 do not know triple terms; they have the other files, where a fact is an rdf:Statement.
"""

from typing import Final

from pyoxigraph import NamedNode, Triple

from azkz_graph.export.readable_turtle import turtle_of
from azkz_graph.export.reading_order import Arrangement
from azkz_graph.graph.facts import triple_of
from azkz_graph.graph.node_description import Description
from azkz_graph.vocabulary import (
    CLAIM,
    CLAIM_OBJECT,
    CLAIM_PREDICATE,
    CLAIM_SUBJECT,
    CLAIMED_TRIPLE,
    OBJECT,
    PREDICATE,
    RDF,
    STATEMENT,
    SUBJECT,
    TYPE,
)

REIFIES: Final = NamedNode(RDF + "reifies")
STATEMENT_PARTS: Final = (SUBJECT, PREDICATE, OBJECT)
CLAIM_PARTS: Final = (CLAIM_SUBJECT, CLAIM_PREDICATE, CLAIM_OBJECT)


def turtle_with_triple_terms(arrangement: Arrangement) -> bytes:
    """Write all triples, with a triple term for what each fact states and for what each claim says.

    `fact rdf:reifies <<( s p o )>>` takes the place of the description as rdf:Statement, which the program made.
    `claim azkz:claimedTriple <<( s p o )>>` stands beside the parts of the claim, each of which a passage states.
    """
    union = arrangement.union
    return turtle_of(arrangement, {subject: add_triple_terms(union[subject]) for subject in union})


def add_triple_terms(description: Description) -> Description:
    """Return the description of a fact or a claim with a triple term, and any other description as it is."""
    kinds = description.get(TYPE, [])
    if CLAIM in kinds:
        claimed = triple_of(*(description.get(part, ()) for part in CLAIM_PARTS))
        return {**description, CLAIMED_TRIPLE: [claimed]} if claimed else description
    if STATEMENT not in kinds:
        return description
    about = Triple(*(description[part][0] for part in STATEMENT_PARTS))  # type: ignore[arg-type]
    rest = {name: objects for name, objects in description.items() if name not in (TYPE, *STATEMENT_PARTS)}
    return {TYPE: [kind for kind in kinds if kind != STATEMENT], REIFIES: [about], **rest}

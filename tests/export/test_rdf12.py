"""The RDF 1.2 file, turned back into RDF 1.1."""

from collections.abc import Iterator

from pyoxigraph import Quad, RdfFormat, Triple, parse

from azkz_graph.dataset.dataset import Dataset
from azkz_graph.export.rdf12 import REIFIES, turtle_with_triple_terms
from azkz_graph.export.reading_order import Arrangement
from azkz_graph.vocabulary import (
    CLAIM,
    CLAIM_OBJECT,
    CLAIM_PREDICATE,
    CLAIM_SUBJECT,
    CLAIMED_TRIPLE,
    OBJECT,
    PREDICATE,
    STATEMENT,
    SUBJECT,
    TYPE,
)


def described_again(quad: Quad) -> Iterator[Triple]:
    """The triple, or the rdf:Statement that a triple term stands for; nothing for what the parts of a claim say."""
    if quad.predicate == CLAIMED_TRIPLE:
        return
    if quad.predicate != REIFIES:
        yield quad.triple
        return
    assert isinstance(quad.object, Triple)
    yield Triple(quad.subject, TYPE, STATEMENT)
    yield Triple(quad.subject, SUBJECT, quad.object.subject)
    yield Triple(quad.subject, PREDICATE, quad.object.predicate)
    yield Triple(quad.subject, OBJECT, quad.object.object)


def test_turned_back_it_is_the_same_union(dataset: Dataset, arrangement: Arrangement) -> None:
    read = parse(turtle_with_triple_terms(arrangement), format=RdfFormat.TURTLE)
    triples = {triple for quad in read for triple in described_again(quad)}
    assert triples == {quad.triple for quad in dataset.quads()}


def test_every_fact_has_a_triple_term_and_is_no_statement(arrangement: Arrangement) -> None:
    read = list(parse(turtle_with_triple_terms(arrangement), format=RdfFormat.TURTLE))
    facts = [subject for subject, said in arrangement.union.items() if STATEMENT in said.get(TYPE, ())]
    assert sorted(str(quad.subject) for quad in read if quad.predicate == REIFIES) == sorted(map(str, facts))
    assert not any(quad.object == STATEMENT for quad in read)


def test_claims_have_their_parts_and_a_triple_term_that_nobody_asserts(arrangement: Arrangement) -> None:
    read = list(parse(turtle_with_triple_terms(arrangement), format=RdfFormat.TURTLE))
    claimed = {quad.subject: quad.object for quad in read if quad.predicate == CLAIMED_TRIPLE}
    assert claimed.keys() == {quad.subject for quad in read if (quad.predicate, quad.object) == (TYPE, CLAIM)}
    parts = [
        {quad.subject: quad.object for quad in read if quad.predicate == part}
        for part in (CLAIM_SUBJECT, CLAIM_PREDICATE, CLAIM_OBJECT)
    ]
    assert claimed == {claim: Triple(*(part[claim] for part in parts)) for claim in claimed}
    referred = {quad.object for quad in read if quad.predicate == REIFIES}
    assert not set(claimed.values()) & ({quad.triple for quad in read} | referred)

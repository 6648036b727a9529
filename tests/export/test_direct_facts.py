"""What the article states as direct triples: nothing of it is missing, and nothing else is in it."""

import re

import pytest
from pyoxigraph import NamedNode, RdfFormat, Triple, parse

from azkz_graph.dataset.dataset import Dataset, is_passage
from azkz_graph.export.direct_facts import direct_facts
from azkz_graph.export.reading_order import Arrangement
from azkz_graph.vocabulary import ID, LABEL, ONTOLOGY, STATEMENT, TYPE

VIEW = f"<{ID}claim-"


@pytest.fixture(scope="module")
def data(arrangement: Arrangement) -> bytes:
    return direct_facts(arrangement)


@pytest.fixture(scope="module")
def triples(data: bytes) -> set[Triple]:
    return {quad.triple for quad in parse(data, format=RdfFormat.TURTLE)}


def test_all_that_passages_state_is_in_it_but_views(dataset: Dataset, triples: set[Triple]) -> None:
    stated = {quad.triple for quad in dataset.quads() if is_passage(quad.graph_name)}
    left_out = stated - triples
    assert len(stated) > 500
    assert left_out
    assert all(VIEW in f"{triple.subject} {triple.object}" for triple in left_out)


def test_no_view_no_description_of_a_fact_and_nothing_derived_is_in_it(
    dataset: Dataset, triples: set[Triple]
) -> None:
    kinds = {triple.object for triple in triples if triple.predicate == TYPE}
    assert STATEMENT not in kinds
    assert kinds.isdisjoint(NamedNode(ONTOLOGY + name) for name in ("Fact", "Claim", "EditorialNote"))
    assert not [triple for triple in triples if VIEW in str(triple)]
    assert triples <= {quad.triple for quad in dataset.places}


def test_whatever_it_names_of_ours_has_a_name(triples: set[Triple]) -> None:
    named = {triple.subject for triple in triples if triple.predicate == LABEL}
    terms = {term for triple in triples for term in (triple.subject, triple.predicate, triple.object)}
    ours = {term for term in terms if isinstance(term, NamedNode) and term.value.startswith((ID, ONTOLOGY))}
    assert ours <= named


def test_it_says_what_is_in_it(data: bytes) -> None:
    head = data.decode().partition("@prefix")[0]
    assert re.search(r"# In it: .*\n.*\n# Not in it: views .* derived facts", head)

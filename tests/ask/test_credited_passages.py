"""What saved queries credit to a passage, in a graph of two articles that contradict each other."""

import pytest
from pyoxigraph import Literal, NamedNode, Quad, QuerySolutions, Store
from saved_query_cases import QUERIES

from azkz_graph.dataset.dataset import Dataset, is_passage
from azkz_graph.dataset.derivation import fact_nodes
from azkz_graph.vocabulary import ID, ONTOLOGY, PREFIXES, RDF, TYPE

SCHEMA, DCT = PREFIXES["schema"], PREFIXES["dct"]

OTHER = "-elsewhere"
"""What the name of the other article's passage ends in."""

VALUE, ESTABLISHED, CLAIMANT = SCHEMA + "value", ONTOLOGY + "established", ONTOLOGY + "claimant"


def contradicted(quad: Quad) -> Quad:
    """What the other article states where the first one states the quad: another value, if it has a value."""
    graph = NamedNode(quad.graph_name.value + OTHER)  # type: ignore[union-attr]
    value = quad.object
    if quad.predicate.value == VALUE and isinstance(value, Literal):
        value = Literal(value.value + "7", datatype=value.datatype)
    elif quad.predicate.value == ESTABLISHED and isinstance(value, Literal):
        value = Literal("1999-01-01", datatype=value.datatype)
    elif quad.predicate.value == CLAIMANT:
        value = NamedNode(ID + "kazakhstan")
    return Quad(quad.subject, quad.predicate, value, graph)


@pytest.fixture(scope="module")
def contradictory(dataset: Dataset) -> Store:
    """The dataset with a second article, in whose passages every value is another one, as a plain graph."""
    stated = [quad for quad in dataset.places if is_passage(quad.graph_name)]
    described = [
        Quad(NamedNode(quad.subject.value + OTHER), quad.predicate, quad.object)  # type: ignore[union-attr]
        for quad in dataset.places
        if quad.graph_name == NamedNode(PREFIXES["graph"] + "article")
    ]
    others = list(map(contradicted, stated))
    store = Store()
    triples = dict.fromkeys(quad.triple for quad in [*dataset.places, *others, *described])
    facts = [quad.triple for quad in fact_nodes([*stated, *others])]
    store.extend(Quad(*triple) for triple in [*triples, *facts])
    return store


@pytest.mark.parametrize(
    ("query", "column", "predicate"),
    [
        ("country-profile", "value", VALUE),
        ("trade-by-year", "value", VALUE),
        ("trade-sources", "value", VALUE),
        ("diplomatic-relations", "established", ESTABLISHED),
        ("views", "claimant", CLAIMANT),
        ("views-in-section", "claimant", CLAIMANT),
    ],
)
def test_a_value_is_credited_to_the_passages_that_state_it(
    query: str, column: str, predicate: str, contradictory: Store
) -> None:
    solutions = contradictory.query(QUERIES[query].text)
    assert isinstance(solutions, QuerySolutions)
    credited = {(row["passage"], row[column]) for row in solutions if row["passage"] is not None}
    assert credited
    for passage, value in credited:
        stating = (
            f"ASK {{ ?fact <{RDF}predicate> <{predicate}> ; <{RDF}object> {value} ; "
            f"<{ONTOLOGY}statedIn> {passage} ; {TYPE} <{ONTOLOGY}Fact> }}"
        )
        assert contradictory.query(stating), (passage, value)
    assert (
        len({str(passage).endswith(f"{OTHER}>") for passage, _ in credited}) == 2
        or query == "views-in-section"
    )

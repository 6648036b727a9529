"""Claims and facts about them, which no citation takes for facts."""

from collections.abc import Callable

import pytest
from pyoxigraph import NamedNode

from azkz_graph.about.citation import citation
from azkz_graph.about.citation_styles import STYLES
from azkz_graph.graph.facts import facts_by, nodes, triples
from azkz_graph.graph.labels import label
from azkz_graph.graph.triple_index import Index
from azkz_graph.site.data.publication import Publication
from azkz_graph.vocabulary import CLAIM, CLAIMANT, ID, SUBJECT, TYPE


@pytest.fixture(scope="module")
def claims(publication: Publication) -> list[NamedNode]:
    found = [quad.subject for quad in triples(publication.graph, None, TYPE, CLAIM)]
    return [claim for claim in found if isinstance(claim, NamedNode)]


@pytest.fixture(scope="module")
def graph(publication: Publication) -> Index:
    return publication.graph


@pytest.mark.parametrize("write", STYLES.values(), ids=STYLES)
def test_every_claim_names_its_holder_and_its_passage(
    write: Callable[..., str], graph: Index, claims: list[NamedNode]
) -> None:
    assert len(claims) == 23
    for claim in claims:
        facts = facts_by(graph, SUBJECT, claim)
        holders = nodes(graph, claim, CLAIMANT)
        passages = {passage for fact in facts for passage in fact.passages}
        assert facts
        assert holders
        assert passages
        for node in (claim, *(fact.iri for fact in facts)):
            written = write(citation(graph, node))
            assert "view of " in written
            for name in (*holders, *passages):
                assert label(graph, name) in written, (node, name)


def test_the_hedge_of_a_holder_is_kept(graph: Index) -> None:
    cited = citation(graph, NamedNode(f"{ID}claim-relations-very-warm"))
    assert cited.full_title == (
        "Many residents and politicians: the relations are very warm [view of Residents and politicians (many), "
        "reported in Overview 1 of the article “Azerbaijan–Kazakhstan relations (article)”]"
    )


def test_what_is_no_claim_is_cited_as_before(graph: Index) -> None:
    for name in ("olzhas-suleimenov", "residents-and-politicians", "baku"):
        assert citation(graph, NamedNode(ID + name)).view is None

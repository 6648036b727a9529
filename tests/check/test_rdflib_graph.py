"""Terms that go from one library to the other and back."""

import pytest
import rdflib
from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from azkz_graph.check.rdflib_graph import pyoxigraph_term, rdflib_graph, rdflib_term
from azkz_graph.vocabulary import XSD

NODE = NamedNode("https://example.org/ä")


@pytest.fixture(autouse=True)
def lexical_forms(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rdflib, "NORMALIZE_LITERALS", False)


@pytest.mark.parametrize(
    "term",
    [
        NODE,
        BlankNode("b"),
        Literal("text"),
        Literal("עברית", language="he"),
        Literal("01", datatype=NamedNode(XSD + "integer")),
        Literal("1.50", datatype=NamedNode(XSD + "decimal")),
        Literal("2016", datatype=NamedNode(XSD + "gYear")),
        Literal("x", datatype=NODE),
    ],
)
def test_round_trip(term: NamedNode | BlankNode | Literal) -> None:
    assert pyoxigraph_term(rdflib_term(term)) == term


def test_triple_terms_have_no_counterpart() -> None:
    with pytest.raises(TypeError, match=r"not a term of RDF 1\.1"):
        rdflib_term(Triple(NODE, NODE, NODE))


def test_graph() -> None:
    graph = rdflib_graph([Triple(NODE, NODE, Literal("01", datatype=NamedNode(XSD + "integer")))])
    ((_, _, value),) = graph
    assert str(value) == "01"

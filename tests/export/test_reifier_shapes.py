"""The shapes of reified triples, as pyrudof applies them to the RDF 1.2 file, whole and with a fault in one fact."""

from collections.abc import Iterable
from pathlib import Path

import pytest
from pyoxigraph import NamedNode, Quad, RdfFormat, Triple, parse, serialize

from azkz_graph.export.rdf12 import REIFIES, turtle_with_triple_terms
from azkz_graph.export.reading_order import Arrangement
from azkz_graph.export.reifier_shapes import reifier_shapes
from azkz_graph.vocabulary import DERIVED_BY, PREFIXES, STATED_IN

pytestmark = pytest.mark.second_engine

VALUE = NamedNode(PREFIXES["schema"] + "value")


@pytest.fixture(scope="module")
def triples(arrangement: Arrangement) -> frozenset[Triple]:
    read = parse(turtle_with_triple_terms(arrangement), format=RdfFormat.TURTLE)
    return frozenset(quad.triple for quad in read)


@pytest.fixture(scope="module")
def shapes(arrangement: Arrangement) -> str:
    return reifier_shapes(arrangement).decode()


def some_value(triples: Iterable[Triple], origin: NamedNode) -> Triple:
    """Of the facts on the value of a figure, one that has this origin: which triple it reifies."""
    subjects = {triple.subject for triple in triples if triple.predicate == origin}
    return min(
        (triple for triple in triples if triple.predicate == REIFIES and triple.subject in subjects),
        key=lambda triple: (getattr(triple.object, "predicate", None) != VALUE, str(triple)),
    )


def found(triples: Iterable[Triple], shapes: str, folder: Path) -> list[tuple[str, str | None]]:
    """The components that find a fault, each with the focus node, or the path if a reifier is missing."""
    pyrudof = pytest.importorskip("pyrudof", reason="pyrudof is missing; PyPI brings it")
    data = folder / "azkz-rdf12.ttl"
    serialize((Quad(*triple) for triple in triples), data, format=RdfFormat.TURTLE)
    rudof = pyrudof.Rudof()
    rudof.read_data(str(data))
    rudof.read_shacl(shapes)
    results = [
        (result.constraint_component.removeprefix(PREFIXES["sh"]), result.focus_node, result.path)
        for result in rudof.validate_shacl()
    ]
    # For a missing reifier, pyrudof names the shape as focus node.
    return [(name, path if name.startswith("Reifier") else focus) for name, focus, path in results]


def test_behind_every_fact_is_a_passage_or_a_rule(
    triples: frozenset[Triple], shapes: str, tmp_path: Path
) -> None:
    assert found(triples, shapes, tmp_path) == []


@pytest.mark.parametrize("origin", [STATED_IN, DERIVED_BY])
def test_a_fact_without_its_passage_or_rule_is_found(
    origin: NamedNode, triples: frozenset[Triple], shapes: str, tmp_path: Path
) -> None:
    fact = some_value(triples, origin).subject
    assert isinstance(fact, NamedNode)
    left = {triple for triple in triples if (triple.subject, triple.predicate) != (fact, origin)}
    assert found(left, shapes, tmp_path) == [("MinCountConstraintComponent", fact.value)]


def test_a_triple_without_its_fact_is_found(triples: frozenset[Triple], shapes: str, tmp_path: Path) -> None:
    left = triples - {some_value(triples, STATED_IN)}
    assert found(left, shapes, tmp_path) == [("ReifierShapeConstraintComponent", VALUE.value)]

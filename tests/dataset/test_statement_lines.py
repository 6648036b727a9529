"""The line of a triple, and the nearest where there is none."""

from pathlib import Path

import pytest
from pyoxigraph import NamedNode

from azkz_graph.dataset.dataset import Dataset, read
from azkz_graph.dataset.derivation import derive, fact_iri
from azkz_graph.dataset.project import open_project
from azkz_graph.dataset.statement_lines import Places
from azkz_graph.problem import Place
from azkz_graph.vocabulary import ID, ONTOLOGY

MINIMAL = Path(__file__).parents[1] / "projects" / "minimal"
AZERBAIJAN, KAZAKHSTAN, SEA = (NamedNode(ID + slug) for slug in ("azerbaijan", "kazakhstan", "caspian-sea"))
BORDERS, CODE, NONE = (NamedNode(ONTOLOGY + name) for name in ("bordersOn", "m49", "none"))
FACTS, THINGS = MINIMAL / "data" / "facts.trig", MINIMAL / "data" / "entities" / "things.ttl"


@pytest.fixture(scope="module")
def minimal() -> Dataset:
    return derive(read(open_project(MINIMAL)))


@pytest.fixture(scope="module")
def places(minimal: Dataset) -> Places:
    return Places.of(minimal)


def test_triple(places: Places) -> None:
    assert places.nearest(KAZAKHSTAN, BORDERS, SEA) == Place(FACTS, 19)


def test_property(places: Places) -> None:
    assert places.nearest(KAZAKHSTAN, BORDERS, AZERBAIJAN) == Place(FACTS, 19)
    assert places.nearest(KAZAKHSTAN, CODE) == Place(THINGS, 32)


def test_subject(places: Places) -> None:
    assert places.nearest(SEA, NONE) == Place(THINGS, 17)


def test_value_as_a_subject(places: Places) -> None:
    assert places.nearest(NONE, NONE, SEA) == Place(THINGS, 17)


def test_nothing(places: Places) -> None:
    assert places.nearest(NONE) == Place(FACTS, 1)


def test_fact_has_the_line_of_its_triple(places: Places, minimal: Dataset) -> None:
    stated = next(quad for quad in minimal.places if quad.predicate == BORDERS)
    assert places.nearest(fact_iri(stated.triple)) == minimal.places[stated]


def test_what_a_rule_concludes_has_the_place_of_the_rule(places: Places, minimal: Dataset) -> None:
    concluded = next(quad for quad in minimal.derived if quad.predicate == BORDERS)
    rule = minimal.project.ontology / "rules" / "symmetry.rq"
    assert places.nearest(fact_iri(concluded.triple)) == Place(rule, 1)

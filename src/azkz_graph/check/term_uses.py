"""Authored quads split into their terms, once for all checks of terms."""

from collections.abc import Iterable
from typing import Final

from pyoxigraph import Literal, NamedNode

from azkz_graph.dataset.dataset import Dataset
from azkz_graph.problem import Place
from azkz_graph.vocabulary import GRAPH

ALIGNMENTS: Final = NamedNode(GRAPH + "alignments")
ONTOLOGY_GRAPH: Final = NamedNode(GRAPH + "ontology")
WITHDRAWN: Final = NamedNode(GRAPH + "withdrawn")

Statement = tuple[object, NamedNode, object, object, Place]
"""Subject, predicate, object and graph of an authored quad, which it makes again at each access, and its place."""


def split_statements(dataset: Dataset) -> list[Statement]:
    """Return every authored quad in its parts, in the order of the dataset."""
    return [
        (quad.subject, quad.predicate, quad.object, quad.graph_name, place)
        for quad, place in dataset.places.items()
    ]


def first_places(statements: Iterable[Statement]) -> dict[object, Place]:
    """Return every node and property with the place where it first occurs, in the order of these places."""
    places: dict[object, Place] = {}
    for subject, predicate, value, _, place in statements:
        places.setdefault(subject, place)
        places.setdefault(predicate, place)
        if not isinstance(value, Literal):
            places.setdefault(value, place)
    return places

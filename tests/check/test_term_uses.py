"""Authored quads in their parts."""

from pyoxigraph import NamedNode
from small_dataset import dataset_of, quads_of

from azkz_graph.check.term_uses import first_places, split_statements
from azkz_graph.problem import Place
from azkz_graph.vocabulary import ID


def test_statements_are_the_parts_of_quads_in_their_order() -> None:
    quads = quads_of(
        'id:x { id:b rdfs:label "b" . id:a rdfs:seeAlso id:b . } id:y { id:a rdfs:seeAlso id:b . }'
    )
    dataset = dataset_of(quads)
    place = Place(*next(iter(dataset.places.values())))
    assert split_statements(dataset) == [
        (quad.subject, quad.predicate, quad.object, quad.graph_name, place) for quad in quads
    ]


def test_first_places_have_no_literals() -> None:
    statements = split_statements(dataset_of(quads_of('id:a id:p id:b , "b" . id:b id:q id:a .')))
    moved = [(*parts[:4], Place(parts[4].path, number)) for number, parts in enumerate(statements, 1)]
    names = {
        node.value.removeprefix(ID): place.line
        for node, place in first_places(moved).items()
        if isinstance(node, NamedNode)
    }
    assert list(names.items()) == [("a", 1), ("p", 1), ("b", 1), ("q", 3)]

"""An index answers as a store does, and remembers what it was asked."""

from itertools import product

from pyoxigraph import DefaultGraph, Literal, NamedNode
from shown_triples import index_of

from azkz_graph.dataset.project import Project
from azkz_graph.graph.facts import triples
from azkz_graph.graph.triple_index import Index
from azkz_graph.store.memory_store import project_store
from azkz_graph.vocabulary import ID, LABEL, PREFIXES

DATA = 'id:a a azkz:State ; rdfs:label "A"@en , "B"@he . id:b a azkz:State ; dct:source id:a .'
A, B = (NamedNode(ID + name) for name in "ab")
STATE = NamedNode(PREFIXES["azkz"] + "State")
SOURCE = NamedNode(PREFIXES["dct"] + "source")
HERE = DefaultGraph()


def test_every_pattern_finds_what_a_store_finds(small: Project) -> None:
    store = project_store(small)
    found = [quad.triple for quad in store if quad.graph_name == HERE]
    index = Index(found)
    patterns = {
        (
            triple.subject if with_subject else None,
            triple.predicate if with_predicate else None,
            triple.object if with_object else None,
        )
        for triple in [*found[::7], *found[1::11]]
        for with_subject, with_predicate, with_object in product((True, False), repeat=3)
    }
    for subject, predicate, object in patterns:
        expected = set(store.quads_for_pattern(subject, predicate, object, HERE))
        answer = list(index.quads_for_pattern(subject, predicate, object, HERE))
        assert set(answer) == expected
        assert len(answer) == len(expected)


def test_what_is_not_there_is_not_found() -> None:
    index = index_of(DATA)
    assert list(triples(index, B, LABEL)) == []
    assert list(triples(index, A, LABEL, Literal("A"))) == []
    assert list(triples(index, None, SOURCE, B)) == []


def test_what_is_remembered_is_made_once() -> None:
    index, numbers = Index(()), iter(range(9))
    assert [index.remembered(name, lambda: next(numbers)) for name in ("a", "a", "b")] == [0, 0, 1]

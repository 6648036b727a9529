"""An index answers as a store does, and remembers what it was asked."""

from itertools import product

import pytest
from pyoxigraph import DefaultGraph, Literal, NamedNode
from shown_triples import index_of
from small_dataset import quads_of

from azkz_graph.dataset.project import Project
from azkz_graph.graph.facts import triples, values
from azkz_graph.graph.triple_index import Index, Pattern
from azkz_graph.store.memory_store import project_store
from azkz_graph.vocabulary import ID, LABEL, PREFIXES, TYPE

DATA = 'id:a a azkz:State ; rdfs:label "A"@en , "B"@he . id:b a azkz:State ; dct:source id:a .'
A, B = (NamedNode(ID + name) for name in "ab")
STATE = NamedNode(PREFIXES["azkz"] + "State")
SOURCE = NamedNode(PREFIXES["dct"] + "source")
HERE = DefaultGraph()


def test_every_pattern_finds_what_a_store_finds(small: Project) -> None:
    store = project_store(small)
    found = [quad.triple for quad in store]
    index = Index(found)
    for triple in [*found[::7], *found[1::11]]:
        for with_subject, with_predicate, with_object in product((True, False), repeat=3):
            subject = triple.subject if with_subject else None
            predicate = triple.predicate if with_predicate else None
            object = triple.object if with_object else None
            expected = set(store.quads_for_pattern(subject, predicate, object, HERE))
            answer = list(index.quads_for_pattern(subject, predicate, object, HERE))
            assert set(answer) == expected
            assert len(answer) == len(expected)


def test_what_is_not_there_is_not_found() -> None:
    index = index_of(DATA)
    assert list(triples(index, B, LABEL)) == []
    assert list(triples(index, A, LABEL, Literal("A"))) == []
    assert list(triples(index, None, SOURCE, B)) == []


def test_what_was_asked_is_seen_even_if_nothing_was_found() -> None:
    index = index_of(DATA)
    list(triples(index, A))
    list(triples(index, B, LABEL))
    list(triples(index, A, LABEL, Literal("A")))
    list(triples(index, None, TYPE, STATE))
    assert index.seen == {(A, None, None), (B, LABEL, None), (A, LABEL, None), (None, TYPE, STATE)}


def test_traced_tells_what_was_asked_within_and_the_outer_trace_has_it_too() -> None:
    index = index_of(DATA)

    def inner() -> int:
        return len(values(index, A, LABEL))

    def outer() -> tuple[int, frozenset[Pattern]]:
        values(index, B, SOURCE)
        return index.traced(inner)

    (count, within), whole = index.traced(outer)
    assert count == 2
    assert within == {(A, LABEL, None)}
    assert whole == {(A, LABEL, None), (B, SOURCE, None)}
    assert index.seen == whole


def test_a_trace_that_fails_leaves_the_outer_one_at_work() -> None:
    index = index_of(DATA)

    def fail() -> None:
        values(index, A, LABEL)
        raise KeyError

    def outer() -> None:
        with pytest.raises(KeyError):
            index.traced(fail)
        values(index, B, SOURCE)

    assert (B, SOURCE, None) in index.traced(outer)[1]


def test_what_is_remembered_is_made_once_and_seen_each_time() -> None:
    index = index_of(DATA)
    made = []

    def make() -> int:
        made.append(values(index, A, LABEL))
        return len(made)

    results = [index.traced(lambda: index.remembered("name", make)) for _ in range(3)]
    assert results == [(1, frozenset({(A, LABEL, None)}))] * 3


def test_what_is_attached_can_be_depended_on() -> None:
    index, aspect = index_of(DATA), NamedNode("urn:aspect")
    index.attach(A, aspect, b"one")
    _, asked = index.traced(lambda: index.depend(A, aspect))
    assert asked == {(A, aspect, None)}
    assert asked <= set(index.patterns())
    before = index.digest((A, aspect, None))
    index.attach(A, aspect, b"two")
    assert index.digest((A, aspect, None)) != before


def test_the_digest_tells_what_is_found_and_not_its_order() -> None:
    found = [quad.triple for quad in quads_of(DATA)]
    forth, back, less = Index(found), Index(reversed(found)), Index(found[:-1])
    same = {pattern for pattern in forth.patterns() if forth.digest(pattern) == back.digest(pattern)}
    assert same == set(forth.patterns())
    changed = {pattern for pattern in forth.patterns() if forth.digest(pattern) != less.digest(pattern)}
    # The last triple is that of id:b and its source.
    assert changed == {
        (None, None, None),
        (B, None, None),
        (B, SOURCE, None),
        (None, SOURCE, None),
        (None, SOURCE, A),
        (None, None, A),
    }

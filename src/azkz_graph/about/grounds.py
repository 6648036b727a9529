"""Grounds: what a fact rests on, however indirectly."""

from collections.abc import Mapping
from dataclasses import dataclass

from pyoxigraph import NamedNode

from azkz_graph.graph.facts import Fact, Triples, read_fact
from azkz_graph.graph.passages import sort_key


@dataclass(frozen=True)
class Grounds:
    """A fact, all facts `below` it that it was derived from, and all their `passages` in reading order."""

    fact: Fact
    below: Mapping[NamedNode, Fact]
    passages: tuple[NamedNode, ...]


def read_grounds(store: Triples, fact: Fact) -> Grounds:
    """Return what the fact rests on."""
    found = {fact.iri: fact}
    left = list(fact.premises)
    while left:
        iri = left.pop()
        if iri not in found:
            found[iri] = read_fact(store, iri)
            left += found[iri].premises
    passages = {passage for each in found.values() for passage in each.passages}
    below = {iri: each for iri, each in found.items() if iri != fact.iri}
    return Grounds(fact, below, tuple(sorted(passages, key=lambda each: sort_key(store, each))))

"""Facts that a store holds, each with its triple and what it rests on."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, Triple

from azkz_graph.text.language_range import distance
from azkz_graph.vocabulary import (
    DERIVED_BY,
    DERIVED_FROM,
    FACT,
    FACT_CLASS,
    OBJECT,
    PREDICATE,
    STATED_IN,
    SUBJECT,
    TYPE,
)

Term = NamedNode | BlankNode | Literal | Triple
Node = NamedNode | BlankNode


class Triples(Protocol):
    """What holds triples in its default graph and gives those of a pattern; a `Store` is one."""

    def quads_for_pattern(
        self,
        subject: Node | None,
        predicate: NamedNode | None,
        object: Term | None,
        graph_name: DefaultGraph,
        /,
    ) -> Iterator[Quad]:
        """Return the triples that have the given parts."""
        ...


@dataclass(frozen=True)
class Fact:
    """A triple that passages state, or that a rule derived from other facts (`premises`), or both."""

    iri: NamedNode
    triple: Triple
    passages: tuple[NamedNode, ...]
    rules: tuple[NamedNode, ...]
    premises: tuple[NamedNode, ...]


def values(store: Triples, subject: Node, predicate: NamedNode) -> list[Term]:
    """Return the objects of a subject and a predicate, in a fixed order."""
    found = [quad.object for quad in triples(store, subject, predicate)]
    return sorted(found, key=str) if len(found) > 1 else found


def nodes(store: Triples, subject: Node, predicate: NamedNode) -> tuple[NamedNode, ...]:
    """Return the objects that are IRIs."""
    return tuple(value for value in values(store, subject, predicate) if isinstance(value, NamedNode))


def text(store: Triples, subject: Node, predicate: NamedNode, language: str = "en") -> str | None:
    """Return the object as a text: of several the one in `language`, else the English one, else the first."""
    literal = best_literal(store, subject, predicate, language)
    return literal.value if literal else None


def best_literal(store: Triples, subject: Node, predicate: NamedNode, language: str = "en") -> Literal | None:
    """Return the object whose language comes closest to `language`, else the English one, else the first."""
    literals = [value for value in values(store, subject, predicate) if isinstance(value, Literal)]
    return min(literals, key=lambda literal: distance(literal.language, language), default=None)


def triples(
    store: Triples, subject: Node | None, predicate: NamedNode | None = None, object: Term | None = None
) -> Iterator[Quad]:
    """Return the matching triples; a store for asking has them all in its default graph."""
    return iter(store.quads_for_pattern(subject, predicate, object, DefaultGraph()))


def leaves(term: Term) -> Iterator[NamedNode | BlankNode | Literal]:
    """Yield the terms in a triple, and in nested ones, in their order, or the term itself."""
    left = [term]
    while left:
        each = left.pop()
        if isinstance(each, Triple):
            left += [each.object, each.predicate, each.subject]
        else:
            yield each


def is_fact(store: Triples, node: object) -> bool:
    """Return whether the node is a fact: one by its class, with a description of what it states."""
    return (
        isinstance(node, NamedNode)
        and any(triples(store, node, TYPE, FACT_CLASS))
        and read_triple(store, node) is not None
    )


def read_triple(store: Triples, iri: NamedNode) -> Triple | None:
    """Return the triple that a fact states; None if a part is missing, or cannot stand there."""
    return triple_of(*(values(store, iri, part) for part in (SUBJECT, PREDICATE, OBJECT)))


def triple_of(subjects: Sequence[Term], predicates: Sequence[Term], objects: Sequence[Term]) -> Triple | None:
    """Return the triple of the first of each; None if one is missing, or cannot stand there."""
    if not (subjects and predicates and objects):
        return None
    subject, predicate = subjects[0], predicates[0]
    if isinstance(subject, NamedNode | BlankNode) and isinstance(predicate, NamedNode):
        return Triple(subject, predicate, objects[0])
    return None


def read_fact(store: Triples, iri: NamedNode) -> Fact:
    """Read the fact of that IRI, which `is_fact` must have confirmed."""
    triple = read_triple(store, iri)
    assert triple is not None, f"{iri} is no fact"
    return Fact(
        iri,
        triple,
        nodes(store, iri, STATED_IN),
        nodes(store, iri, DERIVED_BY),
        tuple(premise for premise in nodes(store, iri, DERIVED_FROM) if is_fact(store, premise)),
    )


def facts_by(store: Triples, predicate: NamedNode, value: Term) -> list[Fact]:
    """Return the facts that have `value` as their part, passage or rule, in the order of their IRIs."""
    found = {quad.subject for quad in triples(store, None, predicate, value)}
    facts = [node for node in found if isinstance(node, NamedNode) and node.value.startswith(FACT)]
    return [read_fact(store, node) for node in sorted(facts, key=str) if is_fact(store, node)]


def fact_of(store: Triples, triple: Triple) -> Fact | None:
    """Return the fact whose triple it is, if the triple is a fact's."""
    for fact in facts_by(store, SUBJECT, triple.subject):
        if fact.triple == triple:
            return fact
    return None

"""A thing of the graph in; what is said of it, by predicate and in the order of the shapes, each with its fact, out."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import inf
from typing import Final

from pyoxigraph import NamedNode, Quad, Triple

from azkz_graph.about.entity_sheet import APART, mirrors
from azkz_graph.check.shapes import Shapes
from azkz_graph.graph.facts import Fact, facts_by, is_fact, triples
from azkz_graph.graph.node_description import Term, object_key
from azkz_graph.graph.notes import is_note
from azkz_graph.graph.passages import reading_order
from azkz_graph.graph.triple_index import Index
from azkz_graph.vocabulary import DERIVED_BY, DERIVED_FROM, OBJECT, PREFIXES, STATED_IN, SUBJECT

PATH: Final = NamedNode(PREFIXES["sh"] + "path")
ORIGINS: Final = frozenset({STATED_IN, DERIVED_BY, DERIVED_FROM})
"""What a fact says of its origin; pages show it with the fact."""


@dataclass(frozen=True)
class Value:
    """What stands at the other end of a triple, and the fact if the triple is one; else it is background."""

    term: Term
    fact: Fact | None


@dataclass(frozen=True)
class Group:
    """The values of one predicate."""

    predicate: NamedNode
    values: tuple[Value, ...]


def predicate_order(shapes: Shapes) -> Mapping[str, int]:
    """The rank of each predicate: the place at which the shapes first speak of it."""
    lines: dict[str, int] = {}
    for quad, place in shapes.places.items():
        if quad.predicate == PATH and isinstance(quad.object, NamedNode):
            line = lines.get(quad.object.value, place.line)
            lines[quad.object.value] = min(line, place.line)
    return lines


def outgoing(graph: Index, node: NamedNode, order: Mapping[str, int]) -> tuple[Group, ...]:
    """The triples that begin with the thing, but for names and other parts that have a place of their own."""
    facts = {fact.triple: fact for fact in facts_by(graph, SUBJECT, node)}
    found = [quad for quad in triples(graph, node) if quad.predicate not in APART]
    return grouped(((quad.predicate, quad.object, facts.get(quad.triple)) for quad in found), order)


def incoming(graph: Index, node: NamedNode, order: Mapping[str, int]) -> tuple[Group, ...]:
    """The triples that end with the thing, unless they turn round one that begins with it."""
    facts = {fact.triple: fact for fact in facts_by(graph, OBJECT, node)}
    mirrored = {triple for triple, fact in facts.items() if mirrors(graph, fact)}
    found = [quad for quad in triples(graph, None, None, node) if is_said(graph, quad, mirrored)]
    return grouped(((quad.predicate, quad.subject, facts.get(quad.triple)) for quad in found), order)


def is_said(graph: Index, quad: Quad, mirrored: set[Triple]) -> bool:
    """Whether the triple says something of its object that is not shown elsewhere on the page."""
    return not (
        quad.triple in mirrored
        or quad.predicate in ORIGINS
        or is_fact(graph, quad.subject)
        or is_note(graph, quad.subject)
    )


def grouped(
    found: Iterable[tuple[NamedNode, Term, Fact | None]], order: Mapping[str, int]
) -> tuple[Group, ...]:
    """The values by predicate; predicates in the order of the shapes, those that no shape knows last."""
    groups: dict[NamedNode, list[Value]] = {}
    for predicate, term, fact in found:
        groups.setdefault(predicate, []).append(Value(term, fact))
    ranked = sorted(groups, key=lambda predicate: (order.get(predicate.value, inf), predicate.value))
    return tuple(
        Group(each, tuple(sorted(groups[each], key=lambda value: object_key(value.term)))) for each in ranked
    )


def in_article_order(graph: Index, facts: Iterable[Fact]) -> list[Fact]:
    """The facts in the order of the passages that state them, those of rules last."""

    def key(fact: Fact) -> tuple[object, ...]:
        places = [reading_order(graph, passage) for passage in fact.passages]
        return min(places, default=(float("inf"), "")), str(fact.triple)

    return sorted(facts, key=key)


def by_subject(facts: Iterable[Fact]) -> list[tuple[Term, list[Fact]]]:
    """The facts of each subject, subjects in the order of their first facts."""
    found: dict[Term, list[Fact]] = {}
    for fact in facts:
        found.setdefault(fact.triple.subject, []).append(fact)
    return list(found.items())

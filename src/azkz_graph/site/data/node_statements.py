"""Statements about a thing, by predicate in the order of the shapes, each with its fact."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import inf
from typing import Final

from pyoxigraph import NamedNode

from azkz_graph.about.sheet import Statement
from azkz_graph.check.shapes import Shapes
from azkz_graph.graph.facts import Fact, Term
from azkz_graph.graph.node_description import object_key
from azkz_graph.graph.passages import sort_key
from azkz_graph.graph.triple_index import Index
from azkz_graph.vocabulary import PREFIXES

PATH: Final = NamedNode(PREFIXES["sh"] + "path")


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
    """Return the rank of each predicate: the place at which the shapes first speak of it."""
    lines: dict[str, int] = {}
    for quad, place in shapes.places.items():
        if quad.predicate == PATH and isinstance(quad.object, NamedNode):
            line = lines.get(quad.object.value, place.line)
            lines[quad.object.value] = min(line, place.line)
    return lines


def group_by_predicate(said: Iterable[Statement], end: str, order: Mapping[str, int]) -> tuple[Group, ...]:
    """Return the values at one end of triples, by predicate, in the order of the shapes."""
    groups: dict[NamedNode, list[Value]] = {}
    for each in said:
        value = Value(getattr(each.triple, end), each.fact)
        groups.setdefault(each.triple.predicate, []).append(value)
    ranked = sorted(groups, key=lambda predicate: (order.get(predicate.value, inf), predicate.value))
    return tuple(
        Group(each, tuple(sorted(groups[each], key=lambda value: object_key(value.term)))) for each in ranked
    )


def in_article_order(graph: Index, facts: Iterable[Fact]) -> list[Fact]:
    """Return the facts in the order of the passages that state them, those of rules last."""

    def key(fact: Fact) -> tuple[object, ...]:
        places = [sort_key(graph, passage) for passage in fact.passages]
        return min(places, default=(float("inf"), "")), str(fact.triple)

    return sorted(facts, key=key)


def by_subject(facts: Iterable[Fact]) -> list[tuple[Term, list[Fact]]]:
    """Return the facts of each subject, subjects in the order of their first facts."""
    found: dict[Term, list[Fact]] = {}
    for fact in facts:
        found.setdefault(fact.triple.subject, []).append(fact)
    return list(found.items())

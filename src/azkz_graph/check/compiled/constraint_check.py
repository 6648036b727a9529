"""Checks of value nodes, one for each constraint component of SHACL.

A check looks at many focus nodes at once, each with its value nodes, and returns those at fault, with the
faulty value if there is one. Source of the components: https://www.w3.org/TR/shacl/#core-components.
"""

import re
from collections.abc import Callable, Collection, Iterable, Sequence, Set
from dataclasses import dataclass
from typing import Final

from pyoxigraph import BlankNode, Literal, NamedNode

from azkz_graph.check.compiled.literal_value import has_datatype, is_less, order
from azkz_graph.check.compiled.quad_index import NONE, QuadIndex
from azkz_graph.check.shacl_results import Term
from azkz_graph.check.shapes import SH
from azkz_graph.text.language_range import range_of

Valued = Sequence[tuple[Term, Collection[Term]]]
"""Focus nodes, each with its value nodes."""

Check = Callable[[QuadIndex, Valued], Iterable[tuple[Term, Term | None]]]
"""Gives the focus nodes at fault, each with the value at fault if it is one value's."""

Failing = Callable[[QuadIndex, Collection[Term]], Set[Term]]
"""Gives those of some nodes that do not conform to a shape."""

KINDS: Final[dict[str, tuple[type, ...]]] = {
    SH + "IRI": (NamedNode,),
    SH + "BlankNode": (BlankNode,),
    SH + "Literal": (Literal,),
    SH + "BlankNodeOrIRI": (BlankNode, NamedNode),
    SH + "IRIOrLiteral": (NamedNode, Literal),
    SH + "BlankNodeOrLiteral": (BlankNode, Literal),
}
"""The terms of each kind of node."""


@dataclass(frozen=True)
class EachValue:
    """A check of every value node by itself."""

    passing: Callable[[Term], bool]

    def __call__(self, index: QuadIndex, nodes: Valued) -> Iterable[tuple[Term, Term | None]]:
        """Yield the value nodes that do not pass."""
        passing = self.passing
        return [(focus, value) for focus, found in nodes for value in found if not passing(value)]


def min_count(least: int) -> Check:
    """Require at least that many value nodes."""
    return lambda _, nodes: [(focus, None) for focus, found in nodes if len(found) < least]


def max_count(most: int) -> Check:
    """Allow at most that many value nodes."""
    return lambda _, nodes: [(focus, None) for focus, found in nodes if len(found) > most]


def of_class(kind: NamedNode) -> Check:
    """Allow only instances of the class."""

    def check(index: QuadIndex, nodes: Valued) -> Iterable[tuple[Term, Term | None]]:
        members = index.instances(kind)
        return [(focus, value) for focus, found in nodes for value in found if value not in members]

    return check


def of_datatype(datatype: NamedNode) -> Check:
    """Allow only well-typed literals of the datatype."""
    return EachValue(lambda value: has_datatype(value, datatype.value))


def of_kind(kind: NamedNode) -> Check:
    """Allow only nodes of the kind."""
    return EachValue(lambda value: isinstance(value, KINDS[kind.value]))


def has_value(wanted: Term) -> Check:
    """Require the term among the value nodes."""
    return lambda _, nodes: [(focus, None) for focus, found in nodes if wanted not in found]


def within(allowed: Set[Term]) -> Check:
    """Allow only members of the list."""
    return EachValue(lambda value: value in allowed)


def in_languages(languages: Set[str]) -> Check:
    """Allow only texts in one of the languages, with any region or script."""

    def passing(value: Term) -> bool:
        return isinstance(value, Literal) and range_of(value.language, languages) is not None

    return EachValue(passing)


def unique_languages() -> Check:
    """Allow no two texts in one language."""

    def check(_: QuadIndex, nodes: Valued) -> Iterable[tuple[Term, Term | None]]:
        for focus, found in nodes:
            tags = [value.language for value in found if isinstance(value, Literal) and value.language]
            if len(tags) > 1 and len({tag.lower() for tag in tags}) < len(tags):
                yield focus, None

    return check


def of_pattern(pattern: str) -> Check:
    """Allow only IRIs and literals in which the regular expression is found."""
    search = re.compile(pattern).search
    return EachValue(lambda value: not isinstance(value, BlankNode) and search(value.value) is not None)


def of_length(least: int) -> Check:
    """Allow only IRIs and literals of at least that many characters."""
    return EachValue(
        lambda value: least == 0 or (not isinstance(value, BlankNode) and len(value.value) >= least)
    )


def in_range(limit: Literal, passing: Callable[[int], bool]) -> Check:
    """Allow only literals whose order to the limit passes."""
    return EachValue(lambda value: (found := order(value, limit)) is not None and passing(found))


def less_than(predicate: NamedNode) -> Check:
    """Allow only values that are less than every value of the predicate."""
    return lambda index, nodes: [
        (focus, value)
        for focus, found in nodes
        for other in index.joined(predicate).get(focus, NONE)
        for value in found
        if not is_less(value, other)
    ]


def disjoint(predicate: NamedNode) -> Check:
    """Allow no value that the predicate has too."""
    return lambda index, nodes: [
        (focus, value)
        for focus, found in nodes
        for value in found
        if value in index.joined(predicate).get(focus, NONE)
    ]


def any_of(shapes: Sequence[Failing]) -> Check:
    """Allow only value nodes that conform to one of the shapes."""

    def check(index: QuadIndex, nodes: Valued) -> Iterable[tuple[Term, Term | None]]:
        failing: Set[Term] = {value for _, found in nodes for value in found}
        for shape in shapes:
            failing = shape(index, failing) if failing else failing
        return [(focus, value) for focus, found in nodes for value in found if value in failing]

    return check


def qualified_count(shape: Failing, least: int) -> Check:
    """Require at least that many value nodes that conform to the shape."""

    def check(index: QuadIndex, nodes: Valued) -> Iterable[tuple[Term, Term | None]]:
        failing = shape(index, [value for _, found in nodes for value in found])
        for focus, found in nodes:
            if len(found) - sum(value in failing for value in found) < least:
                yield focus, None

    return check

"""The steps of a query and an index of quads in; the solutions out, one after the other."""

from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass

from pyoxigraph import BlankNode, Literal, NamedNode

from azkz_graph.shacl import Term
from azkz_graph.validation.literal_value import UndecidedError
from azkz_graph.validation.property_path import Leading, Path, inverse, leading, starts
from azkz_graph.validation.quad_index import QuadIndex
from azkz_graph.validation.sparql_expression import Expression, Row
from azkz_graph.validation.sparql_value import FailedError, Value, truth
from azkz_graph.vocabulary import XSD

Slot = str | Term
"""The name of a variable, or a term."""


@dataclass(frozen=True)
class Match:
    """A triple pattern; the path may be the name of a variable."""

    subject: Slot
    path: str | Path
    object: Slot

    def names(self) -> Set[str]:
        """The variables that it binds."""
        return {slot for slot in (self.subject, self.path, self.object) if isinstance(slot, str)}


@dataclass(frozen=True)
class Bind:
    """A variable that an expression binds."""

    name: str
    value: Expression


@dataclass(frozen=True)
class Keep:
    """A filter; it may be applied as soon as the variables are bound, or at the end if they are not told."""

    test: Expression
    names: Set[str] | None


Step = Match | Bind | Keep


def solutions(steps: Sequence[Step], index: QuadIndex, row: Row) -> Iterator[Row]:
    """Every solution of the steps that has the values of the row.

    Raises:
        UndecidedError: an expression meets what rdflib has to judge.
    """
    rows: Iterable[Row] = [row]
    for step in steps:
        if isinstance(step, Match):
            rows = matches(step, index, rows)
        elif isinstance(step, Bind):
            rows = bound(step, index, rows)
        else:
            rows = kept(step, index, rows)
    return iter(rows)


def bound(bind: Bind, index: QuadIndex, rows: Iterable[Row]) -> Iterator[Row]:
    """The rows with one more value, where there is one."""
    for row in rows:
        try:
            yield {**row, bind.name: bind.value(index, row)}
        except FailedError:
            yield row


def kept(keep: Keep, index: QuadIndex, rows: Iterable[Row]) -> Iterator[Row]:
    """The rows that pass."""
    for row in rows:
        try:
            passed = truth(keep.test(index, row))
        except FailedError:
            continue
        if passed:
            yield row


def matches(match: Match, index: QuadIndex, rows: Iterable[Row]) -> Iterator[Row]:
    """The rows with what each triple that matches adds to them."""
    if not isinstance(match.path, str):
        yield from joined(match, match.path, index, rows)
        return
    for row in rows:
        for predicate in (row[match.path],) if match.path in row else index.quads:
            if isinstance(predicate, NamedNode):
                yield from joined(match, predicate, index, [{**row, match.path: predicate}])


def joined(match: Match, path: Path, index: QuadIndex, rows: Iterable[Row]) -> Iterator[Row]:
    """The rows with what each end of the path adds to them; a way is not made unless it is gone."""
    forth: Leading | None = None
    back: Leading | None = None
    subject, object = match.subject, match.object
    for row in rows:
        start, end = known(subject, row), known(object, row)
        if start is None and end is not None:
            back = back or leading(index, inverse(path))
            yield from ({**row, subject: found} for found in back(end))
            continue
        forth = forth or leading(index, path)
        if start is None:
            for each in starts(index, path):
                yield from ({**row, subject: each, object: found} for found in forth(each))
        elif end is None:
            yield from ({**row, object: found} for found in forth(start))
        elif end in forth(start):
            yield row


def known(slot: Slot, row: Row) -> Term | None:
    """The term that stands in a slot, if it is known."""
    if not isinstance(slot, str):
        return slot
    value = row.get(slot)
    return None if value is None else term(value)


def term(value: Value) -> Term:
    """The value as a term; a text or whole number that was computed is written as rdflib writes it."""
    if isinstance(value, (NamedNode, BlankNode, Literal)):
        return value
    if isinstance(value, str):
        return Literal(value)
    if type(value) is not int:
        raise UndecidedError
    return Literal(str(value), datatype=NamedNode(XSD + "integer"))

"""The steps of a query and an index of quads in; the solutions out, one after the other."""

from collections.abc import Collection, Iterable, Iterator, Sequence, Set
from dataclasses import dataclass

from pyoxigraph import BlankNode, Literal, NamedNode

from azkz_graph.shacl import Term
from azkz_graph.validation.literal_value import UndecidedError
from azkz_graph.validation.property_path import Path, inverse, leading, starts
from azkz_graph.validation.quad_index import QuadIndex
from azkz_graph.validation.sparql_expression import Expression, Row
from azkz_graph.validation.sparql_value import Value
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
        rows = after(step, index, rows)
    return iter(rows)


def after(step: Step, index: QuadIndex, rows: Iterable[Row]) -> Iterator[Row]:
    """What a step makes of solutions."""
    for row in rows:
        if isinstance(step, Match):
            yield from matches(step, index, row)
        elif isinstance(step, Bind):
            yield {**row, step.name: step.value(index, row)}
        else:
            kept = step.test(index, row)
            if not isinstance(kept, bool):
                raise UndecidedError
            if kept:
                yield row


def matches(match: Match, index: QuadIndex, row: Row) -> Iterator[Row]:
    """The row with what each triple that matches adds to it."""
    subject, object = known(match.subject, row), known(match.object, row)
    for each in candidates(match.path, index, row):
        for start, end in pairs(index, each, subject, object):
            found = {**row}
            for slot, value in ((match.subject, start), (match.path, each), (match.object, end)):
                if isinstance(slot, str):
                    found.setdefault(slot, value)  # type: ignore[arg-type]
            yield found


def candidates(path: str | Path, index: QuadIndex, row: Row) -> Collection[Path]:
    """The paths that a pattern may mean: its own, or the predicates that its variable may stand for."""
    if not isinstance(path, str):
        return (path,)
    if path in row:
        bound = row[path]
        return (bound,) if isinstance(bound, NamedNode) else ()
    return [predicate for predicate in index.quads if isinstance(predicate, NamedNode)]


def known(slot: Slot, row: Row) -> Term | None:
    """The term that stands in a slot, if it is known."""
    return slot if not isinstance(slot, str) else term(row[slot]) if slot in row else None


def term(value: Value) -> Term:
    """The value as a term; a text or whole number that was computed is written as rdflib writes it."""
    if isinstance(value, (NamedNode, BlankNode, Literal)):
        return value
    if isinstance(value, str):
        return Literal(value)
    if type(value) is not int:
        raise UndecidedError
    return Literal(str(value), datatype=NamedNode(XSD + "integer"))


def pairs(index: QuadIndex, path: Path, start: Term | None, end: Term | None) -> Iterator[tuple[Term, Term]]:
    """The ends of the path, where they are not known."""
    if start is None and end is not None:
        yield from ((found, end) for found in leading(index, inverse(path))(end))
        return
    ends = leading(index, path)
    for each in starts(index, path) if start is None else (start,):
        if end is None:
            yield from ((each, found) for found in ends(each))
        elif end in ends(each):
            yield each, end

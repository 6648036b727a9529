"""Rows of an answer, with what stands under each variable."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Final

from pyoxigraph import Literal, QuerySolutions, QueryTriples

from azkz_graph.charts.chart_words import Term
from azkz_graph.sparql.chart_plan import CONSTRUCTED

DRAWN: Final = 100
"""Numbers with more digits than these before or after the point are not drawn."""


@dataclass(frozen=True)
class Row:
    """What one row holds, by variable; unbound variables are not there."""

    terms: dict[str, Term]

    def all(self, names: Sequence[str]) -> list[Term]:
        """Return the terms of those of the variables that are bound."""
        return [self.terms[name] for name in names if name in self.terms]

    def get(self, name: str | None) -> Term | None:
        """Return the term of the variable."""
        return self.terms.get(name) if name else None

    def number(self, name: str | None) -> Decimal | None:
        """Return the number of the variable, if it is one that can be drawn to scale."""
        term = self.get(name)
        try:
            value = Decimal(term.value) if isinstance(term, Literal) else None
        except InvalidOperation:
            return None
        if value is None or not value.is_finite():
            return None
        return value if not value or -DRAWN <= value.adjusted() <= DRAWN else None

    def holds(self, name: str | None) -> bool:
        """Return whether the variable is bound, and not to false."""
        term = self.get(name)
        return term is not None and not (isinstance(term, Literal) and term.value in ("false", "0"))


@dataclass(frozen=True)
class Rows:
    """The rows of an answer in their order, and its variables."""

    variables: tuple[str, ...]
    rows: tuple[Row, ...]

    def __iter__(self) -> Iterator[Row]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)


def rows(answer: QuerySolutions | QueryTriples) -> Rows:
    """Read the rows of an answer to its end; triples become sorted rows of their three parts."""
    if isinstance(answer, QueryTriples):
        triples = sorted(set(answer), key=str)
        found = [
            Row(dict(zip(CONSTRUCTED, (one.subject, one.predicate, one.object), strict=True)))
            for one in triples
        ]
        return Rows(CONSTRUCTED, tuple(found))
    names = tuple(variable.value for variable in answer.variables)
    return Rows(
        names,
        tuple(
            Row({name: term for name in names if (term := solution[name]) is not None}) for solution in answer
        ),
    )

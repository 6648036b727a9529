"""Places of the rows: where each lies, and what is tied to it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from azkz_graph.charts.answer_rows import Row
from azkz_graph.charts.chart_words import Term, Words
from azkz_graph.sparql.chart_plan import ChartPlan


@dataclass(frozen=True)
class Located:
    """A place with what is tied to it; it has a point, or an outline's code, or no known position."""

    term: Term
    point: tuple[float, float] | None
    code: str | None
    things: list[Term] = field(default_factory=list)


@dataclass(frozen=True)
class Tie:
    """Two places that are tied to each other, and by what."""

    one: Term
    other: Term
    tie: Term | None


@dataclass(frozen=True)
class Gazetteer:
    """The places of an answer, the ties between them, and the codes of the states that matter in it."""

    places: Sequence[Located]
    ties: Sequence[Tie]
    accents: frozenset[str]

    @property
    def points(self) -> list[Located]:
        """Return the places that lie at a point."""
        return [place for place in self.places if place.point is not None]


def gazetteer(plan: ChartPlan, rows: Iterable[Row], words: Words) -> Gazetteer:
    """Collect the places of the rows in their order, with what the rows tie to them."""
    places: dict[Term, Located] = {}
    ties: dict[frozenset[Term], Tie] = {}
    accents: set[str] = set()

    def located(term: Term) -> Located:
        if term not in places:
            code = words.m49(term)
            known = code is not None and code in (words.outlines or {})
            places[term] = Located(term, words.coordinates(term), code if known else None)
        return places[term]

    for row in rows:
        where = row.get(plan.one("place"))
        if where is None:
            continue
        place = located(where)
        for thing in row.all(plan.all("thing")):
            if words.coordinates(thing) is not None and place.point is not None:
                located(thing)
                ties.setdefault(frozenset((where, thing)), Tie(where, thing, row.get(plan.one("tie"))))
            elif thing not in place.things:
                place.things.append(thing)
        if place.point is not None:
            accents |= {code for state in row.all(plan.all("accent")) if (code := words.m49(state))}
    return Gazetteer(list(places.values()), list(ties.values()), frozenset(accents))

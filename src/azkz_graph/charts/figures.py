"""Figures of the rows: numbers with their names, units, hedges and origins."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from azkz_graph.charts.answer_rows import Row
from azkz_graph.charts.chart_words import Term, Words
from azkz_graph.sparql.chart_plan import ChartPlan


@dataclass(frozen=True)
class Figure:
    """A number of something: `names` are the terms by which it is known, `facet` what it is shown together with.

    `origin` is what derived it, and `stated` the stated value of the same if it is derived again. Figures of different
    units have no axis in common; a unit that is a text is the variable that counts.
    """

    names: tuple[Term, ...]
    value: Decimal
    facet: tuple[Term, ...] = ()
    unit: Term | str | None = None
    derived: bool = False
    origin: Term | None = None
    about: bool = False
    estimated: bool = False
    stated: Decimal | None = None

    def written(self, words: Words, beside_stated: bool = False) -> str:
        """Return the value with its hedges, marked as derived if it stands beside stated values."""
        value = words.number(self.value)
        if self.estimated:
            value = words.t("chart-estimated-value", value=value)
        if self.derived and beside_stated:
            value = words.t("chart-derived-value", value=value)
        return words.t("chart-about-value", value=value) if self.about else value

    def finding(self, words: Words) -> str:
        """Say by how much a derived value differs from the stated one; nothing if it does not."""
        if self.stated is None or self.stated == self.value:
            return ""
        return words.t("chart-differs", difference=words.signed(self.value - self.stated))


def figures(plan: ChartPlan, rows: Iterable[Row]) -> Iterator[Figure]:
    """Return the figures of the rows: one for each variable that has the role of value, and a number in it."""
    for row in rows:
        for index, variable in enumerate(plan.all("value")):
            value = row.number(variable)
            names = tuple(row.all(label_variables(plan, index)))
            if value is not None and names:
                yield Figure(
                    names,
                    value,
                    tuple(row.all(plan.all("facet"))),
                    unit(plan, row, variable),
                    is_derived(plan, row, variable),
                    row.get(plan.one("derived")),
                    row.holds(plan.one("about")),
                    row.holds(plan.one("estimated")),
                    stated_value(plan, row, index),
                )


def stated_value(plan: ChartPlan, row: Row, index: int) -> Decimal | None:
    """Return the stated value of what the derived value of that index is a value of too, if the row has it."""
    variables, derived = plan.all("value"), plan.all("derived")
    if variables[index] not in derived:
        return None
    others = [other for other, variable in enumerate(variables) if variable not in derived]
    same = (other for other in others if label_variables(plan, other) == label_variables(plan, index))
    return next((value for other in same if (value := row.number(variables[other])) is not None), None)


def label_variables(plan: ChartPlan, index: int) -> tuple[str, ...]:
    """Return the variables that name the value of that index, if there are as many names as values."""
    labels = plan.all("label")
    return labels[index : index + 1] if len(labels) == len(plan.all("value")) else labels


def unit(plan: ChartPlan, row: Row, variable: str) -> Term | str | None:
    """Return what the value counts: its unit, or the variable itself if each of several counts something else."""
    found = row.get(plan.one("unit"))
    return found if found is not None else variable if len(plan.all("value")) > 1 else None


def is_derived(plan: ChartPlan, row: Row, variable: str) -> bool:
    """Return whether the value is derived: its variable has that role, or another that has it is bound."""
    names = plan.all("derived")
    return variable in names or any(row.holds(name) for name in names if name not in plan.all("value"))


def has_both(figures: Sequence[Figure]) -> bool:
    """Return whether some of the figures are stated and some derived."""
    return len({figure.derived for figure in figures}) == 2

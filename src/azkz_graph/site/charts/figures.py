"""Rows and a plan in; numbers with their names, units, hedges and origins out."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from azkz_graph.chart_plan import ChartPlan
from azkz_graph.site.charts.rows import Row
from azkz_graph.site.charts.words import Term, Words


@dataclass(frozen=True)
class Figure:
    """A number of something: `names` are the terms by which it is known, `facet` what it must not be mixed with."""

    names: tuple[Term, ...]
    value: Decimal
    facet: tuple[Term | str, ...] = ()
    derived: bool = False
    about: bool = False
    estimated: bool = False

    def written(self, words: Words) -> str:
        """The value with its hedges."""
        value = words.number(self.value)
        if self.estimated:
            value = words.t("chart-estimated-value", value=value)
        return words.t("chart-about-value", value=value) if self.about else value


def figures(plan: ChartPlan, rows: Iterable[Row]) -> Iterator[Figure]:
    """The figures of the rows: one for each variable that has the role of value, and a number in it."""
    for row in rows:
        for index, variable in enumerate(plan.all("value")):
            value = row.number(variable)
            names = tuple(row.all(label_variables(plan, index)))
            if value is not None and names:
                yield Figure(
                    names,
                    value,
                    facet(plan, row, variable),
                    any(
                        variable == name or row.holds(name)
                        for name in plan.all("derived")
                        if name != variable
                    )
                    or variable in plan.all("derived"),
                    row.holds(plan.one("about")),
                    row.holds(plan.one("estimated")),
                )


def label_variables(plan: ChartPlan, index: int) -> tuple[str, ...]:
    """The variables that name the value of that index: as many names as values are one name each."""
    labels = plan.all("label")
    return labels[index : index + 1] if len(labels) == len(plan.all("value")) else labels


def facet(plan: ChartPlan, row: Row, variable: str) -> tuple[Term | str, ...]:
    """What tells the figures that share an axis from others; the variable itself, where each counts something else."""
    terms = row.all((*plan.all("facet"), *plan.all("unit")))
    if terms:
        return tuple(dict.fromkeys(terms))
    return (variable,) if len(plan.all("value")) > 1 else ()

"""Chart plans: the kind of picture that a header's `chart:` names, and which variable plays which role in it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

ROLES: Final[Mapping[str, tuple[str, ...]]] = {
    "bar": ("label", "value", "facet", "unit", "derived", "about", "estimated", "form"),
    "line": ("label", "time", "value", "unit", "derived", "about", "estimated"),
    "timeline": ("label", "date", "term", "group", "place"),
    "map": ("place", "thing", "tie", "accent"),
    "network": ("one", "role", "by", "other role", "other", "form"),
}
"""The kinds of pictures, and the roles that a header may give to variables in each."""

NEEDED: Final[Mapping[str, tuple[str, ...]]] = {
    "bar": ("label", "value"),
    "line": ("label", "time", "value"),
    "timeline": ("label", "date"),
    "map": ("place",),
    "network": ("one", "other"),
}
"""The roles without which nothing can be drawn."""

FORMS: Final[Mapping[str, tuple[str, ...]]] = {"bar": ("rows", "columns"), "network": ("hubs", "sides")}
"""What the role `form` may say; it names no variable but how the picture is laid out, and the first is the default."""

CONSTRUCTED: Final = ("subject", "predicate", "object")
"""The variables under which the triples of a CONSTRUCT stand."""


@dataclass(frozen=True)
class ChartPlan:
    """A kind of picture, and the variables that play each role: several, one or none."""

    kind: str
    roles: Mapping[str, tuple[str, ...]]

    def all(self, role: str) -> tuple[str, ...]:
        """Return the variables of a role."""
        return self.roles.get(role, ())

    def one(self, role: str) -> str | None:
        """Return the first variable of a role."""
        return next(iter(self.all(role)), None)

    @property
    def form(self) -> str:
        """Return how the picture is laid out."""
        return self.one("form") or FORMS[self.kind][0]


def chart_plan(header: Mapping[str, Any]) -> ChartPlan:
    """Build the plan from a header's mapping `chart`, in which `chart_faults` finds nothing.

    >>> chart_plan({"kind": "bar", "label": ["year", "state"], "value": "trade"}).all("label")
    ('year', 'state')
    """
    roles = {role: read_variables(value) for role, value in header.items() if role != "kind"}
    return ChartPlan(str(header["kind"]), roles)


def read_variables(value: object) -> tuple[str, ...]:
    """Read the variables of a role's value: one, or a list of them."""
    return tuple(map(str, value)) if isinstance(value, list) else (str(value),)

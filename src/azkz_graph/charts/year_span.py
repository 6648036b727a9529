"""Spans of years that dates of any precision may mean."""

import calendar
import re
from dataclasses import dataclass
from typing import Final

from pyoxigraph import Literal

from azkz_graph.charts.chart_words import Term

DATE: Final = re.compile(r"(-?\d{4,6})(?:-(\d\d)(?:-(\d\d))?)?(?:T.*)?Z?", re.ASCII)
"""Source: https://www.w3.org/TR/xmlschema11-2/ (dateTime, date, gYearMonth, gYear)."""


@dataclass(frozen=True)
class Moment:
    """From when to when, in years and parts of them; `precision` is `day`, `month` or `year`."""

    start: float
    end: float
    precision: str


def moment(term: Term | None) -> Moment | None:
    """Return the moment that a literal means; None if it means none.

    >>> moment(Literal("2016-07"))
    Moment(start=2016.5, end=2016.5833333333333, precision='month')
    """
    match = DATE.fullmatch(term.value) if isinstance(term, Literal) else None
    if match is None:
        return None
    year, month, day = (int(part) if part else 0 for part in match.groups())
    if match[2] is None:
        return Moment(year, year + 1, "year")
    if not 1 <= month <= 12:
        return None
    start = year + (month - 1) / 12
    if match[3] is None:
        return Moment(start, year + month / 12, "month")
    days = calendar.monthrange(year, month)[1]
    return Moment(start + (day - 1) / days / 12, start + day / days / 12, "day") if 1 <= day <= days else None

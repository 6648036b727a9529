"""Dated events in groups and lanes, in which no two names meet."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from pyoxigraph import Literal, NamedNode

from azkz_graph.charts.answer_rows import Row
from azkz_graph.charts.chart_words import Term, Words
from azkz_graph.charts.lettering import SMALL, cut, width
from azkz_graph.charts.time_scale import TimeScale
from azkz_graph.charts.year_span import Moment, moment
from azkz_graph.sparql.chart_plan import ChartPlan
from azkz_graph.vocabulary import ONTOLOGY, PREFIXES

OPEN: Final[Mapping[str, str]] = {
    PREFIXES["schema"] + "startDate": "since",
    ONTOLOGY + "asOf": "as-of",
    ONTOLOGY + "linkDeadAsOf": "as-of",
}
"""What a property says of the time before or after its date: `since` then, or known to be so then."""

NARROWEST: Final = 720.0
"""The width in pixels in which all names must have room."""

MARK: Final = 9.0
"""The space between a mark and its name."""


@dataclass(frozen=True)
class Happening:
    """Something dated; `written` is its date in words."""

    thing: Term
    moment: Moment
    open: str | None
    group: str
    written: str


@dataclass(frozen=True)
class Placed:
    """A happening with its name cut to fit, before or after its mark; `start` and `end` in pixels."""

    happening: Happening
    name: str
    date: str
    before: bool
    start: float
    end: float


def happenings(plan: ChartPlan, rows: Iterable[Row], words: Words) -> Iterator[Happening]:
    """Return what the rows date, each once."""
    seen = set()
    for row in rows:
        things, date = row.all(plan.all("label")), row.get(plan.one("date"))
        when = moment(date)
        if not things or when is None or date is None:
            continue
        term = row.get(plan.one("term"))
        open = OPEN.get(term.value) if isinstance(term, NamedNode) else None
        group = row.get(plan.one("group"))
        heading = words.kind(things[0]) if group is None else words.label(group)
        if (things[0], date, term) not in seen:
            seen.add((things[0], date, term))
            yield Happening(things[0], when, open, heading or "", format_date(words, date, open))


def format_date(words: Words, date: Term, open: str | None) -> str:
    """Write the date in words."""
    text = words.date(date) if isinstance(date, Literal) else words.label(date)
    return words.t(f"chart-{open}-date", date=text) if open else text


def groups(found: Iterable[Happening]) -> Mapping[str, list[Happening]]:
    """Return the happenings in their groups, the earlier before the later."""
    grouped: dict[str, list[Happening]] = {}
    for happening in sorted(found, key=lambda one: (one.moment.start, one.moment.end)):
        grouped.setdefault(happening.group, []).append(happening)
    return grouped


def lanes(group: Sequence[Happening], scale: TimeScale, words: Words) -> list[list[Placed]]:
    """Put the happenings of a group into lanes, each in the first where neither mark nor name meets another."""
    found: list[list[Placed]] = []
    for happening in group:
        placed = place(happening, scale, words)
        lane = next((lane for lane in found if all(apart(placed, other) for other in lane)), None)
        if lane is None:
            found.append(lane := [])
        lane.append(placed)
    return found


def apart(one: Placed, other: Placed) -> bool:
    """Return whether there is a space between the two."""
    return one.end + 14 <= other.start or other.end + 14 <= one.start


def place(happening: Happening, scale: TimeScale, words: Words) -> Placed:
    """Place the name on the side where it has room, after the mark if on both; else cut it."""
    first, last = extent(happening, scale)
    name = words.label(happening.thing)
    shown = "" if says_year(name, happening) else happening.written
    date = width(shown, SMALL) + 2 * MARK
    after, before = NARROWEST - last - date, first - date
    turned = width(name) > after and before > after
    name = cut(name, before if turned else after)
    room = width(name) + date
    return Placed(
        happening, name, shown, turned, first - room if turned else first, last if turned else last + room
    )


def says_year(name: str, happening: Happening) -> bool:
    """Return whether the name of something dated by a year says that year, so that it is not repeated."""
    return happening.moment.precision == "year" and str(int(happening.moment.start)) in name


def extent(happening: Happening, scale: TimeScale) -> tuple[float, float]:
    """Return where the mark begins and ends in the narrowest picture."""
    first, last = scale.share(happening.moment.start), scale.share(happening.moment.end)
    return first * NARROWEST - 6, last * NARROWEST + 6

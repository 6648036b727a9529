"""Targets of our server, and how far its figures are from them."""

from collections.abc import Mapping, Sequence

from servers import OURS
from wrk import Sample

Key = tuple[str, int, str]
"""What was asked for, over how many connections, of which server."""

OXIGRAPH, RDFLIB = "Oxigraph", "rdflib-endpoint"
LOOKUPS = ("look-up", "look-up, different each time")
SAVED = ("saved query", "saved query, other parameters each time")
JOINS = ("join, different each time",)
"""Names of rows; of two, the first is of answers that are kept."""


def reached(
    middles: Mapping[Key, Sample], starts: Sequence[float], resident: Sequence[float]
) -> list[list[str]]:
    """A row a target: what is to be reached, the worst figure of all that it is about, whether it is reached."""
    tails = [
        sample.p99
        for (asked, connections, name), sample in middles.items()
        if name == OURS and connections == 128 and asked.startswith("document")
    ]
    named = {
        "look-up": LOOKUPS[:1],
        "look-up that is different each time": LOOKUPS[1:],
        "saved query": SAVED[:1],
        "saved query with other parameters each time": SAVED[1:],
    }
    return [
        *(
            least(f"{name}: rate at least that of Oxigraph's server", ratios(middles, OXIGRAPH, rows), 1)
            for name, rows in named.items()
        ),
        most("join: at most 1.5 times slower than Oxigraph's server", slower(middles, JOINS), 1.5),
        least("all queries: at least 50 times the rate of rdflib-endpoint", ratios(middles, RDFLIB), 50),
        most("documents over 128 connections: p99 in ms, under 20", tails, 20),
        most("start to first answer and first page: s, under 1", starts, 1),
        most("resident: MB, under 200", resident, 200),
    ]


def ratios(middles: Mapping[Key, Sample], other: str, rows: Sequence[str] = ()) -> list[float]:
    """Our rate by that of another, in the rows of these names, by default all, that both have.

    >>> one, other = Sample(30, 30.0, 1, 1), Sample(20, 20.0, 1, 1)
    >>> ratios({("join", 1, "azkz serve"): one, ("join", 1, "Oxigraph"): other}, "Oxigraph", ["join"])
    [1.5]
    """
    return [
        sample.rate / beside.rate
        for (asked, connections, name), sample in middles.items()
        if name == OURS
        and (not rows or asked in rows)
        and (beside := middles.get((asked, connections, other)))
        and beside.rate
    ]


def slower(middles: Mapping[Key, Sample], rows: Sequence[str]) -> list[float]:
    """How many times slower than Oxigraph's server ours is."""
    return [1 / ratio for ratio in ratios(middles, OXIGRAPH, rows) if ratio]


def least(target: str, figures: Sequence[float], bound: float) -> list[str]:
    """The row of a target that all figures are to be at or above.

    >>> least("at least 1", [3.0, 0.5], 1), least("at least 1", [], 1)
    (['at least 1', '0.50', 'no'], ['at least 1', '', 'not measured'])
    """
    return (
        [target, f"{min(figures):.2f}", "yes" if min(figures) >= bound else "no"]
        if figures
        else [target, "", "not measured"]
    )


def most(target: str, figures: Sequence[float], bound: float) -> list[str]:
    """The row of a target that all figures are to be at or under.

    >>> most("under 20", [3.0, 19.0], 20)
    ['under 20', '19.00', 'yes']
    """
    return (
        [target, f"{max(figures):.2f}", "yes" if max(figures) <= bound else "no"]
        if figures
        else [target, "", "not measured"]
    )

"""The time that a dataset covers, by the dates that its facts state."""

import re
from collections.abc import Iterable
from typing import Final

from azkz_graph.export.fact_table import FactRow
from azkz_graph.export.release_files import Period
from azkz_graph.vocabulary import PREFIXES, XSD

DATES: Final = frozenset(XSD + name for name in ("date", "gYearMonth", "gYear"))
OF_PUBLICATION: Final = PREFIXES["dct"] + "issued"
"""When a source was published is no time of what it tells."""

DATE: Final = re.compile(r"(-?[0-9]{4,})(?:-([0-9]{2}))?(?:-([0-9]{2}))?")


def temporal_coverage(rows: Iterable[FactRow]) -> Period | None:
    """Return the time from the first to the last date of the facts; None if they have none."""
    found = {
        match[0]: tuple(map(int, filter(None, match.groups())))
        for row in rows
        if row.object_datatype in DATES and row.predicate != OF_PUBLICATION
        if (match := DATE.match(row.object))
    }
    if not found:
        return None
    # A year begins before its first day, and ends after its last.
    return Period(
        min(found, key=lambda date: (found[date], date)),
        max(found, key=lambda date: (*found[date], 99, 99)[:3]),
    )

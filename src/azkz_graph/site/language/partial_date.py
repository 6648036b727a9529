"""Dates of any precision, as a language writes them."""

import datetime
import re
from typing import Final

from babel import Locale
from babel.dates import format_date, format_skeleton
from pyoxigraph import Literal

from azkz_graph.vocabulary import XSD

DATE: Final = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?", re.ASCII)
KINDS: Final = frozenset(XSD + name for name in ("date", "gYearMonth", "gYear"))


def partial_date(literal: Literal, locale: Locale) -> str | None:
    """Return a day, a month of a year, or a year, in words; None if the literal is none of these.

    Source: https://www.w3.org/TR/xmlschema11-2/ (date, gYearMonth, gYear) and CLDR's patterns.
    """
    match = DATE.fullmatch(literal.value) if literal.datatype.value in KINDS else None
    if match is None:
        return None
    year, month, day = (int(part) if part else 1 for part in match.groups())
    if not match[2]:
        return match[1]
    try:
        when = datetime.date(year, month, day)
    except ValueError:
        return None
    if match[3]:
        return str(format_date(when, "long", locale))
    return str(format_skeleton("yMMMM", when, locale=locale))

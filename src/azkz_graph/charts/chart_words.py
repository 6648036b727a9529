"""What a picture asks of the page that it stands in: names, links, numbers and places, in one language."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Protocol

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

Term = NamedNode | BlankNode | Literal | Triple
Outlines = Mapping[str, Sequence[Sequence[Sequence[float]]]]
"""Rings of longitude and latitude in degrees, by the three digits of a country's M49 code."""


class Words(Protocol):
    """The words of one language, for one page."""

    @property
    def language(self) -> str:
        """The language of the page."""

    @property
    def direction(self) -> str:
        """`ltr` or `rtl`."""

    @property
    def outlines(self) -> Outlines | None:
        """The outlines of countries, if there are any."""

    def label(self, term: Term) -> str:
        """What a node is called, or a literal as it is read, in the page's language or one that there is."""

    def name(self, term: Term) -> tuple[str, str | None]:
        """The label of a term, and the language that it is in."""

    def href(self, term: Term) -> str | None:
        """The link from the page to the term's page, if it has one."""

    def number(self, value: Decimal) -> str:
        """The number as it is written in the page's language."""

    def date(self, value: Literal) -> str:
        """The day, month or year as it is written in the page's language."""

    def t(self, key: str, **values: object) -> str:
        """A phrase of the interface."""

    def coordinates(self, term: Term) -> tuple[float, float] | None:
        """Latitude and longitude of a place in degrees."""

    def m49(self, term: Term) -> str | None:
        """The code of a state by which its outline is found."""

    def kind(self, term: Term) -> str | None:
        """What the term's class is called."""

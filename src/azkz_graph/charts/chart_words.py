"""Interface between a picture and its page: names, links, numbers and places, in one language."""

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
        """Return the language of the page."""

    @property
    def direction(self) -> str:
        """Return `ltr` or `rtl`."""

    @property
    def outlines(self) -> Outlines | None:
        """Return the outlines of countries, if there are any."""

    def label(self, term: Term) -> str:
        """Return what a node is called, or a literal as people read it, in the page's language if possible."""

    def name(self, term: Term) -> tuple[str, str | None]:
        """Return the label of a term, and its language."""

    def href(self, term: Term) -> str | None:
        """Return the link from the page to the term's page, if it has one."""

    def number(self, value: Decimal) -> str:
        """Write the number in the page's language."""

    def signed(self, number: Decimal) -> str:
        """Write the number in the page's language, with its sign also if it is positive."""

    def date(self, value: Literal) -> str:
        """Write the day, month or year in the page's language."""

    def t(self, key: str, **values: object) -> str:
        """Return a phrase of the interface."""

    def coordinates(self, term: Term) -> tuple[float, float] | None:
        """Return latitude and longitude of a place in degrees."""

    def m49(self, term: Term) -> str | None:
        """Return the code of a state by which its outline is found."""

    def kind(self, term: Term) -> str | None:
        """Return what the term's class is called."""

    def mark(self, term: Term) -> int | None:
        """Return the number of the mark that the term's class has in every chart, if it has one."""

"""The words of a page over a store, as far as pictures need them."""

import tomllib
from decimal import Decimal
from pathlib import Path

from pyoxigraph import BlankNode, Literal, NamedNode, Store, Triple

import azkz_graph.site
from azkz_graph.charts.chart_words import Outlines, Term
from azkz_graph.graph.facts import text, values
from azkz_graph.graph.labels import NAMES, label
from azkz_graph.vocabulary import BASE, LABEL, ONTOLOGY, PREFIXES, TYPE

MESSAGES = Path(azkz_graph.site.__file__).parent / "messages" / "en.toml"
LATITUDE, LONGITUDE = (NamedNode(PREFIXES["schema"] + name) for name in ("latitude", "longitude"))
M49 = NamedNode(ONTOLOGY + "m49")


class StoreWords:
    """Words in a language, out of a store."""

    def __init__(self, store: Store, language: str = "en", outlines: Outlines | None = None) -> None:
        self.store, self.language, self.outlines = store, language, outlines
        self.direction = "rtl" if language == "he" else "ltr"
        self.phrases = tomllib.loads(MESSAGES.read_text(encoding="utf-8"))

    def named(self, term: Term) -> Term:
        """The thing that a label in English is of."""
        if isinstance(term, Literal) and term.language:
            for quad in self.store.quads_for_pattern(None, LABEL, term):
                if isinstance(quad.subject, NamedNode):
                    return quad.subject
        return term

    def label(self, term: Term) -> str:
        found = self.named(term)
        if isinstance(found, NamedNode | BlankNode):
            return label(self.store, found, self.language)
        return found.value if isinstance(found, Literal) else str(found)

    def name(self, term: Term) -> tuple[str, str | None]:
        found = self.named(term)
        named = isinstance(found, NamedNode)
        has = {
            value.language
            for predicate in NAMES
            for value in (values(self.store, found, predicate) if isinstance(found, NamedNode) else ())
            if isinstance(value, Literal)
        }
        return self.label(term), None if not named else self.language if self.language in has else "en"

    def href(self, term: Term) -> str | None:
        known = isinstance(term, NamedNode) and term.value.startswith(BASE)
        return term.value.removeprefix(BASE) + ".html" if known else None  # type: ignore[union-attr]

    def number(self, value: Decimal) -> str:
        return f"{value:,}".replace("-", "−")

    def signed(self, number: Decimal) -> str:
        return f"+{self.number(number)}" if number > 0 else self.number(number)

    def date(self, value: Literal) -> str:
        return value.value

    def t(self, key: str, **values: object) -> str:
        return str(self.phrases[key]).format(**values)

    def coordinates(self, term: Term) -> tuple[float, float] | None:
        if not isinstance(term, NamedNode):
            return None
        latitude, longitude = (text(self.store, term, name) for name in (LATITUDE, LONGITUDE))
        return (float(latitude), float(longitude)) if latitude and longitude else None

    def m49(self, term: Term) -> str | None:
        return text(self.store, term, M49) if isinstance(term, NamedNode) else None

    def kind(self, term: Term) -> str | None:
        classes = [] if isinstance(term, Literal | Triple) else values(self.store, term, TYPE)
        return self.label(classes[0]) if classes else None

    def mark(self, term: Term) -> int | None:
        return None

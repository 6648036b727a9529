"""Words and links by which a page shows terms in its language."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation, localcontext
from functools import lru_cache
from typing import Final

from babel import Locale
from babel.numbers import format_decimal, get_minus_sign_symbol, get_plus_sign_symbol
from markupsafe import Markup, escape
from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from azkz_graph.charts.chart_words import Outlines
from azkz_graph.graph.facts import Term, leaves, nodes, triples, values
from azkz_graph.graph.labels import HEDGE, UNIT, VALUE, name, term_name, words_of_name
from azkz_graph.graph.triple_index import Index
from azkz_graph.routes.document_paths import LANGUAGES, page, page_with_fragment, relative
from azkz_graph.site.language.messages import messages
from azkz_graph.site.language.partial_date import partial_date
from azkz_graph.site.language.shown_text import brief, harmless
from azkz_graph.text.language_range import takes_in
from azkz_graph.vocabulary import BASE, ONTOLOGY, PREFIXES, TYPE, XSD, shorten

RIGHT_TO_LEFT: Final = frozenset({"ar", "fa", "he", "ur", "yi"})
NUMBERS: Final = frozenset(XSD + type for type in ("integer", "decimal", "double", "nonNegativeInteger"))
LATITUDE: Final = NamedNode(PREFIXES["schema"] + "latitude")
LONGITUDE: Final = NamedNode(PREFIXES["schema"] + "longitude")
NUMBER: Final = re.compile(r"[+-]?[0-9]{1,3}(\.[0-9]*)?", re.ASCII)
MOST_DIGITS: Final = 300
"""How many digits a number may have before or behind its point to be written as the language does."""
CATEGORIES: Final[tuple[str, ...]] = ("zero", "one", "two", "few", "many", "other")
"""The plural categories of CLDR. Source: https://unicode.org/reports/tr35/tr35-numbers.html#Language_Plural_Rules."""

M49: Final = NamedNode(ONTOLOGY + "m49")

MARKED: Final = tuple(
    NamedNode(ONTOLOGY + name)
    for name in (
        "Group",
        "Organization",
        "Person",
        "Place",
        "State",
        "HistoricalState",
        "People",
        "UnresolvedPerson",
    )
)
"""The classes whose things networks show, in the order of their marks."""


def direction(language: str | None) -> str:
    """Return the direction in which the language is written."""
    return "rtl" if (language or "").partition("-")[0] in RIGHT_TO_LEFT else "ltr"


@dataclass(frozen=True)
class Words:
    """How pages of one language and `folder` show the terms of a graph: `doc/`, or nothing at the site's root.

    `base` is the path of the site on its host for pages that are shown at any address, whose links cannot be relative.
    """

    graph: Index
    language: str
    folder: str
    pages: Mapping[str, str]
    """The path of each page, without suffix, with its fragment if it has one, by the IRI that it describes."""
    outlines: Outlines | None = None
    base: str = ""

    @property
    def place(self) -> str:
        """Return where links lead from: pages of one place have the same ones."""
        return self.base or self.folder

    @property
    def direction(self) -> str:
        """Return the direction of the page."""
        return direction(self.language)

    def t(self, key: str, **values: object) -> str:
        """Return the words of the interface for a key."""
        words = messages(self.language)[key]
        return words.format(**values) if values else words

    def count(self, key: str, number: int) -> str:
        """Return a number with its noun, as the language counts: one of the forms of a message."""
        return self.plural(f"count_{key}", number).format(n=self.number(number))

    def plural(self, key: str, number: Decimal | int) -> str:
        """Return the form of a message that goes with a number; they stand apart by ` | `, as in `CATEGORIES`.

        There is one for each plural category that the language has, or one for all.
        """
        forms = self.t(key).split(" | ")
        own = [each for each in CATEGORIES if each in {*self.locale.plural_form.tags, "other"}]
        return forms[own.index(str(self.locale.plural_form(number)))] if len(forms) > 1 else forms[0]

    def counts(self, *numbers: tuple[str, int]) -> str:
        """Return several numbers with their nouns, without those that are 0."""
        return ", ".join(self.count(key, number) for key, number in numbers if number)

    def link_to(self, path: str) -> str:
        """Return the link to a page of the site in this language, by its path without suffix."""
        return self.file(page(path, self.language))

    def file(self, path: str) -> str:
        """Return the link to a file of the site."""
        return self.base + path if self.base else relative(path, self.folder)

    def href(self, term: Term) -> str | None:
        """Return the link to the page of a term; to another host if it is described there; None if there is none."""
        if not isinstance(term, NamedNode):
            return None
        iri = term.value
        if iri in self.pages:
            return self.file(page_with_fragment(self.pages[iri], self.language))
        return iri if iri.startswith(("https://", "http://")) and not iri.startswith(BASE) else None

    def label(self, term: Term) -> str:
        """Return what the term is called, as plain text without harm."""
        return str(self.literal_text(term)) if isinstance(term, Literal) else self.name(term)[0]

    def name(self, term: Term) -> tuple[str, str | None]:
        """Return what a node is called, and in which language; the IRI if it is not called anything, in none."""
        return self.graph.remembered(("name", term, self.language), lambda: self._name(term))

    def _name(self, term: Term) -> tuple[str, str | None]:
        if isinstance(term, Triple):
            return " · ".join(map(self.label, leaves(term))), None
        if not isinstance(term, (NamedNode, BlankNode)):
            return self.label(term), None
        found = name(self.graph, term, self.language)
        if found is not None:
            return brief(found.value), found.language
        if isinstance(term, BlankNode):
            return str(term), None
        short = shorten(term.value)
        reserved = messages(self.language).get(short)
        return (reserved, self.language) if reserved else (brief(short.strip("<>")), None)

    def kind(self, term: Term) -> str | None:
        """Return what the term's class is called."""
        kinds = nodes(self.graph, term, TYPE) if isinstance(term, NamedNode) else ()
        return self.label(kinds[0]) if kinds else None

    def mark(self, term: Term) -> int | None:
        """Return the number of the mark that the term's class has in every chart, if it has one."""
        kinds = nodes(self.graph, term, TYPE) if isinstance(term, NamedNode) else ()
        return MARKED.index(kinds[0]) if kinds and kinds[0] in MARKED else None

    def coordinates(self, term: Term) -> tuple[float, float] | None:
        """Latitude and longitude of a place in degrees."""
        latitude, longitude = (degrees(self.plain(term, each)) for each in (LATITUDE, LONGITUDE))
        if latitude is None or longitude is None or abs(latitude) > 90 or abs(longitude) > 180:
            return None
        return latitude, longitude

    def m49(self, term: Term) -> str | None:
        """Return the code of a state by which its outline is found."""
        return self.plain(term, M49)

    def plain(self, term: Term, predicate: NamedNode) -> str | None:
        """Return the text of a literal that a node has."""
        found = values(self.graph, term, predicate) if isinstance(term, NamedNode) else []
        return found[0].value if found and isinstance(found[0], Literal) else None

    def full_name(self, node: NamedNode) -> Literal | None:
        """Return what a node is called, however long."""
        return name(self.graph, node, self.language)

    def shown(self, term: Term) -> Markup:
        """Return the term as a page shows it: a thing by its name, which leads to its page, a literal by its text."""
        return self.graph.remembered(("shown", term, self.language, self.place), lambda: self._shown(term))

    def _shown(self, term: Term) -> Markup:
        if isinstance(term, Triple):
            return Markup(" · ").join(map(self.shown, leaves(term)))
        return self.linked(term) + self.figure(term)

    def linked(self, term: Term) -> Markup:
        """Return a node by its name alone, which leads to its page, or a literal by its text."""
        if isinstance(term, Literal):
            return self.literal(term)
        return self.anchor(term, *self.name(term))

    def anchor(self, term: Term, text: str, language: str | None) -> Markup:
        """Return a link to the page of the term, if it has one."""
        href = self.href(term)
        marks = self.marks(language)
        if href is None:
            return self.span(text, language)
        outside = ' rel="noopener" class="outside"' if href.startswith("http") else ""
        return Markup(f'<a href="{escape(href)}"{outside}{marks}>{escape(text)}</a>')

    def marks(self, language: str | None) -> Markup:
        """Return the attributes of a text: its language and direction, where they are not the page's."""
        if language == self.language:
            return Markup("")
        if language is None:
            return Markup(' dir="ltr"') if self.direction == "rtl" else Markup("")
        tag = escape(language)
        other = "" if takes_in(self.language, language) else f' data-other="{tag}"'
        return Markup(f' lang="{tag}" dir="{direction(language)}"{other}')

    def span(self, text: str, language: str | None) -> Markup:
        """Return a text marked with its language."""
        return Markup(f"<span{self.marks(language)}>{escape(text)}</span>")

    def predicate(self, predicate: NamedNode) -> Markup:
        """Return what a predicate is called, which leads to its page."""
        return self.graph.remembered(
            ("predicate", predicate, self.language, self.place), lambda: self._predicate(predicate)
        )

    def _predicate(self, predicate: NamedNode) -> Markup:
        reserved = messages(self.language).get(shorten(predicate.value))
        if reserved:
            return self.anchor(predicate, reserved, self.language)
        found = term_name(self.graph, predicate, self.language)
        text = found.value if found else words_of_name(predicate) or predicate.value
        return self.anchor(predicate, brief(text), found.language if found else "en")

    def literal(self, literal: Literal) -> Markup:
        """Return a literal's text, with its language or, of dates and numbers, its machine-readable form."""
        if literal.language:
            return self.span(harmless(literal.value), literal.language)
        if number := self.number_text(literal):
            return Markup(f'<data value="{escape(harmless(literal.value))}">{escape(number)}</data>')
        if date := partial_date(literal, self.locale):
            return Markup(f'<time datetime="{escape(harmless(literal.value))}">{escape(date)}</time>')
        return Markup(f"<bdi>{escape(self.literal_text(literal))}</bdi>")

    def literal_text(self, literal: Literal) -> str:
        """Return a literal as plain text: numbers and dates as the language writes them."""
        if literal.datatype.value == XSD + "boolean" and literal.value in ("true", "false"):
            return self.t("yes" if literal.value == "true" else "no")
        return self.number_text(literal) or partial_date(literal, self.locale) or harmless(literal.value)

    def number_text(self, literal: Literal) -> str | None:
        """Return a number as the language writes it; None of what is no number, whatever its datatype says."""
        number = decimal(literal)
        return None if number is None else self.number(number)

    def number(self, number: Decimal | int) -> str:
        """Return a number as the language writes it."""
        return write_number(str(number), self.language)

    def signed(self, number: Decimal) -> str:
        """Return a number with its sign, also if it is positive."""
        return get_plus_sign_symbol(self.locale) + self.number(number) if number > 0 else self.number(number)

    def date(self, literal: Literal) -> str:
        """Return a day, month or year as the language writes it."""
        return self.literal_text(literal)

    @property
    def locale(self) -> Locale:
        """Return the language as CLDR knows it."""
        return locale(self.language)

    def figure(self, node: Term) -> Markup:
        """Return the value of a figure with its unit and its hedges, behind a colon; nothing of other nodes."""
        if not isinstance(node, (NamedNode, BlankNode)) or not any(triples(self.graph, node, VALUE)):
            return Markup("")
        return Markup(f': <span class="figure">{self.quantity(node)}</span>')

    def quantity(self, node: NamedNode | BlankNode) -> Markup:
        """Return the value of a figure with its unit; hedges that limit a number stand before it, others behind."""
        units, hedges = nodes(self.graph, node, UNIT), nodes(self.graph, node, HEDGE)
        shown = Markup(" ").join(self.measured(value, units) for value in values(self.graph, node, VALUE))
        others = []
        for hedge in hedges:
            if limit := self.message("hedge", hedge):
                shown = Markup(limit).format(figure=shown)
            else:
                others.append(self.unlinked(hedge))
        return shown + (
            Markup(' <span class="hedge">({})</span>').format(Markup(", ").join(others)) if others else ""
        )

    def measured(self, value: Term, units: Sequence[NamedNode]) -> Markup:
        """Return a value with its unit, as the language counts it if its number and the unit are known."""
        shown = self.shown(value)
        number = decimal(value)
        if len(units) != 1 or number is None or not self.message("unit", units[0]):
            return Markup(" ").join([shown, *map(self.unlinked, units)])
        return Markup(self.plural(f"unit_{local_name(units[0])}", number)).format(n=shown)

    def message(self, kind: str, term: NamedNode) -> str | None:
        """Return the message of that kind about a term of the project; None if there is none."""
        return (
            messages(self.language).get(f"{kind}_{local_name(term)}") if term.value.startswith(BASE) else None
        )

    def unlinked(self, node: Term) -> Markup:
        """Return the name of a node with its language, without a link."""
        return self.graph.remembered(("unlinked", node, self.language), lambda: self.span(*self.name(node)))

    def unlinked_triple(self, triple: Triple) -> Markup:
        """Return the names of a triple's parts, without links."""
        object = triple.object
        end = self.literal(object) if isinstance(object, Literal) else Markup(escape(self.label(object)))
        return Markup(" ").join(
            [escape(self.label(triple.subject)), escape(self.label(triple.predicate)), end]
        )

    def title(self, titles: Mapping[str, str]) -> Markup:
        """Return the title in this language, else the English one."""
        language = self.language if self.language in titles else "en"
        return self.span(harmless(titles[language]), language)

    def column(self, variable: str) -> Markup:
        """Return what a column of an answer is called."""
        found = messages(self.language).get(f"column_{variable}")
        return (
            self.span(found, self.language)
            if found
            else self.span(harmless(variable.replace("_", " ")), "en")
        )

    def subject(self, tag: str) -> Markup:
        """Return what a subject of questions is called."""
        found = messages(self.language).get(f"tag_{tag}")
        return self.span(found, self.language) if found else self.span(harmless(tag), "en")

    def text(self, literal: Literal | None) -> Markup:
        """Return a text of the graph in full, marked with its language."""
        if literal is None:
            return Markup("")
        return self.span(harmless(literal.value), literal.language)


def decimal(term: Term) -> Decimal | None:
    """Return the number that a literal is; None if it is none, whatever its datatype says, or has too many digits."""
    if not isinstance(term, Literal) or term.datatype.value not in NUMBERS or len(term.value) > MOST_DIGITS:
        return None
    try:
        number = Decimal(term.value)
    except InvalidOperation:
        return None
    # The shortest text may stand for more digits than any memory holds.
    return number if number.is_finite() and (not number or abs(number.adjusted()) <= MOST_DIGITS) else None


def local_name(term: NamedNode) -> str:
    """Return the last part of an IRI."""
    return re.split("[/#]", term.value)[-1]


def degrees(text: str | None) -> float | None:
    """Return the number that a text is, if it is one."""
    return float(text) if text and NUMBER.fullmatch(text) else None


_LOCALES: Final = {language: Locale.parse(language) for language in LANGUAGES}


@lru_cache(maxsize=4096)
def write_number(number: str, language: str) -> str:
    """Return a number as the language writes it."""
    # Babel rounds a number by the context, which has 28 digits.
    with localcontext(prec=2 * MOST_DIGITS + 2):
        text = format_decimal(number, locale=locale(language), decimal_quantization=False)
    # Babel leaves out that from right to left a mark of direction keeps the sign before the number.
    return str(text).replace("-", get_minus_sign_symbol(locale(language)))


def locale(language: str) -> Locale:
    """Return the language as CLDR knows it."""
    return _LOCALES[language]

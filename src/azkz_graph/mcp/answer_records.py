"""What the tools answer, as values: statements with what they rest on, views with those who hold them.

The schemas that clients are given are made from these classes and their documentation.
"""

from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

DOCUMENTED: Final = {"use_attribute_docstrings": True}
"""Tells the maker of schemas that the text under a field is its description."""

Basis: TypeAlias = Literal["stated", "derived", "stated and derived", "background", "describes a view"]


@dataclass(frozen=True)
class Value:
    """A thing, by IRI and name; or a text, number or date; or that nothing is stated."""

    __pydantic_config__ = DOCUMENTED
    words: str
    """What a reader is shown; “not stated” where there is no value."""
    iri: str | None = None
    literal: str | None = None
    """The text of a literal as the data have it."""
    datatype: str | None = None
    language: str | None = None
    stated: bool = True
    """False where the data state nothing here."""


@dataclass(frozen=True)
class Statement:
    """A triple of the data, and what it rests on."""

    __pydantic_config__ = DOCUMENTED
    words: str
    subject: Value
    predicate: Value
    object: Value
    basis: Basis
    """“stated”: passages of the article state it. “derived”: a rule concluded it from stated facts, the article does
    not say it. “background”: the editors' own (names, kinds, identifiers, notes, terms), not from the article.
    “describes a view”: it tells of a claim who makes it or what it says; what is claimed is not asserted."""
    fact: str | None = None
    """The IRI by which the fact is cited; background has none."""
    stated_in: tuple[str, ...] = ()
    """IRIs of the passages that state it."""
    rests_on: tuple[str, ...] = ()
    """IRIs of the passages that state the facts from which rules derived it."""
    rules: tuple[str, ...] = ()
    """IRIs of the rules that derived it."""
    premises: tuple[str, ...] = ()
    """IRIs of the facts that these rules used."""
    hedges: tuple[str, ...] = ()
    """The article's words of caution on the subject or the object, such as about or several."""
    view: str | None = None
    """The IRI of the claim that is described."""


@dataclass(frozen=True)
class View:
    """What somebody claims. The data describe it and do not assert it: never pass it on as a fact."""

    __pydantic_config__ = DOCUMENTED
    claim: str
    """The claim's IRI."""
    name: str
    claimants: tuple[Value, ...]
    """Who claims it; the article where it judges in its own voice, a source where its title makes the claim."""
    content: str
    """What is claimed, in words."""
    within: tuple[str, ...]
    """What limits or colours the claim, which belongs to it: place, topic, degree, quoted words."""
    hedges: tuple[str, ...]
    """The article's words of caution on the claim or on those who make it, such as many."""
    reported_in: tuple[str, ...]
    """IRIs of the passages that report it."""
    asserted: Literal[False]


@dataclass(frozen=True)
class Footnote:
    """A footnote of the article."""

    iri: str
    name: str
    cites: str


@dataclass(frozen=True)
class PassageRecord:
    """A passage of the article."""

    __pydantic_config__ = DOCUMENTED
    iri: str
    name: str
    """What the passage is called inside its article: o9, say."""
    place: str
    """Its section, and the characters of the article that it takes up."""
    in_our_words: str
    """The editors' English sentence on what the passage states; the article's own words are not in the data."""
    footnotes: tuple[Footnote, ...]
    notes: tuple[str, ...]
    """IRIs of the editorial notes on it."""


@dataclass(frozen=True)
class RuleRecord:
    """A rule by which facts are derived."""

    iri: str
    name: str
    says: str


@dataclass(frozen=True)
class NoteRecord:
    """An editorial note: what is ambiguous, inconsistent, misspelled or outdated in the article."""

    __pydantic_config__ = DOCUMENTED
    iri: str
    kinds: tuple[str, ...]
    title: str
    says: str
    readings: tuple[Value, ...]
    """What may be meant; none of these is asserted where there are several."""


@dataclass(frozen=True)
class Evidence:
    """What the statements and views of an answer rest on, each once."""

    passages: tuple[PassageRecord, ...] = ()
    rules: tuple[RuleRecord, ...] = ()
    notes: tuple[NoteRecord, ...] = ()


@dataclass(frozen=True)
class Thing:
    """A thing of the data."""

    __pydantic_config__ = DOCUMENTED
    iri: str
    short: str
    """The IRI with a prefix, which every tool understands."""
    name: str
    kinds: tuple[str, ...]
    description: str | None = None
    matched: str | None = None
    """The name by which it was found, in whatever language."""

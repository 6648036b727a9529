"""The table of facts, one row each, with what each is read by and what it rests on."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from math import isfinite
from typing import Final
from typing import Literal as Word

from pyoxigraph import Literal, NamedNode, Triple

from azkz_graph.export.reading_order import SECTION, Arrangement
from azkz_graph.export.table_format import Column, Table
from azkz_graph.graph.facts import Fact, Term, Triples, is_fact, nodes, read_fact
from azkz_graph.graph.labels import UNIT, label, predicate_words
from azkz_graph.graph.passages import FOOTNOTE, PART_OF
from azkz_graph.vocabulary import CLAIM, CLAIMANT, TYPE, XSD

Status = Word["stated", "derived", "view"]

NUMBER: Final = re.compile(r"[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][+-]?[0-9]+)?", re.ASCII)
NUMBERS: Final = frozenset(
    XSD + name
    for name in (
        *("integer", "decimal", "double", "float", "long", "int", "short", "byte"),
        *("nonNegativeInteger", "positiveInteger", "nonPositiveInteger", "negativeInteger"),
        *("unsignedLong", "unsignedInt", "unsignedShort", "unsignedByte"),
    )
)
"""The datatypes of numbers. Source: https://www.w3.org/TR/xmlschema11-2/#built-in-datatypes."""


@dataclass(frozen=True)
class FactRow:
    """One fact; everything that has a name is an IRI.

    `object` is an IRI where `object_datatype` is None, else a lexical form. Labels are English where there are English
    ones. `sections` and `footnotes` are those of the passages; `rules` and `premises` are those of a derived fact.
    """

    fact: str
    status: Status
    subject: str
    subject_label: str
    predicate: str
    predicate_label: str
    object: str
    object_label: str
    object_datatype: str | None
    object_language: str | None
    number: float | None
    unit: str | None
    unit_label: str | None
    holders: list[str]
    holder_labels: list[str]
    sections: list[str]
    section_labels: list[str]
    passages: list[str]
    footnotes: list[str]
    rules: list[str]
    premises: list[str]

    @property
    def words(self) -> str:
        """Return the fact as a reader of English may read it."""
        return f"{self.subject_label} – {self.predicate_label} – {self.object_label}"


FACTS: Final = Table(
    "facts",
    "Facts",
    (
        Column("fact", "Fact", "IRI of the fact, computed from its triple", is_iri=True, is_required=True),
        Column(
            "status",
            "Status",
            "“stated” if a passage states the fact; “derived” if only a rule gives it; “view” if it is part of what"
            " somebody holds, which the graph describes and does not assert",
            is_required=True,
        ),
        Column("subject", "Subject", "IRI of what the fact is about", is_iri=True, is_required=True),
        Column("subject_label", "Label of the subject", "Name of the subject", is_required=True),
        Column(
            "predicate",
            "Predicate",
            "IRI of the property that the fact gives",
            is_iri=True,
            is_required=True,
        ),
        Column("predicate_label", "Label of the predicate", "Name of the property", is_required=True),
        Column(
            "object",
            "Object",
            "IRI of the property's value, or its text where object_datatype is given; only such a text may be empty",
        ),
        Column(
            "object_label", "Label of the object", "Name of the value if it is an IRI, otherwise its text"
        ),
        Column(
            "object_datatype",
            "Datatype of the object",
            "IRI of the datatype of the object's text; empty where the object is an IRI",
            is_iri=True,
        ),
        Column(
            "object_language",
            "Language of the object",
            "Language tag (BCP 47) of the object's text, if it has one",
        ),
        Column(
            "number",
            "Number",
            "The object as a number, if it is one; years and dates are no numbers",
            is_number=True,
        ),
        Column("unit", "Unit", "IRI of the unit of the number, if it has one", is_iri=True),
        Column(
            "unit_label",
            "Label of the unit",
            "Name of the unit, such as “million US dollars”: 139.7 of these are 139,700,000 dollars",
        ),
        Column(
            "holders", "Holders", "IRIs of those whose view it is, if it is a view", is_iri=True, is_list=True
        ),
        Column(
            "holder_labels",
            "Labels of the holders",
            "Names of the holders, in the order of their IRIs",
            is_list=True,
        ),
        Column(
            "sections",
            "Sections",
            "IRIs of the sections of the article in which the passages stand",
            is_iri=True,
            is_list=True,
        ),
        Column(
            "section_labels",
            "Labels of the sections",
            "Names of the sections, in the order of their IRIs",
            is_list=True,
        ),
        Column(
            "passages",
            "Passages",
            "IRIs of the passages of the article that state the fact; empty where only rules give it",
            is_iri=True,
            is_list=True,
        ),
        Column(
            "footnotes", "Footnotes", "IRIs of the footnotes of these passages", is_iri=True, is_list=True
        ),
        Column("rules", "Rules", "IRIs of the rules that derive the fact", is_iri=True, is_list=True),
        Column(
            "premises",
            "Premises",
            "IRIs of the facts that the rules derive it from",
            is_iri=True,
            is_list=True,
        ),
    ),
)
"""The columns of the table of facts."""


def fact_rows(arrangement: Arrangement) -> Iterator[FactRow]:
    """Yield every fact, in the order of the article, derived ones last."""
    store = arrangement.index
    for node in arrangement.union:
        # Data that no check has passed may call a fact what says of no triple.
        if isinstance(node, NamedNode) and is_fact(store, node):
            yield fact_row(read_fact(store, node), store)


def fact_row(fact: Fact, store: Triples) -> FactRow:
    """Build the row of one fact; labels, units, sections and footnotes are looked up in the store."""
    assert not isinstance(fact.triple.subject, Triple), "a fact describes its triple in RDF 1.1"
    subject, predicate, term = fact.triple.subject, fact.triple.predicate, fact.triple.object
    is_view = CLAIM in nodes(store, subject, TYPE)
    holders = nodes(store, subject, CLAIMANT) if is_view else ()
    number = number_of(term)
    units = nodes(store, subject, UNIT) if number is not None else ()
    sections = [
        part for part in parts_of(fact.passages, PART_OF, store) if SECTION in nodes(store, part, TYPE)
    ]
    datatype, language = datatype_and_language(term)
    return FactRow(
        fact=fact.iri.value,
        status="view" if is_view else "stated" if fact.passages else "derived",
        subject=text(subject),
        subject_label=name_of(subject, store),
        predicate=predicate.value,
        predicate_label=predicate_words(store, predicate),
        object=text(term),
        object_label=name_of(term, store),
        object_datatype=datatype,
        object_language=language,
        number=number,
        unit=units[0].value if units else None,
        unit_label=name_of(units[0], store) if units else None,
        holders=iris(holders),
        holder_labels=[name_of(holder, store) for holder in holders],
        sections=iris(sections),
        section_labels=[name_of(section, store) for section in sections],
        passages=iris(fact.passages),
        footnotes=iris(parts_of(fact.passages, FOOTNOTE, store)),
        rules=iris(fact.rules),
        premises=iris(fact.premises),
    )


def text(term: Term) -> str:
    """Return the IRI or the lexical form."""
    return term.value if isinstance(term, NamedNode | Literal) else str(term)


def name_of(term: Term, store: Triples) -> str:
    """Return what people read for a term: its label, or its IRI without one, or its text."""
    if isinstance(term, NamedNode):
        return label(store, term).strip("<>")
    return text(term)


def iris(found: Iterable[NamedNode]) -> list[str]:
    """Return the IRIs, in their order."""
    return [node.value for node in found]


def parts_of(passages: Iterable[NamedNode], predicate: NamedNode, store: Triples) -> list[NamedNode]:
    """Return what the passages have as values of the predicate, each once, sorted."""
    found = {part for passage in passages for part in nodes(store, passage, predicate)}
    return sorted(found, key=str)


def number_of(term: Term) -> float | None:
    """Return the number that a literal is; None if it is none, or larger than the numbers of machines.

    >>> number_of(Literal("136.6", datatype=NamedNode(XSD + "decimal"))), number_of(Literal("2016"))
    (136.6, None)
    """
    if (
        not isinstance(term, Literal)
        or term.datatype.value not in NUMBERS
        or not NUMBER.fullmatch(term.value)
    ):
        return None
    number = float(term.value)
    return number if isfinite(number) else None


def datatype_and_language(term: Term) -> tuple[str | None, str | None]:
    """Return the IRI of the datatype, and the language tag; None for what has none."""
    return (term.datatype.value, term.language) if isinstance(term, Literal) else (None, None)

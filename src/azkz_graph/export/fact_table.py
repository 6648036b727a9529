"""Facts as a table, one row each, as CSV and as Parquet."""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pyoxigraph import Literal, NamedNode

from azkz_graph.export.reading_order import Arrangement
from azkz_graph.graph.facts import Term, triple_of
from azkz_graph.graph.node_description import Description, Node, describe_term, english_label
from azkz_graph.vocabulary import (
    DERIVED_BY,
    DERIVED_FROM,
    FACT_CLASS,
    OBJECT,
    ONTOLOGY,
    PREDICATE,
    STATED_IN,
    SUBJECT,
    TYPE,
)

HAS_FOOTNOTE = NamedNode(ONTOLOGY + "hasFootnote")


@dataclass(frozen=True)
class FactRow:
    """One fact; everything that has a name is an IRI.

    `object` is an IRI where `object_datatype` is None, else a lexical form. Labels are English, None where
    there is none. `footnotes` are those of the passages; `rules` and `premises` are those of a derived fact.
    """

    fact: str
    subject: str
    predicate: str
    object: str
    object_datatype: str | None
    object_language: str | None
    subject_label: str | None
    predicate_label: str | None
    object_label: str | None
    passages: Sequence[str]
    footnotes: Sequence[str]
    rules: Sequence[str]
    premises: Sequence[str]


@dataclass(frozen=True)
class Column:
    """What a column of the table holds, for those who read the table without its program."""

    name: str
    title: str
    description: str
    is_iri: bool = False
    is_list: bool = False
    is_required: bool = False


DESCRIBED = (
    Column("fact", "Fact", "IRI of the fact, computed from its triple", is_iri=True, is_required=True),
    Column("subject", "Subject", "IRI of what the fact is about", is_iri=True, is_required=True),
    Column(
        "predicate", "Predicate", "IRI of the property that the fact gives", is_iri=True, is_required=True
    ),
    Column("object", "Object", "IRI of the property's value, or its text where object_datatype is given"),
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
    Column("subject_label", "Label of the subject", "English label of the subject, if it has one"),
    Column("predicate_label", "Label of the predicate", "English label of the predicate, if it has one"),
    Column(
        "object_label", "Label of the object", "English label of the object, if it is an IRI that has one"
    ),
    Column(
        "passages",
        "Passages",
        "IRIs of the passages of the article that state the fact; empty where only rules give it",
        is_iri=True,
        is_list=True,
    ),
    Column("footnotes", "Footnotes", "IRIs of the footnotes of these passages", is_iri=True, is_list=True),
    Column("rules", "Rules", "IRIs of the rules that derive the fact", is_iri=True, is_list=True),
    Column(
        "premises", "Premises", "IRIs of the facts that the rules derive it from", is_iri=True, is_list=True
    ),
)
"""The columns in their order; a list in a cell of the CSV is joined by spaces."""

COLUMNS = tuple(column.name for column in DESCRIBED)
LISTS = tuple(column.name for column in DESCRIBED if column.is_list)


def fact_rows(arrangement: Arrangement) -> Iterator[FactRow]:
    """Yield every fact, in the order of the article, derived ones last."""
    for fact, said in arrangement.union.items():
        if not isinstance(fact, NamedNode) or FACT_CLASS not in said.get(TYPE, ()):
            continue
        # Data that no check has passed may call a fact what says of no triple.
        if triple_of(*(said.get(part, ()) for part in (SUBJECT, PREDICATE, OBJECT))) is not None:
            yield fact_row(fact, said, arrangement.union)


def fact_row(fact: NamedNode, said: Description, union: Mapping[Node, Description]) -> FactRow:
    """Build the row of one fact from its description; labels and footnotes are looked up in the union."""
    subject, predicate, term = (said[part][0] for part in (SUBJECT, PREDICATE, OBJECT))
    datatype, language = datatype_and_language(term)
    passages = values(said, STATED_IN)
    footnotes = {
        note for name in passages for note in values(describe_term(union, NamedNode(name)), HAS_FOOTNOTE)
    }
    return FactRow(
        fact=fact.value,
        subject=text(subject),
        predicate=text(predicate),
        object=text(term),
        object_datatype=datatype,
        object_language=language,
        subject_label=english_label(describe_term(union, subject)),
        predicate_label=english_label(describe_term(union, predicate)),
        object_label=english_label(describe_term(union, term)),
        passages=passages,
        footnotes=sorted(footnotes),
        rules=values(said, DERIVED_BY),
        premises=values(said, DERIVED_FROM),
    )


def text(term: Term) -> str:
    """Return the IRI or the lexical form."""
    return term.value if isinstance(term, NamedNode | Literal) else str(term)


def values(said: Description, predicate: NamedNode) -> list[str]:
    """Return the IRIs of a predicate, sorted."""
    return sorted(term.value for term in said.get(predicate, ()) if isinstance(term, NamedNode))


def datatype_and_language(term: Term) -> tuple[str | None, str | None]:
    """Return the IRI of the datatype, and the language tag; None for what has none."""
    return (term.datatype.value, term.language) if isinstance(term, Literal) else (None, None)


def facts_csv(rows: Iterable[FactRow]) -> bytes:
    """Write the rows as CSV in UTF-8 with a header line; lists are joined by spaces. Source: RFC 4180."""
    sink = io.StringIO(newline="")
    writer = csv.writer(sink, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for row in rows:
        writer.writerow(cell(getattr(row, name)) for name in COLUMNS)
    return sink.getvalue().encode()


def cell(value: str | Sequence[str] | None) -> str:
    """Return what a cell of the CSV holds."""
    return value if isinstance(value, str) else " ".join(value or ())


def facts_parquet(rows: Iterable[FactRow]) -> bytes:
    """Write the rows as Parquet, with columns of strings and of lists of strings."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    kept = list(rows)
    columns: dict[str, Any] = {}
    for name in COLUMNS:
        kind = pa.list_(pa.string()) if name in LISTS else pa.string()
        columns[name] = pa.array([getattr(row, name) for row in kept], kind)
    sink = pa.BufferOutputStream()
    pq.write_table(pa.table(columns), sink)
    return bytes(sink.getvalue().to_pybytes())

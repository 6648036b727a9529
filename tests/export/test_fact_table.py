"""The tables, turned back into facts."""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from pyoxigraph import Literal, NamedNode, Triple
from small_dataset import dataset_of, quads_of

from azkz_graph.dataset.dataset import Dataset, is_passage
from azkz_graph.export.fact_table import COLUMNS, LISTS, FactRow, fact_rows, facts_csv, facts_parquet
from azkz_graph.export.reading_order import Arrangement, arrange
from azkz_graph.vocabulary import (
    DERIVED_BY,
    DERIVED_FROM,
    FACT_CLASS,
    OBJECT,
    PREDICATE,
    STATED_IN,
    SUBJECT,
    TYPE,
)

Row = Mapping[str, Any]


@pytest.fixture(scope="module")
def rows(arrangement: Arrangement) -> list[FactRow]:
    return list(fact_rows(arrangement))


def csv_rows(data: bytes) -> list[Row]:
    """The rows of the CSV, lists split and empty cells None."""
    read = csv.DictReader(io.StringIO(data.decode(), newline=""), strict=True)
    assert read.fieldnames == list(COLUMNS)
    return [
        {name: cell.split() if name in LISTS else none_if_empty(name, row) for name, cell in row.items()}
        for row in read
    ]


def none_if_empty(name: str, row: Mapping[str, str]) -> str | None:
    """An empty cell is None, but an object that has a datatype is the empty text."""
    return row[name] or ("" if name == "object" and row["object_datatype"] else None)


def parquet_rows(data: bytes) -> list[Row]:
    return list(pq.read_table(pa.BufferReader(data)).to_pylist())


def described(rows: Iterable[Row]) -> Iterator[Triple]:
    """The description of every fact in the rows."""
    for row in rows:
        fact = NamedNode(row["fact"])
        yield Triple(fact, TYPE, FACT_CLASS)
        yield Triple(fact, SUBJECT, NamedNode(row["subject"]))
        yield Triple(fact, PREDICATE, NamedNode(row["predicate"]))
        yield Triple(fact, OBJECT, object_of(row))
        for name, predicate in (("passages", STATED_IN), ("rules", DERIVED_BY), ("premises", DERIVED_FROM)):
            yield from (Triple(fact, predicate, NamedNode(iri)) for iri in row[name])


def object_of(row: Row) -> NamedNode | Literal:
    if row["object_datatype"] is None:
        return NamedNode(row["object"])
    if row["object_language"]:
        return Literal(row["object"], language=row["object_language"])
    return Literal(row["object"], datatype=NamedNode(row["object_datatype"]))


def expected(dataset: Dataset) -> set[Triple]:
    """What the dataset says of its facts, but for rdf:Statement, which goes without saying in a table."""
    facts = {quad.subject for quad in dataset.quads() if quad.predicate == TYPE and quad.object == FACT_CLASS}
    triples = {quad.triple for quad in dataset.quads() if quad.subject in facts}
    return {triple for triple in triples if triple.predicate != TYPE or triple.object == FACT_CLASS}


def test_csv_holds_all_facts(dataset: Dataset, rows: list[FactRow]) -> None:
    assert set(described(csv_rows(facts_csv(rows)))) == expected(dataset)


def test_parquet_holds_all_facts(dataset: Dataset, rows: list[FactRow]) -> None:
    assert set(described(parquet_rows(facts_parquet(rows)))) == expected(dataset)


def test_csv_and_parquet_hold_the_same_rows_in_the_same_order(rows: list[FactRow]) -> None:
    assert csv_rows(facts_csv(rows)) == parquet_rows(facts_parquet(rows))


def test_stated_rows_are_the_triples_of_the_passages(dataset: Dataset, rows: list[FactRow]) -> None:
    stated = {(quad.triple, quad.graph_name) for quad in dataset.places if is_passage(quad.graph_name)}
    table = parquet_rows(facts_parquet(rows))
    assert stated == {
        (Triple(NamedNode(row["subject"]), NamedNode(row["predicate"]), object_of(row)), NamedNode(passage))
        for row in table
        for passage in row["passages"]
    }


def test_a_row_is_stated_or_derived(rows: list[FactRow]) -> None:
    assert rows
    assert all(row.passages or (row.rules and row.premises) for row in rows)


def test_stated_rows_come_first(rows: list[FactRow]) -> None:
    stated = [bool(row.passages) for row in rows]
    assert stated == sorted(stated, reverse=True)


def test_csv_follows_rfc_4180(rows: list[FactRow]) -> None:
    data = facts_csv(rows)
    assert data.endswith(b"\r\n")
    assert not data.startswith(b"\xef\xbb\xbf")
    assert len({len(row) for row in csv.reader(io.StringIO(data.decode(), newline=""), strict=True)}) == 1


def test_parquet_columns_are_texts_and_lists_of_texts(rows: list[FactRow]) -> None:
    schema = pq.read_schema(pa.BufferReader(facts_parquet(rows)))
    assert schema.names == list(COLUMNS)
    for name in COLUMNS:
        assert schema.field(name).type == (pa.list_(pa.string()) if name in LISTS else pa.string())


FACT = """
graph:ontology {{ azkz:nameAsWritten rdfs:label "name as written"@en , "שם"@he . }}
graph:entities {{ id:a rdfs:label "A"@en . }}
graph:article {{ id:p2 azkz:hasFootnote id:fn2 , id:fn1 . id:p1 azkz:hasFootnote id:fn1 . }}
graph:facts {{
    fact:x a azkz:Fact , rdf:Statement ; rdf:subject id:a ; rdf:predicate azkz:nameAsWritten ; rdf:object {object} ;
        azkz:statedIn id:p2 , id:p1 .
}}
"""


def only_row(term: str) -> FactRow:
    (row,) = fact_rows(arrange(dataset_of(quads_of(FACT.format(object=term)))))
    return row


def test_labels_are_english_and_footnotes_those_of_the_passages() -> None:
    row = only_row("id:a")
    assert (row.subject_label, row.predicate_label, row.object_label) == ("A", "name as written", "A")
    assert [iri.rpartition("/")[2] for iri in row.passages] == ["p1", "p2"]
    assert [iri.rpartition("/")[2] for iri in row.footnotes] == ["fn1", "fn2"]
    assert (row.rules, row.premises) == ([], [])


@pytest.mark.parametrize(
    "term",
    ["id:a", '""', '"a, \\"b\\" \\n c \\r d"', '"אלייב"@he', "1.50", '"01"^^xsd:integer', '" x "', '"=1+1"'],
)
def test_objects_come_back_as_they_are(term: str) -> None:
    rows = [only_row(term)]
    (quad,) = (quad for quad in quads_of(FACT.format(object=term)) if quad.predicate == OBJECT)
    readings: Sequence[list[Row]] = (csv_rows(facts_csv(rows)), parquet_rows(facts_parquet(rows)))
    assert [object_of(row) for (row,) in readings] == [quad.object, quad.object]

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
from azkz_graph.export.fact_table import FACTS, FactRow, fact_rows
from azkz_graph.export.reading_order import Arrangement, arrange
from azkz_graph.export.table_format import SEPARATOR, csv_of, parquet_of
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
LISTS = tuple(column.name for column in FACTS.columns if column.is_list)


@pytest.fixture(scope="module")
def rows(arrangement: Arrangement) -> list[FactRow]:
    return list(fact_rows(arrangement))


def csv_rows(data: bytes) -> list[Row]:
    """The rows of the CSV, lists split and empty cells None."""
    read = csv.DictReader(io.StringIO(data.decode(), newline=""), strict=True)
    assert read.fieldnames == list(FACTS.names)
    return [{name: cell_value(name, row) for name in FACTS.names} for row in read]


def cell_value(name: str, row: Mapping[str, str]) -> str | float | list[str] | None:
    """An empty cell is None, but an object that has a datatype is the empty text, and a list has no members."""
    cell = row[name]
    if name in LISTS:
        return cell.split(SEPARATOR) if cell else []
    if name == "number" and cell:
        return float(cell)
    return cell or ("" if name in ("object", "object_label") and row["object_datatype"] else None)


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
    assert set(described(csv_rows(csv_of(FACTS, rows)))) == expected(dataset)


def test_parquet_holds_all_facts(dataset: Dataset, rows: list[FactRow]) -> None:
    assert set(described(parquet_rows(parquet_of(FACTS, rows)))) == expected(dataset)


def test_csv_and_parquet_hold_the_same_rows_in_the_same_order(rows: list[FactRow]) -> None:
    assert csv_rows(csv_of(FACTS, rows)) == parquet_rows(parquet_of(FACTS, rows))


def test_stated_rows_are_the_triples_of_the_passages(dataset: Dataset, rows: list[FactRow]) -> None:
    stated = {(quad.triple, quad.graph_name) for quad in dataset.places if is_passage(quad.graph_name)}
    table = parquet_rows(parquet_of(FACTS, rows))
    assert stated == {
        (Triple(NamedNode(row["subject"]), NamedNode(row["predicate"]), object_of(row)), NamedNode(passage))
        for row in table
        for passage in row["passages"]
    }


def test_a_row_says_whether_it_is_stated_derived_or_part_of_a_view(rows: list[FactRow]) -> None:
    assert {row.status for row in rows} == {"stated", "derived", "view"}
    for row in rows:
        assert row.passages or (row.rules and row.premises)
        assert (row.status == "view") == ("/id/claim-" in row.subject) == bool(row.holders)
        assert row.status != "derived" or not row.passages
        assert len(row.holders) == len(row.holder_labels)
        assert bool(row.sections) == bool(row.passages) == bool(row.section_labels)


def test_nothing_lacks_a_name(rows: list[FactRow]) -> None:
    for row in rows:
        assert all((row.subject_label, row.predicate_label, row.object_label, *row.section_labels))
        assert ":" not in row.predicate_label


def test_figures_have_a_number_and_a_unit(rows: list[FactRow]) -> None:
    found = {row.subject_label: (row.number, row.unit_label) for row in rows if row.number is not None}
    assert found["Area of Azerbaijan"] == (86600, "square kilometre")
    assert found["Trade turnover of Azerbaijan and Kazakhstan in 2016"] == (136.6, "million US dollars")
    dated = [row for row in rows if row.object_datatype and row.object_datatype.endswith("gYear")]
    assert dated
    assert all(row.number is None for row in dated)


def test_stated_rows_come_first(rows: list[FactRow]) -> None:
    stated = [bool(row.passages) for row in rows]
    assert stated == sorted(stated, reverse=True)


def test_csv_follows_rfc_4180(rows: list[FactRow]) -> None:
    data = csv_of(FACTS, rows)
    assert data.endswith(b"\r\n")
    assert not data.startswith(b"\xef\xbb\xbf")
    assert len({len(row) for row in csv.reader(io.StringIO(data.decode(), newline=""), strict=True)}) == 1


def test_parquet_columns_are_texts_numbers_and_lists_of_texts(rows: list[FactRow]) -> None:
    schema = pq.read_schema(pa.BufferReader(parquet_of(FACTS, rows)))
    assert schema.names == list(FACTS.names)
    for name in FACTS.names:
        plain = pa.float64() if name == "number" else pa.string()
        assert schema.field(name).type == (pa.list_(plain) if name in LISTS else plain)


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
    readings: Sequence[list[Row]] = (csv_rows(csv_of(FACTS, rows)), parquet_rows(parquet_of(FACTS, rows)))
    assert [object_of(row) for (row,) in readings] == [quad.object, quad.object]

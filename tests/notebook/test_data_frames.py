"""Rows as data frames, with either library and without."""

import datetime
import sys
from decimal import Decimal

import pytest
from pyoxigraph import Literal, NamedNode, QuerySolutions, Store

from azkz_graph.notebook.data_frames import frame, python_value, uniform
from azkz_graph.vocabulary import XSD

TEXT = """SELECT * { VALUES (?iri ?number ?decimal ?mixed ?text) {
  (<https://a.example/> 1 1.5 1 "a"@he) (UNDEF 2 2 2.5 UNDEF) } }"""
COLUMNS = ["iri", "number", "decimal", "mixed", "text"]


def solutions() -> QuerySolutions:
    """Two rows of several types."""
    found = Store().query(TEXT)
    assert isinstance(found, QuerySolutions)
    return found


def test_pandas() -> None:
    import pandas

    made = frame(solutions())
    assert set(made.columns) == set(COLUMNS)
    assert made["number"].dtype.kind == "i"
    assert made["mixed"].tolist() == [1.0, 2.5]
    assert pandas.isna(made["iri"][1])


def test_polars(monkeypatch: pytest.MonkeyPatch) -> None:
    import polars

    monkeypatch.setitem(sys.modules, "pandas", None)
    made = frame(solutions())
    assert made["number"].dtype == polars.Int64
    assert made["text"].to_list() == ["a", None]


GAPS = """PREFIX xsd: <http://www.w3.org/2001/XMLSchema#> SELECT * { VALUES (?number ?year ?truth ?date ?great ?huge) {
  (UNDEF "1992"^^xsd:gYear true "0992"^^xsd:gYear 1 1)
  (9007199254740993 UNDEF UNDEF "2016-10"^^xsd:gYearMonth 1180591620717411303424 %s) } }""" % (10**60)


def gaps() -> QuerySolutions:
    """Columns with gaps, with dates of several precisions, and with integers beyond 64 and 128 bits."""
    found = Store().query(GAPS)
    assert isinstance(found, QuerySolutions)
    return found


def test_pandas_has_integers_in_columns_with_gaps() -> None:
    import pandas

    made = frame(gaps())
    types = made.dtypes.astype(str).to_dict()
    assert (types["number"], types["year"], types["truth"]) == ("Int64", "Int64", "boolean")
    assert made["number"].tolist() == [pandas.NA, 9007199254740993]
    assert made["year"].tolist() == [1992, pandas.NA]
    assert made["year"].sum() == 1992
    assert made["date"].tolist() == ["0992", "2016-10"]
    assert made["great"].tolist() == [1, 2**70]
    assert made["huge"].tolist() == [1, 10**60]


def test_polars_has_integers_in_columns_with_gaps(monkeypatch: pytest.MonkeyPatch) -> None:
    import polars

    monkeypatch.setitem(sys.modules, "pandas", None)
    made = frame(gaps())
    assert dict(made.schema) == {
        "number": polars.Int64,
        "year": polars.Int64,
        "truth": polars.Boolean,
        "date": polars.String,
        "great": polars.Int128,
        "huge": polars.String,
    }
    assert made["number"].to_list() == [None, 9007199254740993]
    assert made["year"].to_list() == [1992, None]
    assert made["great"].to_list() == [1, 2**70]
    assert made["huge"].to_list() == ["1", str(10**60)]


def test_no_library(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pandas", None)
    monkeypatch.setitem(sys.modules, "polars", None)
    first = {"iri": "https://a.example/", "number": 1, "decimal": 1.5, "mixed": 1.0, "text": "a"}
    assert frame(solutions()) == [
        first,
        {"iri": None, "number": 2, "decimal": 2.0, "mixed": 2.5, "text": None},
    ]


@pytest.mark.parametrize(
    ("lexical", "datatype", "value"),
    [
        ("7", "integer", 7),
        ("7.10", "decimal", Decimal("7.10")),
        ("1e3", "double", 1000.0),
        ("true", "boolean", True),
        ("1992-08-27", "date", datetime.date(1992, 8, 27)),
        ("2016-10", "gYearMonth", "2016-10"),
        ("2016", "gYear", 2016),
        ("-0044", "gYear", -44),
        ("2016Z", "gYear", "2016Z"),
        ("7", "nonNegativeInteger", 7),
        ("1_000", "integer", "1_000"),
        ("٧", "integer", "٧"),
        ("-0044-03-15", "date", "-0044-03-15"),
    ],
)
def test_values(lexical: str, datatype: str, value: object) -> None:
    assert python_value(Literal(lexical, datatype=NamedNode(XSD + datatype))) == value


BIG = 2**63
LONG = Decimal("1.0000000000000000001")
EXACT = [
    ([BIG, 1], [BIG, 1]),
    ([BIG, None], [BIG, None]),
    ([-(2**126)], [-(2**126)]),
    ([2**53 + 1, Decimal("0.5")], [Decimal(2**53 + 1), Decimal("0.5")]),
    ([LONG, None], [LONG, None]),
    ([LONG, 7], [LONG, Decimal(7)]),
    ([LONG, 0.5], ["1.0000000000000000001", "0.5"]),
    ([Decimal("0.1"), Decimal("10357139.123456")], [0.1, 10357139.123456]),
    ([7, Decimal("1.50")], [7.0, 1.5]),
    ([Decimal("1E+400")], [Decimal("1E+400")]),
]
"""Columns, and the same with every digit."""


def number(value: object) -> Literal:
    """The number as a literal."""
    name = {int: "integer", Decimal: "decimal", float: "double"}[type(value)]
    return Literal(str(value), datatype=NamedNode(XSD + name))


@pytest.mark.parametrize(("column", "expected"), EXACT)
def test_digits_are_kept(column: list[object], expected: list[object]) -> None:
    made = uniform([None if value is None else number(value) for value in column])
    assert made == expected
    assert list(map(type, made)) == list(map(type, expected))


@pytest.mark.parametrize(
    "number", ["123456789012345678901234567890", "0.1234567890123456789012345", "9" * 60]
)
@pytest.mark.parametrize("library", ["pandas", "polars", "none"])
def test_numbers_of_any_length_come_whole(library: str, number: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for other in {"pandas", "polars"} - {library}:
        monkeypatch.setitem(sys.modules, other, None)
    found = Store().query(f"SELECT ?n {{ VALUES ?n {{ {number} 1 }} }}")
    assert isinstance(found, QuerySolutions)
    made = frame(found)
    column = [row["n"] for row in made] if library == "none" else made["n"].to_list()
    assert [str(value) for value in column] == [number, *{str(value) for value in column[1:]}]
    assert {Decimal(value) for value in column[1:]} == {1}


@pytest.mark.parametrize("text", ["NaN", "sNaN", "Infinity"])
def test_what_is_no_decimal_is_a_text(text: str) -> None:
    assert python_value(Literal(text, datatype=NamedNode(XSD + "decimal"))) == text

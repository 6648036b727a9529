"""Rows as data frames, with either library and without."""

import datetime
import sys
from decimal import Decimal

import pytest
from pyoxigraph import Literal, NamedNode, QuerySolutions, Store

from azkz_graph.notebook.data_frames import frame, python_value
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
        ("2016", "gYear", "2016"),
        ("-0044-03-15", "date", "-0044-03-15"),
    ],
)
def test_values(lexical: str, datatype: str, value: object) -> None:
    assert python_value(Literal(lexical, datatype=NamedNode(XSD + datatype))) == value

"""Columns that are empty because a number is beyond the engine, and those that are empty for other reasons."""

import pytest
from pyoxigraph import Store

from azkz_graph.ask.answers import answer
from azkz_graph.ask.overflowing_columns import describe_overflow

LARGEST = 9223372036854775807


@pytest.mark.parametrize(
    ("query", "columns"),
    [
        (f"SELECT ({LARGEST} + 1 AS ?a) {{}}", "?a in 1 row"),
        (f"SELECT (-{LARGEST} -2 AS ?a) {{}}", "?a in 1 row"),
        ("SELECT (9999999999*9999999999 AS ?a) (COUNT(*) AS ?b) {}", "?a in 1 row"),
        ("SELECT (99999999999999999999.5 * 2.5 AS ?a) {}", "?a in 1 row"),
        (f"SELECT (ABS(-{LARGEST + 1}) AS ?a) {{}}", "?a in 1 row"),
        (
            f"SELECT (SUM(?b) AS ?a) (AVG(?b) AS ?c) {{ VALUES ?b {{ {LARGEST} 1 }} }}",
            "?a in 1 row, ?c in 1 row",
        ),
        (
            f"SELECT ?b ?a {{ VALUES ?b {{ {LARGEST} {LARGEST} 1 'x' }} BIND((?b * 2) - 1 AS ?a) }}",
            "?a in 2 rows",
        ),
        (f"SELECT ?a {{ {{ SELECT (?b + 1 AS ?a) {{ VALUES ?b {{ {LARGEST} }} }} }} }}", "?a in 1 row"),
    ],
)
def test_column_with_a_number_beyond_the_engine(query: str, columns: str) -> None:
    told = describe_overflow(query, lambda text: answer(Store(), text))
    assert told is not None
    assert f"which leaves {columns} empty: the engine has integers from -2^63 to 2^63-1" in told


@pytest.mark.parametrize(
    "query",
    [
        f"SELECT ({LARGEST} - 1 AS ?a) {{}}",
        "SELECT (1/0 AS ?a) (1.0/0 AS ?b) (?c + 1 AS ?d) {}",
        "SELECT ('x' * 2 AS ?a) (STRLEN(?b) + 1 AS ?c) {}",
        "SELECT (BOUND(?b) * 2 AS ?a) (COUNT(*) AS ?c) {}",
        "SELECT ?a ?b { VALUES (?a ?b) { (1 UNDEF) } FILTER(?a + 1 > 0) }",
        'SELECT ("9223372036854775807 + 1" AS ?a) { # (9223372036854775807 + 1 AS ?a)\n }',
        "ASK { FILTER(9223372036854775807 + 1 > 0) }",
        "CONSTRUCT { <x:a> <x:b> ?a } { BIND(9223372036854775807 + 1 AS ?a) }",
    ],
)
def test_column_that_is_whole_or_empty_for_another_reason(query: str) -> None:
    assert describe_overflow(query, lambda text: answer(Store(), text)) is None

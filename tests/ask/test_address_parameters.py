"""The parameters of an address, as values for a saved query."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import Store

from azkz_graph.ask.address_parameters import LONGEST_VALUE, MOST_VALUES, read_parameters
from azkz_graph.ask.parameters import bind_parameters
from azkz_graph.problem import UsageError
from azkz_graph.sparql.query_file import QueryFile

QUERY = QueryFile(
    Path("trade.rq"),
    "#+ parameters:\n#+   year: {type: year}\n#+   at_least: {type: integer}\n#+   word: {type: text}\n"
    'SELECT * { VALUES ?year { UNDEF } VALUES ?at_least { 0 } VALUES ?word { "x" } }',
)
NONE = QueryFile(Path("all.rq"), "SELECT * { ?s ?p ?o }")


@pytest.mark.parametrize(
    ("pairs", "expected"),
    [
        ([], {}),
        ([("year", "2016")], {"year": ["2016"]}),
        ([("year", "2016"), ("word", "a"), ("year", "2017")], {"year": ["2016", "2017"], "word": ["a"]}),
        ([("year", "2016"), ("year", "2016")], {"year": ["2016"]}),
        ([("year", ""), ("word", "")], {}),
        ([("word", "אזרבייג'ן <b>&\" } #")], {"word": ["אזרבייג'ן <b>&\" } #"]}),
    ],
)
def test_values(pairs: list[tuple[str, str]], expected: dict[str, list[str]]) -> None:
    assert read_parameters(QUERY, pairs) == expected


@pytest.mark.parametrize(
    ("pairs", "message"),
    [
        ([("yaer", "2016")], "the query trade has no parameter 'yaer'; close to it: year"),
        ([("<b>\n", "1")], "the query trade has no parameter '<b>\\n'; it has: year, at_least, word"),
        ([("at-least", "1")], "the query trade has no parameter 'at-least'; close to it: at_least"),
        (
            [("x" * 100_000, "1")],
            f"the query trade has no parameter '{'x' * 40}'; it has: year, at_least, word",
        ),
        ([("", "")], "the query trade has no parameter ''; it has: year, at_least, word"),
        (
            [("word", "x" * (LONGEST_VALUE + 1))],
            "word: a value has more than 2,000 characters; give a name, an identifier or a number",
        ),
        (
            [("word", str(number)) for number in range(MOST_VALUES + 1)],
            "word: there are more than 100 values; ask in several requests",
        ),
        ([("word", "")] * (MOST_VALUES + 1), "word: there are more than 100 values; ask in several requests"),
        ([("word", "a\0b")], "word: a value has the control character '\\x00'; leave it out"),
        ([("word", "a\r\nb")], "word: a value has the control character '\\r'; leave it out"),
        ([("word", "\ud800")], "word: a value has the control character '\\ud800'; leave it out"),
    ],
)
def test_refused(pairs: list[tuple[str, str]], message: str) -> None:
    with pytest.raises(UsageError) as caught:
        read_parameters(QUERY, pairs)
    assert str(caught.value) == message


def test_a_query_without_parameters() -> None:
    assert read_parameters(NONE, []) == {}
    with pytest.raises(UsageError, match=r"^the query all has no parameters; leave 'year' out$"):
        read_parameters(NONE, [("year", "")])


def test_as_many_and_as_long_as_may_be() -> None:
    values = [str(number).rjust(LONGEST_VALUE, "x") for number in range(MOST_VALUES)]
    assert read_parameters(QUERY, [("word", value) for value in values]) == {"word": values}


@settings(max_examples=200, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(["year", "at_least", "word", "other"]), st.text()), max_size=4))
def test_whatever_is_given_is_bound_or_refused(pairs: list[tuple[str, str]]) -> None:
    try:
        text = bind_parameters(QUERY, read_parameters(QUERY, pairs), Store(), mark="")
    except UsageError:
        return
    (row, *_) = Store().query(text)  # type: ignore[misc]
    words = [value for name, value in pairs if name == "word" and value]
    assert row["word"].value == (words[0] if words else "x")

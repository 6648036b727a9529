"""What `azkz` answers, and how it refuses: see transcripts.py for the form of the cases in parameters/."""

from collections.abc import Callable
from pathlib import Path

import pytest
from pyoxigraph import Literal, Store
from transcripts import played, transcripts

from azkz_graph.ask.parameters import CONVERTERS, bind_parameters, declarations, find_type
from azkz_graph.dataset.project import own_root
from azkz_graph.problem import UsageError
from azkz_graph.sparql.query_file import QueryFile, read_query_file


@pytest.mark.process
@pytest.mark.parametrize("path", transcripts("ask/parameters"), ids=lambda path: path.stem)
def test_transcript(path: Path, golden: Callable[[Path, bytes], None]) -> None:
    golden(path, played(path))


@pytest.mark.parametrize("path", sorted(own_root().glob("queries/*.rq")), ids=lambda path: path.stem)
def test_the_type_is_what_the_header_says(path: Path) -> None:
    query = read_query_file(path)
    for name in query.parameters:
        assert find_type(query, name) == declarations(query)[name]["type"]


def test_a_type_on_a_line_of_its_own() -> None:
    query = QueryFile(
        Path("q.rq"), "#+ parameters:\n#+   x:\n#+     type: year\nSELECT * { VALUES ?x { UNDEF } }"
    )
    assert find_type(query, "x") == "year"


@pytest.mark.parametrize("text", ['" } #', "\\u0022 } #", "} UNION {", "a\nb", "\\", "'''", "UNDEF", "𝄞"])
def test_a_text_stays_a_text(text: str) -> None:
    query = QueryFile(Path("q.rq"), '#+ parameters: {}\nSELECT ?x { VALUES ?x { "" } }')
    (row,) = Store().query(bind_parameters(query, {"x": [text]}, Store()))  # type: ignore[misc]
    assert row["x"] == Literal(text)


@pytest.mark.parametrize(
    ("type", "text", "term"),
    [
        ("year", "2016", '"2016"^^<http://www.w3.org/2001/XMLSchema#gYear>'),
        ("date", "1992-08-27", '"1992-08-27"^^<http://www.w3.org/2001/XMLSchema#date>'),
        ("integer", "+007", '"7"^^<http://www.w3.org/2001/XMLSchema#integer>'),
        ("language", "EN-gb", '"en-gb"'),
        ("text", "שלום", '"שלום"'),
    ],
)
def test_values(type: str, text: str, term: str) -> None:
    assert str(CONVERTERS[type](Store(), "x", text)) == term


@pytest.mark.parametrize(
    ("type", "text"),
    [
        ("year", "16"),
        ("year", "201"),
        ("year", "٢٠١٦"),
        ("date", "1992-02-30"),
        ("date", "19920827"),
        ("date", "1992-W35-4"),
        ("integer", "1.0"),
        ("integer", "9" * 19),
        ("language", "he he"),
        ("entity", "nothing"),
    ],
)
def test_values_that_are_none(type: str, text: str) -> None:
    with pytest.raises(UsageError, match=r"^--x: "):
        CONVERTERS[type](Store(), "--x", text)


@pytest.mark.parametrize("mark", ["--", ""])
def test_errors_name_a_parameter_as_the_asker_does(mark: str) -> None:
    query = QueryFile(Path("q.rq"), "#+ parameters: {}\nSELECT ?x { VALUES ?x { 1 } }")
    with pytest.raises(UsageError, match=rf"^{mark}x: 'one' is not a whole number"):
        bind_parameters(query, {"x": ["one"]}, Store(), mark=mark)


def test_a_value_that_is_given_twice_counts_once() -> None:
    query = QueryFile(Path("q.rq"), "#+ parameters: {}\nSELECT ?x { VALUES ?x { 1 } }")
    assert len(list(Store().query(bind_parameters(query, {"x": ["2", "+2", "3"]}, Store())))) == 2  # type: ignore[arg-type]

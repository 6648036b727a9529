"""What `azkz` answers, and how it refuses: see transcripts.py for the form of the cases in answers/."""

from collections.abc import Callable
from pathlib import Path

import pytest
from pyoxigraph import Literal, QuerySolutions, Store
from transcripts import played, transcripts

from azkz_graph.ask.answers import answer
from azkz_graph.problem import UsageError


@pytest.mark.process
@pytest.mark.parametrize("path", transcripts("ask/answers"), ids=lambda path: path.stem)
def test_transcript(path: Path, golden: Callable[[Path, bytes], None]) -> None:
    golden(path, played(path))


def test_relative_iri_is_resolved() -> None:
    text = 'ASK { FILTER(IRI("x") = <https://example.org/x> && <#y> = <https://example.org/q#y>) }'
    assert bool(answer(Store(), text, base="https://example.org/q"))
    assert bool(answer(Store(), f"BASE <https://example.org/q> {text}"))
    assert not bool(answer(Store(), text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("SELECT (<x:f>(1) AS ?x) {}", [[None]]),
        ("SELECT (COALESCE(<x:f>(1), <x:g>(1), 2) AS ?x) {}", [[Literal(2)]]),
        ("SELECT ?x { VALUES ?x { 1 2 } FILTER(<x:f>(?x)) }", []),
        ("SELECT ?x { VALUES ?x { 1 } FILTER(?x = 1 || <x:f>(?x)) }", [[Literal(1)]]),
        ("SELECT (SUM(<x:f>(?y)) AS ?x) { VALUES ?y { 1 2 } }", [[None]]),
    ],
)
def test_unknown_function_has_no_value(text: str, expected: list[list[Literal | None]]) -> None:
    """Source: https://www.w3.org/TR/sparql11-query/#extensionFunctions."""
    found = answer(Store(), text)
    assert isinstance(found, QuerySolutions)
    assert [[row["x"]] for row in found] == expected


def test_number_of_unknown_functions_is_limited() -> None:
    calls = ", ".join(f"<x:f{number}>(1)" for number in range(30))
    with pytest.raises(UsageError, match="query: more than 20 functions are not known, such as <x:f"):
        answer(Store(), f"SELECT (COALESCE({calls}) AS ?x) {{}}")


def test_byte_order_mark_is_passed_over() -> None:
    assert bool(answer(Store(), "\ufeffASK {}"))
    with pytest.raises(UsageError, match="query:1:6: the query ends too early"):
        answer(Store(), "\ufeffASK {")


def test_stray_character_is_named() -> None:
    with pytest.raises(UsageError) as caught:
        answer(Store(), "ASK {\n ?s\u00a0?p ?o }")
    expected = (
        "query:2:4: the character U+00A0 (no-break space) stands at column 4; type a space in its place"
    )
    assert str(caught.value) == expected

"""Quads with their lines, and what a file that cannot be read tells."""

from pathlib import Path

import pytest
from pyoxigraph import DefaultGraph, Literal, NamedNode

from azkz_graph.dataset.turtle_reader import FAULTS, prefix_places, read_turtle
from azkz_graph.problem import Place

PREFIX = "@prefix ex: <https://example.org/> .\n"


def written(folder: Path, text: str, suffix: str = ".ttl") -> Path:
    path = folder / f"file{suffix}"
    path.write_bytes(text.encode())
    return path


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_quad_has_the_line_that_completes_it(end: str, tmp_path: Path) -> None:
    text = PREFIX + 'ex:a\n  ex:b ex:c ;\n  ex:d """two\nlines""" ,\n    ex:e .\n\nex:f ex:g ex:h .\n'
    parsed = read_turtle(written(tmp_path, text.replace("\n", end)))
    assert [place.line for _, place in parsed.quads] == [3, 5, 6, 8]
    assert parsed.prefixes == {"ex": "https://example.org/"}
    assert parsed.problems == ()


def test_lexical_forms_are_kept(tmp_path: Path) -> None:
    parsed = read_turtle(written(tmp_path, PREFIX + "ex:a ex:b 01 , 1.50 , +5 .\n"))
    assert [quad.object.value for quad, _ in parsed.quads if isinstance(quad.object, Literal)] == [
        "01",
        "1.50",
        "+5",
    ]


def test_default_graph_becomes_the_given_one(tmp_path: Path) -> None:
    path = written(tmp_path, PREFIX + "ex:a ex:b ex:c . ex:g { ex:a ex:b ex:d }\n", ".trig")
    graph = NamedNode("https://example.org/graph")
    named = [quad.graph_name for quad, _ in read_turtle(path, graph).quads]
    assert named == [graph, NamedNode("https://example.org/g")]
    assert read_turtle(path).quads[0][0].graph_name == DefaultGraph()


def test_what_stands_before_a_syntax_error_is_read(tmp_path: Path) -> None:
    parsed = read_turtle(written(tmp_path, PREFIX + "ex:a ex:b ex:c .\nex:d ex:e .\nex:f ex:g ex:h .\n"))
    assert len(parsed.quads) == 1
    assert [problem.place.line for problem in parsed.problems] == [3]


@pytest.mark.parametrize(
    ("text", "line", "what"),
    [
        ("ex:a no:b ex:c .", 2, "the prefix no: is not declared"),
        ("ex:a ex:b <a b> .", 2, "the IRI holds ' '"),
        ("ex:a ex:b <b> .", 2, "the IRI is relative"),
        ('ex:a ex:b "\\uD800" .', 2, "\\uD800 is half of a surrogate pair"),
        ("ex:a ex:b ex:c\nex:d ex:e ex:f .", 3, "the statement before this has no end"),
        ('ex:a ex:b "c .\n\n', 2, "the statement that begins here has no end"),
        ("ex:a ex:b", 2, "the statement that begins here has no end"),
        ("ex:a ex:b\u00a0ex:c .", 2, "the character U+00A0 (no-break space) stands at column 10"),
        (
            "ex:a ex:b \u201cc\u201d .",
            2,
            "the character U+201C (left double quotation mark) stands at column 11",
        ),
        ("<<<<<<< HEAD\nex:a ex:b 1 .", 2, "a merge is unfinished: this line begins with <<<<<<<"),
        ('ex:a ex:b "c"@toolongatag .', 2, "this is not a language tag"),
        ("ex:a ex:b .", 2, ". is not a valid RDF object"),
        ("ex:a ex:b <<( ex:a ex:b ex:c )>> .", 2, "a triple term is not in RDF 1.1, which every store reads"),
        ('ex:a ex:b "c"@he--rtl .', 2, "a text with a direction is not in RDF 1.1, which every store reads"),
    ],
)
def test_fault(text: str, line: int, what: str, tmp_path: Path) -> None:
    path = written(tmp_path, PREFIX + text)
    assert [(problem.place, problem.what) for problem in read_turtle(path).problems] == [
        (Place(path, line), what)
    ]


def test_last_pattern_is_found_in_any_message() -> None:
    assert FAULTS[-1][0].pattern == "(.*)"


def test_place_of_a_prefix(tmp_path: Path) -> None:
    path = written(
        tmp_path, "# A comment.\n@prefix a: <https://a.example/> .\nPREFIX b: <https://b.example/>\n"
    )
    assert {prefix: place.line for prefix, place in prefix_places(path).items()} == {"a": 2, "b": 3}


def test_triple_terms_that_would_end_the_parser_are_a_problem(tmp_path: Path) -> None:
    path = tmp_path / "facts.trig"
    path.write_text("\n<x:a> <x:b> " + "<<( <x:a> <x:b> " * 50_000 + "1" + " )>>" * 50_000 + " .\n")
    parsed = read_turtle(path)
    assert parsed.quads == ()
    (problem,) = parsed.problems
    assert (problem.place.line, problem.code) == (2, "syntax")
    assert problem.what.startswith("triple terms or brackets nest more than 500 deep")


def test_a_term_that_is_longer_than_can_be_read_is_a_problem(tmp_path: Path) -> None:
    path = tmp_path / "facts.trig"
    path.write_text('<x:a> <x:b> "a" .\n<x:a> <x:b> "' + "a" * (17 * 1024 * 1024) + '" .\n')
    (problem,) = read_turtle(path).problems
    assert (problem.place.line, problem.code) == (2, "syntax")
    assert problem.what == "a term is longer than can be read"

"""Every regular expression of the program is linear; and the check that finds so finds those that are not."""

import re
from collections.abc import Iterator

import pytest
from expressions_in_source import Expression, expressions
from pyoxigraph import Literal, NamedNode, RdfFormat, parse
from regular_expressions import faults

from azkz_graph.dataset.project import open_project
from azkz_graph.routes.negotiation_patterns import DOCUMENT_SETS, LANGUAGE_PREFERENCE, NO_HTML, START
from azkz_graph.site.hosting.path_patterns import PATTERNS

UNCLOSED = (
    "a string that is not closed is one token, by the last of the choices; see the growth of these lexers"
)

KEPT = {
    "azkz_graph.sparql.nesting_depth:BRACKET": UNCLOSED,
    "azkz_graph.sparql.query_file:TOKEN": UNCLOSED,
    "azkz_graph.sparql.query_keywords:TOKEN": UNCLOSED,
    "azkz_graph.sparql.stray_characters:NO_CODE": UNCLOSED,
    "azkz_graph.sparql.language_case:COMPARISON": UNCLOSED,
    "azkz_graph.ask.parameters:find_type": "the name of a parameter, escaped, in a pattern that has no two loops",
    "azkz_graph.ask.parameters:type_of": "one loop and fixed letters, tried at one place of a default in a saved query",
    "azkz_graph.check.compiled.compiled_constraint:fill_message": "the name of a variable, and no loop",
    "azkz_graph.disk.foreign_traces:NUMBERED": "for the name of a file, which has 255 bytes at most",
    "azkz_graph.disk.atomic_folder:leftovers": "the name of a folder, escaped, and a number of digits that is fixed",
    "azkz_graph.check.compiled.compiled_constraint:COMPUTES": "for queries written in the shapes, which are code",
    "azkz_graph.check.compiled.constraint_check:of_pattern": "written in the shapes, which are code",
}
"""Patterns that are made where the program runs, or are not linear, and why they may stay."""


def is_linear(found: Expression) -> bool:
    """Whether the expression is known, and linear however it is applied."""
    if found.pattern is None:
        return False
    ways = {how if how in ("match", "fullmatch") else "search" for how in found.methods}
    return not any(faults(found.pattern, found.flags, how) for how in ways)


def test_every_expression_is_linear_or_kept_for_a_reason() -> None:
    found = expressions()
    assert len(found) > 50
    assert {each.place for each in found if not is_linear(each)} == KEPT.keys()


def ways() -> Iterator[tuple[str, str]]:
    """The patterns by which servers read requests, as PCRE searches for them or matches a path."""
    for each in (*(kinds.preference for kinds in DOCUMENT_SETS), LANGUAGE_PREFERENCE):
        yield START + each.weightless, "search"
        yield from ((START + weight, "search") for weight in each.weights.values())
    yield START + NO_HTML, "search"
    for route in PATTERNS:
        yield route.iri, "fullmatch"
        yield route.suffixed, "fullmatch"


def test_every_pattern_that_is_written_for_servers_is_linear() -> None:
    found = list(ways())
    assert len(found) > 10
    assert [pattern for pattern, how in found if faults(pattern, re.IGNORECASE, how)] == []


def test_every_pattern_of_the_shapes_is_linear() -> None:
    wanted = NamedNode("http://www.w3.org/ns/shacl#pattern")
    file = open_project().ontology / "shapes.ttl"
    quads = list(parse(path=file, format=RdfFormat.TURTLE))
    patterns = {
        quad.object.value for quad in quads if quad.predicate == wanted and isinstance(quad.object, Literal)
    }
    text = file.read_text(encoding="utf-8")
    replaced = re.findall(r'\bREPLACE\(\?\w+, "([^"\n]*)"', text)
    assert len(patterns) > 5
    assert len(replaced) == text.count("REPLACE(")
    assert [pattern for pattern in patterns.union(replaced) if faults(pattern)] == []


QUADRATIC = [
    (r'\s*([^\s;,"]+)((?:[^,"]|"(?:[^"\\]|\\.)*")*)(?:,|$)', "finditer"),
    (r'\s*([^\s;,"]+)((?:[^,"]|"(?:[^"\\]|\\.)*")*)(?:,|$)', "match"),
    ("(a+)+$", "match"),
    (r"\s*\d+\s*$", "search"),
    (r"(?m)^\s*\d+\.", "finditer"),
    (r"([\w-]*):[\w%\\.-]*", "findall"),
    (r'"((?:[^"\\]|\\.)*)"', "findall"),
    (r"\bSELECT\b(.*?)(\bWHERE\b|\{)", "search"),
    (r"[?$](\w+)\b(?![^()]*\)\s*AS\b)", "findall"),
    ("a++b", "search"),
    ("a*a*", "fullmatch"),
    ("(?:a|ab?b?)*c", "match"),
    ("(?:a{1,9}b?)*c", "match"),
    ("(a*)*b", "match"),
    ("(?:(?>a(?:[ab]*c)?))*x", "match"),
    ("(x+x+)+y", "match"),
    (r"(a*)-\1", "search"),
    (r"(\d+|-)*z", "match"),
    ("a(?:[ab]*c)?", "finditer"),
    (r'(?s)"{3}(?:"{0,2}+(?:[^"\\]|\\.))*+"{3}', "finditer"),
]


@pytest.mark.parametrize(("pattern", "how"), QUADRATIC)
def test_what_is_not_linear_is_found(pattern: str, how: str) -> None:
    assert faults(pattern, 0, how)


LINEAR = [
    (r"\s*\d+\s*$", "match"),
    ("a++b", "match"),
    ("(?<!a)a++b", "search"),
    ("(?:a++)+b", "match"),
    ('"[^"]*"', "finditer"),
    (r'"(?:[^"\\]++|\\.)*+"', "match"),
    (r"(?m)^[ \t]*\d+\.", "finditer"),
    (r"\bPREFIX\s+([\w.-]*):", "findall"),
    (r"(?:\s|\#[^\n\r]*+)*+\{", "match"),
    (r"[a-zA-Z]{1,8}(-[a-zA-Z0-9]{1,8})*", "fullmatch"),
    (r"(?:\[\d{1,9}\])+", "finditer"),
    (r'(?s)"{3}(?:"{0,2}+(?:[^"\\]|\\.))*+"{3}', "match"),
    ("a*a*", "match"),
    (r"\d+", "findall"),
    (r"(?:^|,)[^,;]*;", "search"),
]


@pytest.mark.parametrize(("pattern", "how"), LINEAR)
def test_what_is_linear_is_not_found(pattern: str, how: str) -> None:
    assert faults(pattern, 0, how) == []

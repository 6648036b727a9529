import subprocess
import sys

import pytest

from azkz_graph.sparql.nesting_depth import MOST, levels


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", 0),
        ("SELECT * { }", 1),
        ("{ ( [ ] ) }", 3),
        ("{ VALUES ?x { 1 } { } }", 2),
        ("# {{{\n{ <http://x.test/(((> '(((' }", 1),
        (") } {", 0),
    ],
)
def test_levels(text: str, expected: int) -> None:
    assert max([0, *levels(text)]) == expected


@pytest.mark.process
@pytest.mark.parametrize("brackets", ["{}", "()"])
def test_a_query_that_nests_too_deep_is_refused_and_nothing_dies(brackets: str) -> None:
    opened, closed = (MOST * 10 * bracket for bracket in brackets)
    text = f"SELECT * {{ {opened} ?s ?p ?o {closed} }}"
    command = [sys.executable, "-m", "azkz_graph", "query", "-"]
    process = subprocess.run(command, input=text.encode(), capture_output=True)
    assert process.returncode == 2
    assert b"more than 500 deep" in process.stderr

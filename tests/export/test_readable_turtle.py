"""Turtle and TriG as people see them."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from small_dataset import dataset_of, quads_of

from azkz_graph.export.rdf12 import turtle_with_triple_terms
from azkz_graph.export.readable_turtle import trig, turtle
from azkz_graph.export.reading_order import Arrangement, arrange
from azkz_graph.vocabulary import PREFIXES

CASES = Path(__file__).parent / "readable_turtle"

WRITERS = {"azkz.ttl": turtle, "azkz.trig": trig, "azkz-rdf12.ttl": turtle_with_triple_terms}


@pytest.fixture(scope="module")
def text(arrangement: Arrangement) -> str:
    return turtle(arrangement).decode()


@pytest.mark.parametrize("name", WRITERS)
@pytest.mark.parametrize("case", sorted(path.name for path in CASES.iterdir()))
def test_layout(case: str, name: str, golden: Callable[[Path, bytes], None]) -> None:
    quads = quads_of((CASES / case / "input.trig").read_text(encoding="utf-8"))
    golden(CASES / case / name, WRITERS[name](arrange(dataset_of(quads))))


@pytest.mark.parametrize("name", WRITERS)
def test_the_order_of_the_input_does_not_matter(name: str) -> None:
    for case in CASES.iterdir():
        quads = quads_of((case / "input.trig").read_text(encoding="utf-8"))
        classes = [quad for quad in quads if "ontology" in str(quad.graph_name)]
        others = [quad for quad in quads if quad not in classes]
        backwards = arrange(dataset_of([*classes, *reversed(others)]))
        assert WRITERS[name](backwards) == (case / name).read_bytes()


def test_head_says_what_the_file_is(text: str) -> None:
    assert re.match(
        r"# \S.*, version \d+\.\d+\.\d+ of \d{4}-\d\d-\d\d\.\n"
        r"# Source: <https://\S+>, described below\.\n"
        r"# Licence: <https://\S+>\.\n\n@prefix ",
        text,
    )


def test_prefixes_are_those_used_in_their_one_order(text: str) -> None:
    declared = re.findall(r"^@prefix (\w+): ", text, re.MULTILINE)
    body = re.sub(r'"(?:[^"\\]|\\.)*"|<[^>]*>|#.*', "", text.rpartition("@prefix ")[2].partition("\n")[2])
    assert set(declared) == set(re.findall(r"([a-z]+):[\w-]", body))
    known = [prefix for prefix in declared if prefix in PREFIXES]
    assert known == [prefix for prefix in PREFIXES if prefix in known]
    assert declared[: len(known)] == known


def test_sections_stand_in_a_sensible_order(text: str) -> None:
    sections = re.findall(r"^# -+ (.+)$", text, re.MULTILINE)
    assert len(sections) == len(set(sections))
    expected = ["Dataset", "Article", "Section", "Passage", "Footnote", "State", "Place", "Person", "Event"]
    expected += ["Figure", "Claim", "Editorial note", "Class", "Object property", "Rule", "Fact"]
    assert [section for section in sections if section in expected] == expected
    assert sections[-1] == "Fact"
    assert "Of no kind" not in sections


def test_passages_and_facts_follow_the_article(arrangement: Arrangement) -> None:
    for title in ("Section", "Passage", "Footnote", "Fact"):
        positions = [
            arrangement.key(subject)[1]
            for subject in arrangement.union
            if arrangement.title(subject) == title
        ]
        assert len(positions) > 1
        assert positions == sorted(positions)


def test_each_subject_stands_once_behind_a_blank_line(text: str) -> None:
    blocks = [block for block in text.split("\n\n")[2:] if not block.startswith("#")]
    assert all(block.rstrip("\n").endswith(" .") for block in blocks)
    subjects = [block.split(maxsplit=1)[0] for block in blocks]
    assert len(subjects) == len(set(subjects))


def test_lines_are_indented_by_spaces(text: str) -> None:
    assert "\t" not in text
    assert {len(line) - len(line.lstrip(" ")) for line in text.splitlines()} <= {0, 4, 8}

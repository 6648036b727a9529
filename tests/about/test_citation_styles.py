"""Citations whose words a reference manager could take for its own."""

import json
import re
from dataclasses import replace
from datetime import date

import pytest

from azkz_graph.about.citation_styles import STYLES, Citation

CITATION = Citation(
    key="azkz-x-1.0.0",
    title="50% of R&D_{x} #1 $2 ~a ^b \\c\nTY  - BOOK",
    creators=("A {and} B", "C"),
    publisher="P & Q",
    version="1.0.0",
    issued="2026-11-22",
    accessed=date(2026, 11, 23),
    uri="https://w3id.org/azkz/id/x",
    container="D",
    view=None,
    note=None,
)
VIEW = replace(CITATION, title="Claim that it rains", view="view of Noah, reported in Flood 1")


def test_bibtex_has_balanced_braces_and_no_bare_command() -> None:
    entry = STYLES["bibtex"](CITATION)
    title = next(line for line in entry.splitlines() if line.startswith("  title"))
    bare = re.sub(r"\\[{}#$%&_]|\\text\w+\{\}", "", title.removeprefix("  title = {{"))
    assert not set("\\#$%&_^~") & set(bare)
    unescaped = re.sub(r"\\[{}]", "", entry)
    assert unescaped.count("{") == unescaped.count("}")


def test_ris_has_one_tag_a_line() -> None:
    lines = STYLES["ris"](CITATION).split("\r\n")
    assert all(re.match(r"[A-Z][A-Z0-9]  - ", line) for line in lines)
    assert [line[:2] for line in lines].count("TY") == 1
    assert lines[-1] == "ER  - "


def test_csl_json_is_one_item() -> None:
    (item,) = json.loads(STYLES["csl-json"](CITATION))
    assert item["type"] == "entry"
    assert item["title"] == CITATION.title
    assert item["issued"] == {"date-parts": [[2026, 11, 22]]}
    (whole,) = json.loads(STYLES["csl-json"](replace(CITATION, container=None)))
    assert whole["type"] == "dataset"
    assert "container-title" not in whole


def test_every_style_has_version_dates_and_uri() -> None:
    for style, write in STYLES.items():
        text = write(CITATION)
        assert all(part in text for part in ("1.0.0", "2026", "https://w3id.org/azkz/id/x")), style
        assert re.search(r"2026[-/]11[-/]23|2026,\s*11,\s*23", text), style


def test_each_creator_is_one() -> None:
    assert STYLES["text"](CITATION).startswith("A {and} B and C (2026): ")
    assert "  author = {{A \\{and\\} B} and {C}},\n" in STYLES["bibtex"](CITATION)
    assert "AU  - A {and} B\r\nAU  - C\r\n" in STYLES["ris"](CITATION)
    (item,) = json.loads(STYLES["csl-json"](CITATION))
    assert item["author"] == [{"literal": "A {and} B"}, {"literal": "C"}]


@pytest.mark.parametrize("style", STYLES)
def test_no_view_is_cited_without_its_holder_and_passage(style: str) -> None:
    title = "Claim that it rains [view of Noah, reported in Flood 1]"
    assert title in STYLES[style](VIEW)


def test_what_keeps_notes_apart_has_the_view_among_them() -> None:
    (item,) = json.loads(STYLES["csl-json"](replace(VIEW, note="stated in Flood 2")))
    assert item["note"] == "view of Noah, reported in Flood 1; stated in Flood 2"
    assert "N1  - view of Noah, reported in Flood 1\r\n" in STYLES["ris"](VIEW)


def test_a_question_ends_its_own_sentence() -> None:
    text = STYLES["text"](replace(CITATION, title="Who?", note="answer: 1 row"))
    assert ": Who? Answer: 1 row. In: D, version 1.0.0. " in text

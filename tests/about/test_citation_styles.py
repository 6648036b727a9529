"""Citations whose words a reference manager could take for its own."""

import json
import re
from dataclasses import replace
from datetime import date

from azkz_graph.about.citation_styles import STYLES, Citation

CITATION = Citation(
    key="azkz-x-1.0.0",
    title="50% of R&D_{x} #1 $2 ~a ^b \\c\nTY  - BOOK",
    creator="A {and} B",
    publisher="P & Q",
    version="1.0.0",
    issued="2026-11-22",
    accessed=date(2026, 11, 23),
    uri="https://w3id.org/azkz/id/x",
    container="D",
    note=None,
)


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

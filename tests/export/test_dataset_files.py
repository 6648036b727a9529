"""The one list of release files, and what follows it."""

import re
from pathlib import Path

from azkz_graph.export.dataset_files import AUTHORED_FILES, DATASET_FILES, PURPOSES, files_by_purpose
from azkz_graph.export.entity_table import ENTITIES
from azkz_graph.export.fact_table import FACTS
from azkz_graph.export.release_files import Release
from azkz_graph.site.language.messages import messages

ROOT = Path(__file__).parents[2]


def test_every_file_has_a_purpose(published: Release) -> None:
    found = files_by_purpose([str(file.path) for file in published.files])
    assert list(found) == list(PURPOSES)
    named = [name for names in found.values() for name in names]
    assert sorted(named) == sorted([*DATASET_FILES, *(f"ontology/{name}" for name in AUTHORED_FILES)])


def rows(text: str) -> list[tuple[str, ...]]:
    """The rows of the tables in a text of Markdown, without their heads."""
    lines = re.findall(r"^\| (.*) \|$", text, re.MULTILINE)
    return [
        tuple(cell.strip().replace("\\|", "|") for cell in re.split(r"(?<!\\)\|", line)) for line in lines
    ]


def test_the_readme_says_which_file_is_for_what(published: Release) -> None:
    """The table of the README is that of the download page in English."""
    files = files_by_purpose([str(file.path) for file in published.files])
    words = messages("en")
    expected = [
        (words[f"purpose_{purpose}"], ", ".join(f"`{name}`" for name in names), PURPOSES[purpose])
        for purpose, names in files.items()
    ]
    found = rows((ROOT / "README.md").read_text(encoding="utf-8"))
    assert [row for row in found if row[0] in {row[0] for row in expected}] == expected


def test_the_docs_describe_every_column() -> None:
    columns = [column for table in (FACTS, ENTITIES) for column in table.columns]
    found = rows((ROOT / "docs" / "tables.md").read_text(encoding="utf-8"))
    named = [row for row in found if row[0].startswith("`")]
    assert named == [(f"`{column.name}`", column.meaning) for column in columns]

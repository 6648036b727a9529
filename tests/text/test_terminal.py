"""Tables and outlines on terminals of every width: whatever the width, each value is there."""

import re

import pytest

from azkz_graph.text.terminal import outline_text, table_text
from azkz_graph.text.text_outline import Outline

HEADER = ["state", "measure", "value", "unit", "passage", "aspect", "counted"]
ROWS = [
    [
        "id:baku",
        "שטח של המדינה בקילומטרים",
        "86600",
        "km²",
        "id:some-long-article/area",
        "id:area",
        "漢字" * 8,
    ],
    [
        "id:astana",
        "a",
        "2724900123456789012345678901",
        "",
        "https://example.org/" + "x" * 60,
        "e\u0301" * 20,
        "ж" * 30,
    ],
]
OUTLINE = Outline(
    "A heading that is long",
    items=(
        Outline("what is said of it", key="a key that is long, too", origin="id:some-article/o9"),
        Outline("section", items=(Outline("b" * 50, "rdf:value"), Outline("漢字" * 9, "מפתח"))),
    ),
)
WIDTHS = [*range(20, 60), 80, 100, 120, 160, 200, None]


def characters(text: str) -> str:
    """The text without blanks, colours and direction marks."""
    return re.sub(r"\x1b\[[0-9;]*m|[\s\u200e]", "", text)


def holds(shown: str, value: str) -> bool:
    """Whether all characters of a value are shown in their order, maybe on several lines."""
    left = iter(characters(shown))
    return all(character in left for character in characters(value))


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("colour", [True, False])
def test_no_value_of_a_table_vanishes(width: int | None, colour: bool) -> None:
    shown = table_text(HEADER, ROWS, width, colour)
    # In a table the lines of a row's cells alternate.
    assert all(holds(shown, value) for row in ROWS for value in row)
    assert all(holds(shown, name) for name in HEADER)


@pytest.mark.parametrize("width", WIDTHS)
def test_no_text_of_an_outline_vanishes(width: int | None) -> None:
    shown = outline_text(OUTLINE, width, colour=False)
    for text in (
        "A heading that is long",
        "what is said of it",
        "a key that is long, too",
        "b" * 50,
        "漢字" * 9,
        "מפתח",
    ):
        assert holds(shown, text)


def test_a_table_that_does_not_fit_is_records() -> None:
    assert table_text(["state", "number"], [["id:baku", "7"], ["漢字" * 6, ""]], 22, colour=False) == (
        "1.\nstate   id:baku\nnumber  7\n2.\nstate   漢字漢字漢字漢\n        字漢字漢字\nnumber\n"
    )


def test_a_table_that_fits_stays_one() -> None:
    assert table_text(["state", "number"], [["id:baku", "7"], ["漢字" * 6, ""]], 25, colour=False) == (
        "state              number\n─────────────────────────\nid:baku                 7\n漢字漢字漢字漢字\n漢字漢字\n"
    )


def test_names_of_columns_without_rows_are_all_there() -> None:
    assert table_text(HEADER, [], 20, colour=False).split() == HEADER

"""Outlines as plain lines."""

from azkz_graph.text.text_outline import Outline, section


def test_keys_stand_in_a_column_and_sections_apart() -> None:
    outline = Outline(
        "Baku",
        items=(
            Outline("id:baku", key="id"),
            Outline("city", key="kind", origin="[o1]"),
            *section("Names", (Outline("באקו", key="he"),)),
            *section("Nothing", ()),
        ),
    )
    assert str(outline) == "Baku\n  id    id:baku\n  kind  city  [o1]\n\n  Names\n    he  באקו"


def test_a_line_stays_one_line() -> None:
    assert str(Outline("a\nb\x1b[2J")) == "a b<U+001B>[2J"

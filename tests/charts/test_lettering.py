"""Texts measured, cut and made harmless."""

import pytest

from azkz_graph.charts.lettering import cut, direction, isolate, lines, neutral, width


@pytest.mark.parametrize("text", ["Baku", "באקו", "Әзірбайжан", "漢字", "e\u0301", "1,234.5", ""])
def test_longer_texts_are_wider(text: str) -> None:
    assert width(text + "a") > width(text)
    assert width(text, 26) == pytest.approx(2 * width(text, 13))


def test_marks_and_isolates_have_no_width() -> None:
    assert width("e\u0301") == width("e")
    assert width(isolate("Baku")) == width("Baku")


@pytest.mark.parametrize("room", [-5, 0, 10, 60, 200])
def test_cut_texts_have_room(room: float) -> None:
    for text in ("Organisation of Islamic Cooperation", "x" * 10_000, "מרכז תרבות " * 30):
        assert width(cut(text, room)) <= max(room, width("…"))


def test_lines() -> None:
    assert lines("a b", 100) == ["a b"]
    assert lines("", 100) == [""]
    assert all(width(line) <= 60 for line in lines("Commonwealth of Independent States", 60))
    assert len(lines("one two three four five six", 40, 3)) == 3
    assert lines("one two three", 40)[-1].endswith("…")


def test_what_turns_a_text_is_taken_out() -> None:
    assert neutral("\u202ea\u2066b\u200f") == " a b "
    assert isolate("a\u2069b\u2068\nc") == "\u2068ab c\u2069"


def test_direction() -> None:
    assert direction("\u2068באקו\u2069 Baku") == "rtl"
    assert direction("12 – 13") is None

"""Texts that would spoil what stands around them."""

import unicodedata

import pytest

from azkz_graph.site.language.shown_text import HARMFUL, MOST, REPLACEMENT, brief, harmless


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Heydar Əliyev",
        "אזרבייג׳ן",
        "Қазақстан",
        'quotes " and <tags> & more',
        "line\nfeed\tand tab\r",
        "no-break\u00a0space, \u200eleft\u200f and right marks, joined\u200dand\u200cnot",
        "astral \U0001f30d",
    ],
)
def test_texts_without_harm_stay_as_they_are(text: str) -> None:
    assert harmless(text) == text


@pytest.mark.parametrize(
    "code",
    [0x00, 0x0B, 0x1B, 0x7F, 0x85, 0x202A, 0x202E, 0x2028, 0x2066, 0x2069, 0xD800, 0xFDD0, 0xFFFF, 0x10FFFE],
)
def test_what_spoils_is_marked(code: int) -> None:
    assert harmless(f"a{chr(code)}b") == f"a{REPLACEMENT}b"


def test_every_control_and_every_turn_of_direction_is_marked() -> None:
    kept = {"\t", "\n", "\f", "\r"}
    turning = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}
    for code in range(0x11000):
        character = chr(code)
        if unicodedata.category(character) == "Cc" and character not in kept:
            assert code in HARMFUL
        if unicodedata.bidirectional(character) in turning:
            assert code in HARMFUL


def test_a_long_name_is_cut_and_a_fitting_one_is_not() -> None:
    assert brief("a" * MOST) == "a" * MOST
    assert brief("a" * 10_000) == "a" * (MOST - 1) + "…"
    assert brief("\u202e" * 10_000) == REPLACEMENT * (MOST - 1) + "…"

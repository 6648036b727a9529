"""The form in which misspelt names are compared."""

import pytest

from azkz_graph.reconcile.spelling import normalize_spelling


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Баку", "Baku"),
        ("Бaку", "Baku"),
        ("Қазақстан", "Qazaqstan"),
        ("Казахстан", "KAZAKHSTAN"),
        ("İlham Əliyev", "ilham aliyev"),
        ("אזרבייג׳ן", "אזרבייגן"),
        ("האו״ם", "האום"),
        ("נגורנו־קרבאך", "נגורנו קרבאך"),
        ("Nagorno–Karabakh", "Nagorno-Karabakh"),
        ("שָׁלוֹם", "שלום"),
        ("Пётр", "Петр"),
    ],
)
def test_spellings_meet(one: str, other: str) -> None:
    assert normalize_spelling(one) == normalize_spelling(other)


@pytest.mark.parametrize("text", ["", " ", "%", "?!", "\u0301"])
def test_what_has_no_letters_has_no_spelling(text: str) -> None:
    assert normalize_spelling(text) == ""


def test_what_is_no_text_is_spelled_all_the_same() -> None:
    assert normalize_spelling("a\ud800\x00b") == "a b"

"""Language ranges; source of the examples: https://www.rfc-editor.org/rfc/rfc4647."""

import pytest

from azkz_graph.text.language_range import distance, range_of, takes_in


@pytest.mark.parametrize(
    ("range", "tag", "expected"),
    [
        ("de-DE", "de-DE-1996", True),
        ("de-de", "DE-de", True),
        ("de-DE", "de-Deva", False),
        ("de-DE", "de-Latn-DE", False),
        ("de", "de-Latn-DE", True),
        ("he", "he-IL", True),
        ("kk", "kk-Cyrl", True),
        ("kk", "kkw", False),
        ("*", "fr", True),
        ("*", None, False),
        ("en", None, False),
        ("en", "", False),
        ("en-GB", "en", False),
    ],
)
def test_basic_filtering(range: str, tag: str | None, expected: bool) -> None:
    assert takes_in(range, tag) == expected


@pytest.mark.parametrize(
    ("wanted", "tags", "closest"),
    [
        ("en", ["he", "en-GB", "en"], "en"),
        ("en", ["he", "ru", "en-GB"], "en-GB"),
        ("he-IL", ["en", "he"], "he"),
        ("HE", ["en", "he-IL"], "he-IL"),
        ("zh-Hant-TW", ["en", "zh", "zh-Hant"], "zh-Hant"),
        ("kk", ["az", "en-GB", None], "en-GB"),
        ("kk", ["az", None], None),
        ("*", ["az", "en"], "en"),
        ("", ["az", "en"], "en"),
    ],
)
def test_closest_tag(wanted: str, tags: list[str | None], closest: str | None) -> None:
    assert min(tags, key=lambda tag: distance(tag, wanted)) == closest


def test_range_of_a_tag() -> None:
    assert range_of("az-Latn", ["en", "az"]) == "az"
    assert range_of("fr", ["en", "az"]) is None

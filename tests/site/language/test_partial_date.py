"""Days, months and years as five languages write them."""

import pytest
from pyoxigraph import Literal, NamedNode

from azkz_graph.routes.document_paths import LANGUAGES
from azkz_graph.site.language.page_words import locale
from azkz_graph.site.language.partial_date import partial_date
from azkz_graph.vocabulary import XSD


def dated(text: str, kind: str) -> Literal:
    return Literal(text, datatype=NamedNode(XSD + kind))


@pytest.mark.parametrize(
    ("text", "kind", "written"),
    [
        (
            "1992-08-27",
            "date",
            [
                "August 27, 1992",
                "27 באוגוסט 1992",
                "27 avqust 1992",
                "1992 ж. 27 тамыз",
                "27 августа 1992\u202fг.",
            ],
        ),
        (
            "2016-10",
            "gYearMonth",
            ["October 2016", "אוקטובר 2016", "oktyabr 2016", "2016 ж. қазан", "октябрь 2016\u202fг."],
        ),
        ("1920", "gYear", ["1920"] * 5),
        ("0987", "gYear", ["0987"] * 5),
    ],
)
def test_three_precisions_in_five_languages(text: str, kind: str, written: list[str]) -> None:
    found = [partial_date(dated(text, kind), locale(language)) for language in LANGUAGES]
    assert [spaced(each) for each in found] == [spaced(each) for each in written]


def spaced(text: str | None) -> str:
    """The text with one kind of space; which one stands before an abbreviation changes with CLDR."""
    assert text is not None
    return text.replace("\u00a0", " ").replace("\u202f", " ")


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("2016-02-30", "date"),
        ("2016-13", "gYearMonth"),
        ("0000-01-01", "date"),
        ("-0044", "gYear"),
        ("12016", "gYear"),
        ("2016-10-05+05:00", "date"),
        ("٢٠١٦", "gYear"),
        ("", "date"),
        ("soon", "date"),
        ("2016-10-05", "string"),
        ("2016-10-05T10:00:00", "dateTime"),
    ],
)
def test_what_is_none_of_these(text: str, kind: str) -> None:
    assert partial_date(dated(text, kind), locale("en")) is None

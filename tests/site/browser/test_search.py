from typing import TYPE_CHECKING

import pytest

from azkz_graph.routes.document_paths import page_with_fragment

pytest.importorskip("playwright.sync_api", reason="playwright is missing; the test extra brings it")

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser


def searched(page: "Page", typed: str) -> list[str]:
    """The names that are found while a reader types, in their order."""
    page.get_by_label("Search for").fill(typed)
    page.wait_for_function("(typed) => new URLSearchParams(location.search).get('q') === typed", arg=typed)
    return page.locator(".found a").all_inner_texts()


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Kazakhstan", "Kazakhstan"),
        ("kazakstan", "Kazakhstan"),
        ("Qazaxıstan", "Kazakhstan"),
        ("qazaxistan", "Kazakhstan"),
        ("Қазақстан", "Kazakhstan"),
        ("казакстан", "Kazakhstan"),
        ("קזחסטן", "Kazakhstan"),
        ("קזכסטן", "Kazakhstan"),
        ("אזרבייג׳ן", "Azerbaijan"),
        ("אזרביגן", "Azerbaijan"),
        ("Azerbajcan", "Azerbaijan"),
        ("азербаиджан", "Azerbaijan"),
        ("Nazarbaev", "Nursultan Nazarbayev"),
        ("карабах", "Karabakh"),
        ("oil pipelin", "Baku–Tbilisi–Ceyhan pipeline"),
        ("Kazakh\xadstan", "Kazakhstan"),
        ("קזח\u200fסטן\u200b", "Kazakhstan"),
    ],
)
def test_names_are_found_in_every_script_and_spelling(
    page: "Page", served: str, typed: str, meant: str
) -> None:
    page.goto(f"{served}search.html")
    assert meant in searched(page, typed)[:3]


@pytest.mark.parametrize(
    ("typed", "path"),
    [
        ("https://w3id.org/azkz/id/baku", "doc/baku"),
        ("http://w3id.org/azkz/id/baku", "doc/baku"),
        (" <https://w3id.org/azkz/id/baku>\u200e", "doc/baku"),
        ("id:baku", "doc/baku"),
        ("azkz:Unit", "ontology/index#Unit"),
        ("azkz:unit", "ontology/index#unit"),
        ("https://w3id.org/azkz/ontology#hedge", "ontology/index#hedge"),
        ("https://w3id.org/azkz/fact/6o232wgjptfoz752", "doc/rule/representation#fact-6o232wgjptfoz752"),
        ("fact:6o232wgjptfoz752", "doc/rule/representation#fact-6o232wgjptfoz752"),
        ("6o232wgj\xadptfoz752", "doc/rule/representation#fact-6o232wgjptfoz752"),
        ("passage:o9", "doc/azerbaijan-kazakhstan-article/o9"),
        ("graph:derived/symmetry", "doc/graph/derived/symmetry"),
        ("rule:symmetry", "doc/rule/symmetry"),
        ("query:timeline", "query/timeline"),
        ("https://w3id.org/azkz/dataset", "doc/dataset"),
        ("https://w3id.org/azkz/doc/baku.ru.html", "doc/baku"),
        ("http://w3id.org/azkz/query/timeline.csv", "query/timeline"),
    ],
)
def test_what_identifies_a_page_leads_to_it(page: "Page", address: str, typed: str, path: str) -> None:
    page.goto(f"{address}search.he.html")
    page.locator("#search-field").fill(typed)
    found = page.locator(".found a")
    found.first.wait_for()
    assert [each.get_attribute("href") for each in found.all()] == [address + page_with_fragment(path, "he")]


def test_an_address_of_nothing_is_not_taken_for_words(page: "Page", served: str) -> None:
    page.goto(f"{served}search.html?q=https://w3id.org/azkz/id/nothing")
    assert page.get_by_role("status").inner_text().startswith("Nothing was found.")


def test_what_is_found_is_told_in_the_language_of_the_page(page: "Page", served: str) -> None:
    page.goto(f"{served}search.ru.html?q=exports 2005")
    told = page.locator(".found li p").first
    assert told.inner_text().startswith("около 129 миллионов долларов США (по оценке) · ")
    assert told.locator("[lang]").count() == 0


def test_what_is_found_leads_to_its_page(page: "Page", address: str) -> None:
    page.goto(f"{address}search.he.html")
    page.locator("#search-field").fill("Baku")
    first = page.locator(".found a").first
    first.wait_for()
    assert first.inner_text() == "באקו"
    assert first.get_attribute("href") == f"{address}doc/baku.he.html"
    first.click()
    assert page.url == f"{address}doc/baku.he.html"
    assert page.locator("html").get_attribute("lang") == "he"


def test_the_name_that_was_typed_is_shown_beside_the_one_of_the_page(page: "Page", served: str) -> None:
    page.goto(f"{served}search.html?q=Қазақстан")
    other = page.locator(".found li").first.locator(".other bdi").first
    assert (other.inner_text(), other.get_attribute("lang")) == ("Қазақстан", "kk")


def test_passages_footnotes_terms_and_questions_are_found(page: "Page", served: str) -> None:
    page.goto(f"{served}search.html")
    for typed, heading in (
        ("diplomatic relations established", "Passages of the article"),
        ("footnote", "Footnotes"),
        ("was part of", "Terms"),
        ("twin towns", "Questions"),
    ):
        searched(page, typed)
        headings = page.locator("#search-found h2").all_inner_texts()
        assert any(each.startswith(heading) for each in headings), typed


def test_the_search_of_every_page_leads_here(page: "Page", address: str) -> None:
    page.goto(f"{address}ask.html")
    page.locator("#find").fill("Астана")
    page.locator("#find").press("Enter")
    page.locator(".found a").first.wait_for()
    assert page.url.startswith(f"{address}search.html?q=")
    assert page.locator(".found a").first.inner_text() == "Astana"


def test_how_much_was_found_is_told(page: "Page", served: str) -> None:
    page.goto(f"{served}search.html?q=qqqqqqqq")
    assert page.get_by_role("status").inner_text().startswith("Nothing was found.")
    found = searched(page, "Astana")
    assert page.get_by_role("status").inner_text() == f"Found: {len(found)}"


def test_more_is_shown_on_demand(page: "Page", served: str) -> None:
    page.goto(f"{served}search.html?q=kazakhstan")
    things = page.locator("section[aria-labelledby=found-thing]")
    assert things.locator("li").count() == 20
    things.get_by_role("button").press("Enter")
    assert things.locator("li").count() > 20
    assert things.locator("li").nth(20).locator("a").evaluate("link => link === document.activeElement")


def test_what_is_typed_is_no_html(page: "Page", served: str) -> None:
    page.goto(f"{served}search.html?q=%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E%20baku")
    page.locator(".found a").first.wait_for()
    assert page.locator("main img").count() == 0

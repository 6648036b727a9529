from typing import TYPE_CHECKING
from urllib.parse import unquote

import pytest

pytest.importorskip("playwright.sync_api", reason="playwright is missing; the test extra brings it")

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser


def answered(page: "Page") -> str:
    """The text of the answer, once it is there."""
    page.wait_for_selector("#question-status[data-state=answered]")
    return page.inner_text("#result")


def test_a_chosen_value_is_answered_in_the_page(page: "Page", address: str) -> None:
    page.goto(f"{address}query/diplomatic-missions.html")
    page.get_by_label("sender").select_option(label="Kazakhstan")
    page.get_by_role("button", name="Answer").click()
    found = answered(page)
    assert "id:embassy-of-kazakhstan-in-baku" in found
    assert "id:embassy-of-azerbaijan-in-astana" not in found


def test_what_was_made_for_another_answer_is_hidden(page: "Page", served: str) -> None:
    page.goto(f"{served}query/diplomatic-missions.html")
    assert page.locator("figure.chart").count() == page.locator("#cite-text").count() == 1
    page.get_by_label("sender").select_option(label="Kazakhstan")
    page.get_by_role("button", name="Answer").click()
    answered(page)
    assert not page.locator("figure.chart").is_visible()
    assert not page.locator("#cite-text").is_visible()


def test_the_address_carries_what_was_chosen(page: "Page", served: str) -> None:
    page.goto(f"{served}query/timeline.html")
    page.get_by_label("year").select_option("2016")
    page.get_by_role("button", name="Answer").click()
    found = answered(page)
    assert page.url == f"{served}query/timeline.html?year=2016"
    page.reload()
    assert answered(page) == found


def test_the_bound_query_opens_in_ask(page: "Page", served: str) -> None:
    page.goto(f"{served}query/timeline.html")
    page.get_by_label("year").select_option("2016")
    page.get_by_role("button", name="Answer").click()
    found = answered(page)
    page.get_by_role("link", name="Open in Ask with these values").click()
    page.wait_for_selector("#ask-status[data-state=answered]")
    assert page.inner_text("#ask-answer") == found
    assert '{ "2016"^^<http://www.w3.org/2001/XMLSchema#gYear> }' in unquote(page.url)

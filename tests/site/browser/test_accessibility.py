"""What axe-core finds on the pages that search and answer: nothing."""

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

pytest.importorskip("playwright.sync_api", reason="playwright is missing; the test extra brings it")
from ask_page import opened, run
from axe_rules import is_narrow, violations

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

LOOKS = [
    pytest.param({"width": width, "height": 900}, scheme, language, id=f"{width}-{scheme}{language}")
    for width, scheme, language in (
        (1280, "light", ""),
        (320, "dark", ".he"),
        (320, "light", ".kk"),
        (1280, "dark", ".ru"),
    )
]


@pytest.mark.parametrize(("viewport", "scheme", "language"), LOOKS)
def test_ask(
    new_page: Callable[..., "Page"], served: str, viewport: dict[str, int], scheme: str, language: str
) -> None:
    page = opened(new_page(viewport=viewport, color_scheme=scheme), served, language)
    assert violations(page) == []
    page.evaluate(
        "location.hash = 'query=' + encodeURIComponent('SELECT ?x ?name (STRLEN(STR(?name)) AS ?n) "
        "{ ?x a azkz:State ; rdfs:label ?name } ORDER BY ?x LIMIT 12') + '&run'"
    )
    page.wait_for_selector("#ask-status[data-state=answered]")
    assert violations(page) == []
    page.evaluate("location.hash = 'query=' + encodeURIComponent('SELECT ?x { ?x a no:Thing }') + '&run'")
    page.wait_for_selector("#ask-status[data-state=faulty]")
    assert violations(page) == []
    assert is_narrow(page)


@pytest.mark.parametrize(("viewport", "scheme", "language"), LOOKS)
def test_search(
    new_page: Callable[..., "Page"], served: str, viewport: dict[str, int], scheme: str, language: str
) -> None:
    page = new_page(viewport=viewport, color_scheme=scheme)
    page.goto(f"{served}search{language}.html?q=Karabakh")
    page.locator(".found a").first.wait_for()
    assert violations(page) == []
    assert is_narrow(page)


@pytest.mark.parametrize(("viewport", "scheme", "language"), LOOKS)
def test_question(
    new_page: Callable[..., "Page"], served: str, viewport: dict[str, int], scheme: str, language: str
) -> None:
    page = new_page(viewport=viewport, color_scheme=scheme)
    page.goto(f"{served}query/timeline{language}.html?year=2016")
    page.wait_for_selector("#question-status[data-state=answered]")
    assert violations(page) == []
    assert is_narrow(page)


def test_the_list_of_completions(page: "Page", served: str) -> None:
    opened(page, served)
    run(page, "ASK {}")
    page.get_by_role("textbox", name="Query in SPARQL").click()
    page.keyboard.type("azkz:St")
    page.locator(".cm-tooltip-autocomplete [role=option]").first.wait_for()
    assert violations(page) == []

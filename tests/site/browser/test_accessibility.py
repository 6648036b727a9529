"""What axe-core finds on the pages that search and answer: nothing."""

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

axe = pytest.importorskip(
    "axe_playwright_python.sync_playwright",
    reason="axe-playwright-python is missing; the test extra brings it",
)
from asking import opened, run  # noqa: E402

if TYPE_CHECKING:
    from playwright.sync_api import Page

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


def violations(page: "Page") -> list[str]:
    """The rules that the page breaks, with the elements that break them."""
    found = axe.Axe().run(page, options=RULES)
    return [
        f"{each['id']}: {node['target']} {node['html'][:120]}"
        for each in found.response["violations"]
        for node in each["nodes"]
    ]


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
    assert no_scrolling(page)


@pytest.mark.parametrize(("viewport", "scheme", "language"), LOOKS)
def test_search(
    new_page: Callable[..., "Page"], served: str, viewport: dict[str, int], scheme: str, language: str
) -> None:
    page = new_page(viewport=viewport, color_scheme=scheme)
    page.goto(f"{served}search{language}.html?q=Karabakh")
    page.locator(".found a").first.wait_for()
    assert violations(page) == []
    assert no_scrolling(page)


@pytest.mark.parametrize(("viewport", "scheme", "language"), LOOKS)
def test_question(
    new_page: Callable[..., "Page"], served: str, viewport: dict[str, int], scheme: str, language: str
) -> None:
    page = new_page(viewport=viewport, color_scheme=scheme)
    page.goto(f"{served}query/timeline{language}.html?year=2016")
    page.wait_for_selector("#question-status[data-state=answered]")
    assert violations(page) == []
    assert no_scrolling(page)


def test_the_list_of_completions(page: "Page", served: str) -> None:
    opened(page, served)
    run(page, "ASK {}")
    page.get_by_role("textbox", name="Query in SPARQL").click()
    page.keyboard.type("azkz:St")
    page.locator(".cm-tooltip-autocomplete [role=option]").first.wait_for()
    assert violations(page) == []


def no_scrolling(page: "Page") -> bool:
    """Whether the page is no wider than the window."""
    return bool(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))

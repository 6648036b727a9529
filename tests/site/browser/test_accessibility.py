"""What axe-core finds on the pages that search and answer: nothing."""

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

pytest.importorskip("playwright.sync_api", reason="playwright is missing; the test extra brings it")
from ask_page import opened, run
from axe_rules import is_narrow, violations

from azkz_graph.routes.document_paths import LANGUAGES
from azkz_graph.routes.document_paths import page as address

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

LOOKS = [
    pytest.param({"width": width, "height": 900}, scheme, language, id=f"{width}-{scheme}{language}")
    for width, scheme, language in (
        (1280, "light", ""),
        (320, "dark", ".he"),
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


@pytest.mark.parametrize(
    ("path", "asked", "reached"),
    [
        ("search", "?q=Karabakh", ".found a"),
        ("query/timeline", "?year=2016", "#question-status[data-state=answered]"),
        ("ask", "#query=SELECT%20*%20%7B%20%3Fs%20a%20%3Fo%20%7D%20LIMIT%2012&run", "[data-state=answered]"),
    ],
)
def test_no_language_bursts_a_small_screen(
    new_page: Callable[..., "Page"], served: str, path: str, asked: str, reached: str
) -> None:
    page = new_page(viewport={"width": 320, "height": 900})
    for language in LANGUAGES:
        page.goto(f"{served}{address(path, language)}{asked}")
        page.locator(reached).first.wait_for()
        assert is_narrow(page), language


def test_the_list_of_completions(page: "Page", served: str) -> None:
    opened(page, served)
    run(page, "ASK {}")
    page.get_by_role("textbox", name="Query in SPARQL").click()
    page.keyboard.insert_text("azkz:St")
    page.locator(".cm-tooltip-autocomplete [role=option]").first.wait_for()
    assert violations(page) == []


@pytest.mark.parametrize(("viewport", "scheme", "language"), LOOKS)
def test_versions(
    new_page: Callable[..., "Page"], served: str, viewport: dict[str, int], scheme: str, language: str
) -> None:
    page = new_page(viewport=viewport, color_scheme=scheme)
    for path in ("versions", "doc/dataset/1.0.0", "ontology/versions/1.0.0"):
        page.goto(f"{served}{path}{language}.html")
        assert violations(page) == []
        assert is_narrow(page)

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from azkz_graph.dataset.project import Project

pytest.importorskip("playwright.sync_api", reason="playwright is missing; the test extra brings it")

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser


def test_a_query_is_copied_as_it_is(new_page: Callable[..., "Page"], served: str, project: Project) -> None:
    page = new_page(permissions=["clipboard-read", "clipboard-write"])
    page.goto(f"{served}query/timeline.html")
    page.locator("#query-text + button").click()
    page.wait_for_function("async () => (await navigator.clipboard.readText()).length > 0")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == page.locator("#query-text").text_content()
    assert copied in (project.queries / "timeline.rq").read_text(encoding="utf-8")


def test_copying_goes_without_the_permission_too(new_page: Callable[..., "Page"], served: str) -> None:
    page = new_page()
    page.goto(f"{served}query/timeline.html")
    page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(new Error()) }")
    page.locator("#query-text + button").click()
    page.locator("#find").click()
    page.keyboard.press("Control+v")
    assert page.locator("#find").input_value().startswith("PREFIX azkz: <")

"""A section that an address leads to is unfolded; all others are not."""

from typing import TYPE_CHECKING

import pytest

pytest.importorskip("playwright.sync_api", reason="playwright is missing; the test extra brings it")

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

ONTOLOGY = "ontology/index.html"
PASSAGE = "doc/azerbaijan-kazakhstan-article/o9.html"


def unfolded(page: "Page") -> list[str | None]:
    """The ids of what holds the open details."""
    return [each.get_attribute("id") for each in page.locator(":has(> details.section[open])").all()]


def test_the_section_of_an_address_is_unfolded(page: "Page", served: str) -> None:
    page.goto(f"{served}{PASSAGE}")
    assert unfolded(page) == []
    page.goto(f"{served}{PASSAGE}#fact-ptjqx67vrfewjzon")
    page.locator("#fact-ptjqx67vrfewjzon > details[open]").wait_for()
    assert unfolded(page) == ["fact-ptjqx67vrfewjzon"]
    page.locator(".note-title a").click()
    page.locator(".note > details[open]").wait_for()
    assert unfolded(page) == ["fact-ptjqx67vrfewjzon", "id-note-diplomatic-relations-date"]


def test_the_address_of_a_term_shows_its_section(page: "Page", served: str) -> None:
    page.goto(f"{served}{ONTOLOGY}#Event")
    page.locator("#Event > details[open]").wait_for()
    assert unfolded(page) == ["Event"]
    place = page.locator("#Event:target").bounding_box()
    assert place is not None
    assert 0 <= place["y"] < 100

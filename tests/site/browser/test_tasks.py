"""What people come for: on the screen after at most two clicks from the home page, on a desk and on a phone.

A search counts as one click: the one on what was found.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

pytest.importorskip("playwright.sync_api", reason="playwright is missing; the test extra brings it")
from ask_page import editor, reached, rows
from playwright.sync_api import expect

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

pytestmark = pytest.mark.browser


@pytest.fixture(params=[(1280, 800), (390, 844)], ids=["desk", "phone"])
def home(request: pytest.FixtureRequest, new_page: Callable[..., "Page"], served: str) -> "Page":
    width, height = request.param
    page = new_page(viewport={"width": width, "height": height})
    page.goto(f"{served}index.html")
    return page


def search(home: "Page", typed: str, name: str) -> None:
    """One click: what was typed is found under the name."""
    home.get_by_label("Search").fill(typed)
    home.keyboard.press("Enter")
    home.get_by_role("link", name=name, exact=True).click()


def on_screen(*found: "Locator") -> None:
    for each in found:
        expect(each).to_be_in_viewport(ratio=1)


def test_when_diplomatic_relations_were_established_and_which_words_say_so(home: "Page") -> None:
    passage, said = home.get_by_role("link", name="Overview 9"), home.locator(".our-words").first
    expect(said).to_have_text("The diplomatic relations were established on 27 August 1992.")
    on_screen(passage, said, home.locator("time").first)
    home.get_by_role("link", name="What does this one rest on?").click()
    on_screen(home.locator(".our-words").first, home.locator("li:target time"))


def test_whose_view_it_is(home: "Page") -> None:
    search(home, "occupier", "Olzhas Suleimenov: Armenia is an occupier")
    on_screen(home.get_by_role("note"), home.locator("dd").get_by_role("link", name="Olzhas Suleimenov"))


def test_a_figure_of_a_year(home: "Page") -> None:
    search(home, "exports in 2005", "Exports of Kazakhstan to Azerbaijan in 2005")
    expect(home.locator(".quantity")).to_have_text("about 129 million US dollars (estimated)")
    on_screen(home.locator(".quantity"))


def test_what_is_doubtful_about_a_figure(home: "Page") -> None:
    search(home, "trade 2016", "Trade turnover of Azerbaijan and Kazakhstan in 2016")
    home.get_by_role("link", name="Editorial notes").click()
    doubt = home.locator(".notes > .note").filter(has_text="do not add up")
    on_screen(doubt.locator("p").first, doubt.get_by_text("3.1 more than the turnover"))


def test_how_a_thing_is_cited(home: "Page") -> None:
    search(home, "Nasimi centre", "Azerbaijani cultural centre named after Nasimi")
    home.get_by_role("link", name="Cite this").click()
    citation = home.locator("#cite-text")
    on_screen(citation)
    assert "From the article “Azerbaijan–Kazakhstan relations (article)”." in citation.inner_text()
    assert citation.inner_text().count("azkz_graph maintainers") == 1


def test_the_turtle_file(home: "Page") -> None:
    home.locator(".card").get_by_role("link", name="Downloads").click()
    cell = home.locator("td").filter(has_text="azkz.ttl").first
    on_screen(cell.get_by_text("Turtle"))
    with home.expect_download() as download:
        cell.get_by_role("link", name="azkz.ttl").click()
    assert download.value.suggested_filename == "azkz.ttl"


def test_a_query_of_ones_own(home: "Page") -> None:
    home.locator(".card").get_by_role("link", name="Ask").click()
    reached(home, "ready")
    editor(home).click()
    home.keyboard.press("Control+a")
    home.keyboard.type("SELECT ?event ?date { ?event dct:date ?date ; a event")
    options = home.get_by_role("listbox", name="Completions").get_by_role("option")
    expect(options.first).to_contain_text("azkz:Event")
    # For a moment the list takes no key, so that nobody chooses from it by accident.
    home.wait_for_timeout(200)
    home.keyboard.press("Enter")
    home.keyboard.type(" }")
    on_screen(home.get_by_role("button", name="Run"))
    home.get_by_role("button", name="Run").click()
    reached(home, "answered")
    assert rows(home)

"""Every kind of page is read: with little sight, on a small screen, by keyboard, without scripts, on paper."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import pytest
from axe_rules import is_narrow, violations
from page_kinds import KINDS, SCRIPTED

from azkz_graph.routes.document_paths import LANGUAGES
from azkz_graph.routes.document_paths import page as address

if TYPE_CHECKING:
    from playwright.sync_api import Page, ViewportSize

pytestmark = pytest.mark.browser

Scheme = Literal["light", "dark"]
Looks = tuple[int, Scheme]
LOOKS: dict[str, Looks] = {"": (1280, "light"), ".he": (320, "dark")}
"""Width and colours by the mark of the language: each direction, width and set of colours once."""

kinds = pytest.mark.parametrize("path", [pytest.param(path, id=kind) for kind, path in KINDS.items()])
stored = pytest.mark.parametrize(
    "path", [pytest.param(path, id=kind) for kind, path in KINDS.items() if path != "404"]
)
written = pytest.mark.parametrize(
    "path", [pytest.param(path, id=kind) for kind, path in KINDS.items() if kind not in SCRIPTED]
)


@kinds
@pytest.mark.parametrize("mark", LOOKS)
def test_nothing_hinders_reading(page: "Page", served: str, path: str, mark: str) -> None:
    page.goto(f"{served}{path}{mark}.html")
    width, scheme = LOOKS[mark]
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme=scheme)
    assert is_narrow(page), f"the page is wider than {width} pixels"
    assert violations(page) == [], f"{width} pixels, {scheme}"


@kinds
def test_no_language_bursts_a_small_screen(new_page: Callable[..., "Page"], served: str, path: str) -> None:
    page = new_page(viewport={"width": 320, "height": 640})
    for language in LANGUAGES:
        page.goto(f"{served}{address(path, language)}")
        assert is_narrow(page), language


@stored
def test_a_page_opens_from_the_disk(page: "Page", site: Path, path: str) -> None:
    page.goto((site / f"{path}.html").as_uri())
    page.wait_for_load_state("networkidle")
    assert page.locator("h1").count() == 1
    assert page.evaluate("getComputedStyle(document.body).marginTop") == "0px", "it has its style"


@written
def test_a_page_without_scripts_tells_the_same(
    new_page: Callable[..., "Page"], served: str, path: str
) -> None:
    with_scripts, without = (
        told(new_page(java_script_enabled=enabled), f"{served}{path}.html") for enabled in (True, False)
    )
    assert len(without) > 100 or path == "404"
    assert without == with_scripts


def told(page: "Page", address: str) -> str:
    """What the page tells, apart from what can be done there."""
    page.goto(address)
    page.evaluate("document.querySelectorAll('form, button, noscript').forEach((each) => each.remove())")
    return page.locator("main").inner_text()


@kinds
def test_paper_has_the_text_and_no_navigation(page: "Page", served: str, path: str) -> None:
    page.goto(f"{served}{path}.html")
    page.emulate_media(media="print")
    for selector in ("nav.parts", "nav.languages", ".find", ".skip", "button:not(.origin)"):
        assert not [each for each in page.locator(selector).all() if each.is_visible()], selector
    assert page.locator("main h1").is_visible()
    page.set_viewport_size(PAPER)
    assert page.evaluate(CUT) == []
    assert page.pdf().startswith(b"%PDF")


PAPER: "ViewportSize" = {"width": 718, "height": 1000}
"""What A4 has between its margins, in pixels of CSS."""

CUT = """
[...document.querySelectorAll("main table")]
  .filter((each) => each.checkVisibility() && each.getBoundingClientRect().width > innerWidth)
  .map((each) => each.outerHTML.slice(0, 80))
"""


@kinds
def test_nothing_moves_for_whom_motion_disturbs(page: "Page", served: str, path: str) -> None:
    page.emulate_media(reduced_motion="reduce")
    page.goto(f"{served}{path}.html")
    assert page.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == "auto"
    assert page.evaluate(MOVING) == []


MOVING = """
[...document.querySelectorAll("*")]
  .filter((each) => {
    const style = getComputedStyle(each);
    return style.animationName !== "none" || parseFloat(style.transitionDuration) > 0;
  })
  .map((each) => each.outerHTML.slice(0, 80))
"""


def test_the_first_key_leads_past_the_navigation(page: "Page", served: str) -> None:
    page.goto(f"{served}doc/kazakhstan.html")
    page.keyboard.press("Tab")
    first = page.locator(":focus")
    assert first.get_attribute("href") == "#main"
    assert first.evaluate("(link) => link.getBoundingClientRect().top >= 0"), "it is seen"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.locator("main :focus").count() == 1


KEYS = ("home", "entity", "passage", "question with form and chart", "timeline", "map", "article")


@pytest.mark.parametrize("path", [KINDS[kind] for kind in KEYS])
@pytest.mark.parametrize("mark", ["", ".he"])
def test_everything_is_reached_by_keyboard_in_its_order(
    page: "Page", served: str, path: str, mark: str
) -> None:
    page.goto(f"{served}{path}{mark}.html")
    wanted = page.evaluate(REACHABLE)
    assert wanted
    for place in range(min(wanted, MOST)):
        page.keyboard.press("Tab")
        reached = page.evaluate(FOCUSED)
        assert (reached["place"], reached["seen"]) == (place, True), reached["html"]


MOST = 300
"""The elements of a page that are tried; the article's has thousands."""

REACHABLE = """
(() => {
  const wanted = "a[href], button, input, select, textarea, summary, [tabindex='0']";
  window.reachable = [...document.querySelectorAll(wanted)].filter(
    (each) => each.checkVisibility() && !each.disabled && each.tabIndex >= 0,
  );
  return window.reachable.length;
})()
"""

FOCUSED = """
(() => {
  const each = document.activeElement;
  const style = getComputedStyle(each);
  const box = each.getBoundingClientRect();
  const outlined = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
  return {
    place: window.reachable.indexOf(each),
    seen: outlined && box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
    html: each.outerHTML.slice(0, 120),
  };
})()
"""

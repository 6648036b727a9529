"""Each page is in its language, says so, and says where it is not."""

from typing import TYPE_CHECKING

import pytest
from page_kinds import KINDS

from azkz_graph.routes.document_paths import LANGUAGES
from azkz_graph.routes.document_paths import page as address
from azkz_graph.site.language.messages import messages
from azkz_graph.site.language.page_words import direction

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

kinds = pytest.mark.parametrize("path", [pytest.param(path, id=kind) for kind, path in KINDS.items()])


@kinds
def test_no_text_is_taken_for_another_language(page: "Page", served: str, path: str) -> None:
    faults = []
    for language in LANGUAGES:
        page.goto(f"{served}{address(path, language)}")
        faults += [
            f"{language}: {each}" for each in page.evaluate(MISTAKEN, [language, [*english(language)]])
        ]
    assert faults == []


def english(language: str) -> set[str]:
    """The English words of the interface that no page in that language may have as its own.

    What a column is called may be a text of an answer too, such as the precision "year".
    """
    words = {text for key, text in messages("en").items() if not key.startswith("column_")}
    return words - {*messages(language).values()} if language != "en" else set()


MISTAKEN = r"""
([language, english]) => {
  const texts = document.createTreeWalker(document.documentElement, NodeFilter.SHOW_TEXT);
  // A title and a name in an attribute cannot say that a part of them is in another language.
  const unspoken = "script, style, title, code, pre, .iri, .cm-editor, option[value]";
  const mixed = ".chart *";
  const faults = [];
  const judge = (text, element) => {
    const said = element.closest("[lang]").getAttribute("lang").split("-")[0];
    if (/\p{Script=Hebrew}/u.test(text) && !["he", "yi"].includes(said)) faults.push(`Hebrew as ${said}: ${text}`);
    if (/\p{Script=Cyrillic}/u.test(text) && !["ru", "kk"].includes(said)) faults.push(`Cyrillic as ${said}: ${text}`);
    if (["he", "ru", "kk"].includes(said) && /(?:\b[a-z]{2,}\b[ ,]+){2}\b[a-z]{2,}\b/.test(text)) {
      faults.push(`Latin as ${said}: ${text}`);
    }
    if (said === language && english.includes(text.trim())) faults.push(`English as ${said}: ${text}`);
  };
  while (texts.nextNode()) {
    const { data, parentElement } = texts.currentNode;
    if (!parentElement.closest(unspoken)) judge(data, parentElement);
  }
  for (const each of document.querySelectorAll("[title], [aria-label], [placeholder]")) {
    for (const name of ["title", "aria-label", "placeholder"]) {
      if (each.hasAttribute(name) && !each.matches(mixed)) judge(each.getAttribute(name), each);
    }
  }
  return faults.map((fault) => fault.replace(/\s+/g, " ").slice(0, 160));
}
"""


@kinds
def test_what_is_in_another_language_is_marked_and_set_apart(page: "Page", served: str, path: str) -> None:
    faults = []
    for language in LANGUAGES:
        page.goto(f"{served}{address(path, language)}")
        faults += [f"{language}: {each}" for each in page.evaluate(UNMARKED, language)]
    assert faults == []


UNMARKED = """
(language) => {
  const named = ".names, .languages, .cite, .its-words, [lang=zxx], th, svg, form, .quiet > span, pre, [hreflang]";
  const inline = (each) => getComputedStyle(each).display === "inline";
  const apart = (each) => getComputedStyle(each).unicodeBidi.startsWith("isolate");
  const inMain = [...document.querySelectorAll("main *")];
  return [
    ...inMain.filter((each) => each.lang && each.lang !== language && !each.dataset.other && !each.closest(named)),
    ...inMain.filter((each) => (each.matches("[dir], bdi")) && inline(each) && !apart(each)),
  ].map((each) => each.outerHTML.slice(0, 160));
}
"""


@kinds
def test_the_switch_of_languages_keeps_the_page(page: "Page", served: str, path: str) -> None:
    page.goto(f"{served}{address(path, 'ru')}")
    links = page.locator("nav.languages a")
    assert [link.evaluate("(each) => each.href") for link in links.all()] == [
        f"{served}{address(path, language)}" for language in LANGUAGES
    ]
    assert page.locator("nav.languages [aria-current]").get_attribute("lang") == "ru"


def test_switching_and_following_links_stays_in_the_language(page: "Page", served: str) -> None:
    page.goto(f"{served}doc/kazakhstan.html")
    page.get_by_role("link", name="Қазақша").click()
    page.wait_for_url("**/doc/kazakhstan.kk.html")
    page.locator("main dd a").first.click()
    page.wait_for_load_state()
    assert page.url.endswith(".kk.html")
    assert page.locator("html").get_attribute("lang") == "kk"


@kinds
def test_hebrew_pages_are_mirrored(page: "Page", served: str, path: str) -> None:
    places = {}
    for language in ("en", "he"):
        page.goto(f"{served}{address(path, language)}")
        assert page.evaluate("getComputedStyle(document.body).direction") == direction(language)
        places[language] = page.evaluate(
            "['.site-name', '.languages'].map((each) => document.querySelector(each).getBoundingClientRect().left)"
        )
    assert places["en"][0] < places["en"][1]
    assert places["he"][0] > places["he"][1]

"""The page of the article: words beside what was made of them, and the words of a file that the reader opens.

The article is not part of the project, so that the pages are told here that their first passages are of another text.
"""

import hashlib
from collections.abc import Sequence
from typing import TYPE_CHECKING

import pytest

pytest.importorskip("playwright.sync_api", reason="playwright is missing; the test extra brings it")

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

WORDS = ("Ünö 𝟙", "duo", "tres")
TEXT = f"{WORDS[0]}\n{WORDS[1]} und {WORDS[2]}\n"
STARTS = [TEXT.index(word) for word in WORDS]


def digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def set_passages(page: "Page", text: str = TEXT, names: Sequence[str] = WORDS) -> None:
    """Make the first passages of the page those of the text, and leave the page no others."""
    places = [[STARTS[WORDS.index(name)], name, digest(name)] for name in names]
    page.evaluate(
        """([whole, places]) => {
            const form = document.getElementById("own-article");
            if (form) form.dataset.digest = whole;
            document.querySelectorAll("blockquote[data-digest]").forEach((each, number) => {
                if (number >= places.length) return each.removeAttribute("data-digest");
                const [start, words, digest] = places[number];
                Object.assign(each.dataset, { start, end: start + [...words].length, digest });
            });
        }""",
        [digest(text), places],
    )


def open_file(page: "Page", content: str | bytes) -> None:
    data = content if isinstance(content, bytes) else content.encode()
    page.locator("#own-file").set_input_files({"name": "a.txt", "mimeType": "text/plain", "buffer": data})


def shown(page: "Page") -> list[str]:
    return page.locator("blockquote:visible").all_inner_texts()


def said(page: "Page", start: str) -> str:
    page.locator("#own-status", has_text=start).wait_for()
    return page.locator("#own-status").inner_text()


def test_the_words_of_the_article_are_shown_on_every_page_until_they_are_forgotten(
    page: "Page", served: str
) -> None:
    requests: list[str] = []
    page.goto(f"{served}article.html")
    set_passages(page)
    page.on("request", lambda request: requests.append(request.url))
    open_file(page, f"\ufeff{TEXT}".replace("\n", "\r\n"))
    assert said(page, "This is the article").endswith("3.")
    assert shown(page) == list(WORDS)
    assert requests == []
    page.goto(f"{served}doc/baku.html")
    page.evaluate(
        "(digest) => { document.querySelector('blockquote[data-digest]').dataset.digest = digest }",
        digest(WORDS[1]),
    )
    kept = page.evaluate("JSON.parse(localStorage.getItem('azkz-words'))")
    assert kept == {digest(word): word for word in WORDS}
    page.goto(f"{served}article.html")
    assert said(page, "The words are shown")
    page.locator("#own-forget").click()
    assert page.evaluate("localStorage.getItem('azkz-words')") is None


def test_another_revision_shows_what_has_not_changed(page: "Page", served: str) -> None:
    page.goto(f"{served}article.he.html")
    set_passages(page)
    open_file(page, TEXT.replace("duo", "zwei").replace("Ünö", "new words: Ünö"))
    page.locator("#own-status span").wait_for()
    assert shown(page) == [WORDS[0], WORDS[2]]
    assert page.locator("#own-status a").count() == 1


@pytest.mark.parametrize("content", ["", "quite another text", b"\xff\xfe\x00"])
def test_what_is_no_such_article_changes_nothing(page: "Page", served: str, content: str | bytes) -> None:
    page.goto(f"{served}article.html")
    set_passages(page)
    open_file(page, content)
    assert said(page, "No passage")
    assert shown(page) == []


def test_words_and_what_was_made_of_them_open_together(page: "Page", served: str) -> None:
    page.goto(f"{served}article.html")
    row = page.locator("#o9")
    assert not row.locator(".facts").is_visible()
    row.locator(".our-words").click()
    assert row.locator(".facts").is_visible()
    assert page.locator(".article-passage.chosen").get_attribute("id") == "o9"
    page.locator("#p5 summary").click()
    assert page.locator(".article-passage.chosen").get_attribute("id") == "p5"


def test_the_page_is_short_and_has_few_stops(page: "Page", served: str) -> None:
    page.set_viewport_size({"width": 1280, "height": 800})
    page.goto(f"{served}article.html")
    assert page.evaluate("document.documentElement.scrollHeight") < 10_000
    stops = page.locator(
        "a:visible, summary:visible, input:visible, button:visible, [tabindex='0']:visible"
    ).count()
    assert stops < 300


def test_a_passage_opens_beside_the_fact_that_rests_on_it(page: "Page", served: str) -> None:
    page.goto(f"{served}doc/nasimi-cultural-centre.html")
    page.locator("button.origin").first.click()
    evidence = page.locator(".evidence:visible")
    assert "25 September 2006" in evidence.inner_text()
    assert evidence.locator(".note").count() == 3
    page.keyboard.press("Escape")
    assert not evidence.is_visible()


@pytest.mark.parametrize("width", [320, 400])
def test_the_header_of_a_phone_is_low_until_it_is_opened(page: "Page", served: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 700})
    page.goto(f"{served}index.html")
    header = page.locator(".site-header")
    box = header.bounding_box()
    assert box is not None
    assert box["height"] <= 100
    page.get_by_label("Menu").focus()
    page.keyboard.press("Space")
    assert page.get_by_role("link", name="Questions").first.is_visible()
    assert page.get_by_label("Search").is_visible()

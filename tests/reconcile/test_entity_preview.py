"""The small page about a thing."""

from html.parser import HTMLParser

import pytest
from reconciling import HOSTILE, real_names, real_store, store_of

from azkz_graph.reconcile.entity_preview import render_preview


class Page(HTMLParser):
    """A page's elements with their attributes, and its text."""

    def __init__(self, content: bytes | None) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        assert content is not None
        self.feed(content.decode())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data


PERMITTED = {
    "html",
    "head",
    "meta",
    "title",
    "body",
    "p",
    "i",
    "strong",
    "small",
    "br",
    "span",
    "table",
    "tr",
    "th",
    "td",
    "a",
}


@pytest.mark.parametrize(
    ("language", "direction", "name", "kind", "description"),
    [
        ("en", "ltr", "Kazakhstan", "state", "State in Central Asia"),
        ("he", "rtl", "קזחסטן", "מדינה", "מדינה במרכז אסיה"),
        ("ru", "ltr", "Казахстан", "государство", "Государство в Центральной Азии"),
        ("xx", "ltr", "Kazakhstan", "state", "State in Central Asia"),
    ],
)
def test_a_thing_is_shown_in_a_language(
    language: str, direction: str, name: str, kind: str, description: str
) -> None:
    page = Page(render_preview(real_store(), "kazakhstan", language))
    (_, html), *_ = page.elements
    assert html == {"lang": "en" if language == "xx" else language, "dir": direction}
    for part in (name, kind, description, "KAZ", "https://w3id.org/azkz/id/kazakhstan"):
        assert part in page.text
    (link,) = [attributes for tag, attributes in page.elements if tag == "a"]
    assert (link["href"], link["target"]) == ("../id/kazakhstan", "_blank")


def test_every_thing_has_a_page_that_is_safe_and_small() -> None:
    for entry in real_names().entities.values():
        content = render_preview(real_store(), entry.id, "he")
        page = Page(content)
        assert {tag for tag, _ in page.elements} <= PERMITTED
        assert not {name for _, attributes in page.elements for name in attributes} & {
            "style",
            "src",
            "onload",
        }
        assert len(content or b"") < 6_000


def test_a_view_is_called_one() -> None:
    view = Page(render_preview(real_store(), "claim-armenia-occupier", "en"))
    assert "This is a view that the article reports, not a fact" in view.text
    assert "Olzhas Suleimenov" in view.text
    assert "This is a view" not in Page(render_preview(real_store(), "baku", "en")).text


def test_a_figure_is_shown_with_unit_and_hedge() -> None:
    assert (
        "136.6 million US dollars (about"
        in Page(render_preview(real_store(), "trade-turnover-2016", "en")).text
    )


@pytest.mark.parametrize("id", ["baku", "id:baku", "https://w3id.org/azkz/id/baku"])
def test_a_thing_is_known_by_any_identifier(id: str) -> None:
    assert render_preview(real_store(), id, "en") == render_preview(real_store(), "baku", "en")


@pytest.mark.parametrize(
    "id", ["nobody", "", "<>", "azkz:State", "https://e.org/", "\ud800", "../etc", "a b"]
)
def test_nothing_is_shown_of_what_is_not_known(id: str) -> None:
    assert render_preview(real_store(), id, "en") is None


def test_a_graph_that_means_harm_is_shown_as_text() -> None:
    store = store_of(HOSTILE)
    page = Page(render_preview(store, "a%3Cscript%3E%22%26", "en"))
    assert {tag for tag, _ in page.elements} <= PERMITTED
    assert "<script>alert(1)</script>" in page.text
    assert "{{ 7 * 7 }}" in page.text
    assert "\u202e" not in page.text
    (link,) = [attributes for tag, attributes in page.elements if tag == "a"]
    assert link["href"] == "../id/a%253Cscript%253E%2522%2526"
    for id in ("nameless", "empty", "number"):
        assert Page(render_preview(store, id, "en")).text.strip()

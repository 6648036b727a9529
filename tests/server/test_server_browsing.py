"""What a person meets who follows an entity's URI to this server."""

from typing import TYPE_CHECKING

import pytest
from serving import Served

from azkz_graph.site.data.script_bundle import is_bundled

pytest.importorskip("playwright.sync_api", reason="playwright is missing; the test extra brings it")
from axe_rules import violations

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = [pytest.mark.browser, pytest.mark.process]

ASKED = "SELECT ?name { <https://w3id.org/azkz/id/baku> rdfs:label ?name } ORDER BY ?name"


def test_a_uri_leads_to_its_page_in_every_language(server: Served, page: "Page") -> None:
    page.goto(f"{server.url}id/baku")
    assert page.url == f"{server.url}doc/baku.html"
    assert page.locator("h1").inner_text().startswith("Baku")
    page.get_by_role("link", name="עברית").click()
    assert page.url == f"{server.url}doc/baku.he.html"
    assert page.locator("html").get_attribute("dir") == "rtl"
    assert "באקו" in page.locator("h1").inner_text()


def test_a_question_is_asked_of_the_endpoint(server: Served, page: "Page") -> None:
    if not is_bundled():
        pytest.skip("the scripts are not bundled; install the package without HATCH_BUILD_NO_HOOKS")
    page.goto(f"{server.url}sparql")
    editor = page.locator(".cm-content")
    editor.click()
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.insert_text(ASKED)
    page.keyboard.press("ControlOrMeta+Enter")
    table = page.locator("#ask-answer table")
    table.wait_for()
    assert "Баку" in table.inner_text()
    assert not violations(page)


def test_a_saved_query_is_asked_by_its_form_without_scripts(server: Served, browser: "Browser") -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{server.url}query/memberships")
    page.get_by_label("member", exact=False).first.select_option("https://w3id.org/azkz/id/azerbaijan")
    page.locator("main form button[type=submit]").first.click()
    assert "member=" in page.url
    assert "Azerbaijan" in page.locator("table").first.inner_text()
    assert "Kazakhstan" not in page.locator("table").first.locator("tbody").inner_text()
    context.close()


def test_a_place_where_nothing_is_has_a_page(server: Served, browser: "Browser") -> None:
    context = browser.new_context(locale="kk")
    page = context.new_page()
    answer = page.goto(f"{server.url}some/where/else")
    assert answer is not None
    assert answer.status == 404
    assert page.locator("html").get_attribute("lang") == "kk"
    page.locator("header a").first.click()
    assert page.url.startswith(server.url)
    assert page.locator("h1").inner_text()
    context.close()

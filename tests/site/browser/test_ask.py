import csv
import io
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from pyoxigraph import QueryTriples, RdfFormat, Store, parse

from azkz_graph.ask.answers import answer
from azkz_graph.ask.query_catalogue import find_query, query_names
from azkz_graph.ask.results import result
from azkz_graph.dataset.project import Project
from azkz_graph.store.memory_store import project_store

pytest.importorskip("playwright.sync_api", reason="playwright is missing; the test extra brings it")
from ask_page import RUNAWAY, editor, opened, reached, rows, run, write

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser


def test_a_query_is_answered(page: "Page", address: str) -> None:
    opened(page, address)
    run(page, "SELECT ?name { id:baku rdfs:label ?name FILTER(LANG(?name) != 'he') } ORDER BY LANG(?name)")
    assert rows(page) == [["Bakı az"], ["Baku en"], ["Баку kk"], ["Баку ru"]]
    assert page.inner_text("#ask-status").startswith("Rows: 4. Time: ")


def test_a_relative_iri_is_resolved_against_the_page_and_a_byte_order_mark_passed_over(
    page: "Page", served: str
) -> None:
    opened(page, served)
    run(page, "\ufeffSELECT (STR(<x>) AS ?x) {}")
    assert rows(page) == [[f"{served}x"]]


def test_an_example_is_shown_and_answered_by_the_keyboard(page: "Page", served: str) -> None:
    opened(page, served)
    page.get_by_label("Examples").select_option("twin-towns")
    page.get_by_role("button", name="Show this one").click()
    editor(page).click()
    page.keyboard.press("Control+Enter")
    reached(page, "answered")
    assert editor(page).inner_text().startswith("PREFIX azkz:")
    assert page.locator("#ask-answer table").count() == 1


def test_a_runaway_query_is_stopped_and_the_next_one_answered(page: "Page", address: str) -> None:
    opened(page, address)
    run(page, RUNAWAY, "running")
    page.get_by_role("button", name="Stop").click()
    reached(page, "stopped")
    run(page, "ASK { id:baku ?p ?o }")
    assert page.inner_text("#ask-answer .truth") == "Yes"


def test_the_time_limit_stops_a_query(page: "Page", served: str) -> None:
    opened(page, served)
    page.get_by_label("Time limit").select_option("2")
    run(page, RUNAWAY, "stopped")
    assert "the time limit of 2 s was reached" in page.inner_text("#ask-status")
    run(page, "ASK { id:baku ?p ?o }")


def test_a_query_that_is_asked_while_another_runs_takes_its_place(page: "Page", served: str) -> None:
    opened(page, served)
    run(page, RUNAWAY, "running")
    run(page, "ASK { id:nowhere ?p ?o }")
    assert page.inner_text("#ask-answer .truth") == "No"


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("SELECT * { SERVICE <http://127.0.0.1/> { ?s ?p ?o } }", "SERVICE is not available here"),
        ("LOAD <http://127.0.0.1/>", "LOAD is not available here"),
        ("PREFIX x: <x:> DELETE WHERE { ?s ?p ?o }", "DELETE is not available here"),
        ("every state", "This is not a query."),
        ("", "This is not a query."),
        ("SELECT ?x {\n  ?x a unknown:Thing }", "Line 2, column 21: the prefix unknown: is not declared."),
        ("SELECT ?x {\n ?x a azkz:State ", "Line 2, column 18: the query ends too early."),
        ("SELECT ?x WHERE OR { ?x a azkz:State }", "this is not SPARQL from “OR {"),
        ("SELECT ?s { ?s ?p ?o } GROUP BY ?p", "a selected variable is neither bound nor grouped."),
    ],
)
def test_what_is_wrong_with_a_query_is_told(page: "Page", served: str, query: str, told: str) -> None:
    opened(page, served)
    run(page, query, "faulty")
    assert told in page.get_by_role("alert").inner_text()


@pytest.mark.parametrize("failing", ["nothing", "SELECT ?x { ?x a nowhere:X }", "LOAD <http://127.0.0.1/>"])
def test_a_query_that_fails_leaves_nothing_of_the_answer_before(
    page: "Page", served: str, failing: str
) -> None:
    opened(page, served)
    run(page, "SELECT * { id:baku ?p ?o }")
    assert page.locator("#ask-answer :is(table, .answer-files)").count() == 2
    run(page, failing, "faulty")
    assert page.locator("#ask-answer *").count() == 0


def test_without_scripts_the_questions_are_offered(new_page: Callable[..., "Page"], served: str) -> None:
    page = new_page(java_script_enabled=False)
    page.goto(f"{served}ask.html")
    page.locator("main").get_by_role("link", name="Questions").click()
    assert page.url == f"{served}questions.html"


def test_a_fault_is_shown_at_its_line_and_leads_there(page: "Page", served: str) -> None:
    opened(page, served)
    run(page, "SELECT ?x {\n  ?x a nowhere:X }", "faulty")
    assert page.locator(".cm-fault").inner_text() == "  ?x a nowhere:X }"
    page.get_by_role("button", name="Line 2, column 17:").click()
    page.keyboard.type("!")
    assert editor(page).inner_text() == "SELECT ?x {\n  ?x a nowhere:X! }"
    assert page.get_by_role("alert").count() == 0


def test_a_browser_without_workers_is_told_what_to_do(new_page: Callable[..., "Page"], served: str) -> None:
    page = new_page(alone=True)
    page.add_init_script("delete globalThis.Worker")
    page.goto(f"{served}ask.html")
    reached(page, "failed")
    assert "python3 -m http.server" in page.inner_text("#ask-status")
    run(page, "ASK {}", "failed")


def test_a_link_carries_the_query(new_page: Callable[..., "Page"], served: str) -> None:
    page = opened(new_page(permissions=["clipboard-read", "clipboard-write"]), served)
    query = 'SELECT ?x { ?x rdfs:label "Баку & קו+#%"@ru }\n# end'
    write(page, query)
    page.get_by_role("button", name="Copy link to this query").click()
    page.get_by_text("The link was copied.").wait_for()
    link = page.evaluate("navigator.clipboard.readText()")
    assert "?" not in link.partition("#")[0]
    other = new_page()
    other.goto(link)
    reached(other, "ready")
    assert editor(other).inner_text() == query
    other.goto(f"{link}&run")
    reached(other, "answered")


def test_a_link_that_runs_is_answered_on_opening(page: "Page", address: str) -> None:
    page.goto(f"{address}ask.html#query=ASK%20%7B%20id%3Abaku%20%3Fp%20%3Fo%20%7D&run")
    reached(page, "answered")
    assert page.inner_text("#ask-answer .truth") == "Yes"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("azkz:wasP", "azkz:wasPartOf"), ("Қазақстан", "id:kazakhstan"), ("אזרבייג", "id:azerbaijan")],
)
def test_terms_and_things_are_completed_in_every_language(
    page: "Page", served: str, typed: str, meant: str
) -> None:
    opened(page, served)
    editor(page).click()
    page.keyboard.press("Control+a")
    page.keyboard.type(f"DESCRIBE {typed}")
    page.get_by_role("option").filter(has_text=meant).first.wait_for()
    # For a moment the list takes no key, so that nobody chooses from it by accident.
    page.wait_for_timeout(200)
    page.keyboard.press("Enter")
    assert editor(page).inner_text() == f"DESCRIBE {meant}"


def test_the_keyboard_leaves_the_editor(page: "Page", served: str) -> None:
    opened(page, served)
    write(page, "ASK {}")
    editor(page).click()
    page.keyboard.press("Tab")
    assert editor(page).inner_text() == "  ASK {}"
    page.keyboard.press("Escape")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Run"


def test_nothing_of_an_answer_is_read_as_html(page: "Page", served: str) -> None:
    opened(page, served)
    run(
        page,
        """SELECT * { VALUES (?a ?b ?c) { (
          "<img src=x onerror=alert(1)>" <javascript:alert(1)> "</script><script>alert(1)</script>"@en ) } }""",
    )
    cells = page.locator("#ask-answer td")
    assert cells.nth(0).inner_text() == "<img src=x onerror=alert(1)>"
    assert page.locator("#ask-answer").locator("img, script, [href^='javascript']").count() == 0


def test_things_lead_to_their_pages_in_the_language_of_the_page(page: "Page", address: str) -> None:
    opened(page, address, ".ru")
    page.evaluate(
        "location.hash = 'query=' + encodeURIComponent('SELECT * { VALUES ?x { id:baku <http://x.test/> } }') + '&run'"
    )
    reached(page, "answered")
    ours, other = page.locator("#ask-answer td a").all()
    assert ours.inner_text() == "Баку id:baku"
    assert ours.get_attribute("href") == f"{address}doc/baku.ru.html"
    assert (other.get_attribute("href"), other.get_attribute("rel")) == (
        "http://x.test/",
        "noopener noreferrer",
    )
    ours.click()
    assert page.url == f"{address}doc/baku.ru.html"
    assert "Баку" in page.title()


def test_a_big_answer_comes_by_pages(page: "Page", served: str) -> None:
    opened(page, served)
    run(page, "SELECT ?s ?o { ?s ?p ?o } LIMIT 1200")
    assert len(rows(page)) == 500
    page.get_by_role("button", name="Show more rows (500 of 1200 are shown)").click()
    assert len(rows(page)) == 1000
    page.get_by_role("button", name="Show more rows (1000 of 1200 are shown)").click()
    assert len(rows(page)) == 1200
    assert page.get_by_role("button", name="Show more rows").count() == 0


def test_one_column_of_numbers_is_drawn_as_bars(page: "Page", served: str) -> None:
    opened(page, served)
    run(
        page,
        "SELECT ?kind (COUNT(*) AS ?n) { VALUES ?kind { azkz:State azkz:Place } ?x a ?kind } GROUP BY ?kind",
    )
    assert page.locator(".answer-bars li").count() == 2
    run(page, "SELECT ?kind { ?x a ?kind } LIMIT 5")
    assert page.locator(".answer-bars").count() == 0


def saved(page: "Page", format: str, folder: Path) -> bytes:
    """The answer as the page saves it."""
    with page.expect_download() as waiting:
        page.get_by_role("button", name=f"Save as {format}").click()
    waiting.value.save_as(folder / "saved")
    return (folder / "saved").read_bytes()


def test_every_saved_query_has_the_same_answer_here(
    page: "Page", served: str, project: Project, tmp_path: Path
) -> None:
    store = project_store(project, graphs=True)
    opened(page, served)
    for name in query_names(project.queries):
        query = find_query(project.queries, name).text
        run(page, query)
        expected = read_answer(store, query)
        if isinstance(expected, frozenset):
            turtle = saved(page, "TTL", tmp_path)
            assert {str(quad.triple) for quad in parse(turtle, format=RdfFormat.TURTLE)} == expected, name
        elif page.locator("#ask-answer table").count():
            assert rows_of(saved(page, "CSV", tmp_path)) == rows_of(expected), name
        else:
            assert b"\n" not in expected.strip(), name


def read_answer(store: Store, query: str) -> frozenset[str] | bytes:
    """The triples of an answer, or its rows as CSV.

    It is read to its end here: Playwright keeps the frames of whoever calls it, and what the engine answers with may be
    freed by the thread alone that asked.
    """
    found = answer(store, query)
    return frozenset(map(str, found)) if isinstance(found, QueryTriples) else result(found, "csv").content


def rows_of(table: bytes) -> list[list[str]]:
    """The rows of a table in CSV."""
    return list(csv.reader(io.StringIO(table.decode(), newline="")))


def test_rows_are_saved_in_every_format(page: "Page", served: str, tmp_path: Path) -> None:
    opened(page, served)
    run(page, """SELECT ?s ?o { VALUES (?s ?o) { (id:baku 'a "b",\\n\\tc'@en) (UNDEF 7) } }""")
    assert saved(page, "CSV", tmp_path) == b's,o\r\nhttps://w3id.org/azkz/id/baku,"a ""b"",\n\tc"\r\n,7\r\n'
    assert saved(page, "TSV", tmp_path).decode() == (
        '?s\t?o\n<https://w3id.org/azkz/id/baku>\t"a \\"b\\",\\n\\tc"@en\n'
        '\t"7"^^<http://www.w3.org/2001/XMLSchema#integer>\n'
    )
    assert b'"bindings"' in saved(page, "JSON", tmp_path)

"""The page for asking asks the endpoint that it is told, and brings no engine along."""

import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest
from patience import PATIENCE
from pyoxigraph import Store

from azkz_graph.dataset.project import Project
from azkz_graph.site.data.publication import Publication
from azkz_graph.site.data.script_bundle import is_bundled
from azkz_graph.site.pages.rendering import Renderer
from azkz_graph.store.memory_store import project_memory

pytest.importorskip("playwright.sync_api", reason="playwright is missing; the test extra brings it")
from ask_page import editor, opened, reached, rows, run, write
from asked_server import SLOW, Seen, asked_server, files
from axe_rules import is_narrow, violations

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def store(project: Project) -> Store:
    return project_memory(project)


@pytest.fixture(scope="module")
def contents(publication: Publication, renderer: Renderer) -> dict[str, bytes]:
    if not is_bundled():
        pytest.skip("the scripts are not bundled; install the package without HATCH_BUILD_NO_HOOKS")
    return files(publication, renderer)


@pytest.fixture
def server(store: Store, contents: dict[str, bytes]) -> Iterator[tuple[str, Seen]]:
    with asked_server(store, contents) as running:
        yield running


@pytest.fixture
def address(server: tuple[str, Seen]) -> str:
    return server[0]


@pytest.fixture
def seen(server: tuple[str, Seen]) -> Seen:
    return server[1]


@pytest.fixture
def refused_page(browser: "Browser") -> Iterator["Page"]:
    """A page whose questions may be refused, which the browser writes on the console, and in which no script fails."""
    context = browser.new_context()
    page, faults = context.new_page(), list[str]()
    page.on("pageerror", lambda error: faults.append(str(error)))
    yield page
    context.close()
    assert faults == []


def test_a_query_is_answered_by_the_endpoint(page: "Page", address: str, seen: Seen) -> None:
    opened(page, address)
    run(page, "SELECT ?name { id:baku rdfs:label ?name FILTER(LANG(?name) != 'he') } ORDER BY LANG(?name)")
    assert rows(page) == [["Bakı az"], ["Baku en"], ["Баку kk"], ["Баку ru"]]
    assert page.inner_text("#ask-status").startswith("Rows: 4. Time: ")
    assert [list(fields) for fields in seen.questions] == [["query"]]
    assert sorted(path for path in seen.paths if path.endswith(".js")) == [
        "/assets/ask.js",
        "/assets/completion.js",
        "/assets/page.js",
    ]


def test_the_data_are_those_of_the_endpoint(page: "Page", address: str, store: Store) -> None:
    store.update("INSERT DATA { <https://other.test/x> <https://other.test/p> 'of the server alone' }")
    opened(page, address)
    run(page, "SELECT ?o { <https://other.test/x> ?p ?o }")
    assert rows(page) == [["of the server alone"]]


def test_every_form_of_query_is_answered(page: "Page", address: str) -> None:
    opened(page, address)
    run(page, "ASK { id:baku ?p ?o }")
    assert page.inner_text("#ask-answer .truth") == "Yes"
    run(page, "CONSTRUCT { id:baku <x:says> 'a \"b\" <i>\\n'@he } {}")
    assert rows(page) == [["Baku id:baku", "<x:says>", 'a "b" <i>\n he']]
    assert page.inner_text("#ask-status").startswith("Triples: 1. Time: ")
    run(page, "DESCRIBE id:baku")
    assert ["Baku id:baku", "rdfs:label", "Баку ru"] in rows(page)
    run(page, "SELECT * { ?s <x:nothing> ?o }")
    assert page.inner_text("#ask-answer") == "No results."


def test_a_link_to_the_endpoint_shows_its_query_and_the_answer(
    page: "Page", address: str, seen: Seen
) -> None:
    query = 'SELECT ("a+b & ק#%" AS ?x) {}\n# end'
    graphs = "&default-graph-uri=https%3A%2F%2Fother.test%2Fg&named-graph-uri=urn%3Ax"
    page.goto(f"{address}sparql?query={quote(query)}{graphs}")
    reached(page, "answered")
    assert editor(page).inner_text() == query
    assert rows(page) == [["a+b & ק#%"]]
    assert seen.questions == [
        {"query": [query], "default-graph-uri": ["https://other.test/g"], "named-graph-uri": ["urn:x"]}
    ]


def test_the_link_that_is_copied_is_one_to_the_endpoint(
    new_page: Callable[..., "Page"], address: str
) -> None:
    page = new_page(permissions=["clipboard-read", "clipboard-write"])
    page.goto(f"{address}sparql")
    reached(page, "ready")
    query = 'ASK { ?x rdfs:label "Баку & קו+#%"@ru }\n# end'
    write(page, query)
    page.get_by_role("button", name="Copy link to this query").click()
    page.get_by_text("The link was copied.").wait_for()
    link = page.evaluate("navigator.clipboard.readText()")
    assert link.startswith(f"{address}sparql?query=ASK")
    other = new_page()
    other.goto(link)
    reached(other, "answered")
    assert editor(other).inner_text() == query


def test_a_question_that_is_stopped_leaves_the_server(page: "Page", address: str, seen: Seen) -> None:
    opened(page, address)
    run(page, f"ASK {{}} {SLOW}", "running")
    page.get_by_role("button", name="Stop").click()
    reached(page, "stopped")
    assert page.inner_text("#ask-status") == "Stopped."
    assert seen.left.wait(PATIENCE)
    run(page, "ASK { id:baku ?p ?o }")


def test_the_time_limit_of_the_page_stops_a_question(page: "Page", address: str, seen: Seen) -> None:
    opened(page, address)
    page.get_by_label("Time limit").select_option("2")
    run(page, f"ASK {{}} {SLOW}", "stopped")
    assert "the time limit of 2 s was reached" in page.inner_text("#ask-status")
    assert seen.left.wait(PATIENCE)


def test_a_question_takes_the_place_of_another(page: "Page", address: str) -> None:
    opened(page, address)
    run(page, f"ASK {{}} {SLOW}", "running")
    run(page, "ASK { id:nowhere ?p ?o }")
    assert page.inner_text("#ask-answer .truth") == "No"


@pytest.mark.parametrize(
    ("words", "state", "told", "detail"),
    [
        ("# busy", "stopped", "try again in 7 s.", "too many questions are waiting"),
        ("# resting", "stopped", "try again later.", "the data are being changed"),
        ("# hasty", "stopped", "try again in 1 s.", "this client asks too often"),
        ("# big", "stopped", "bigger than the server allows", "ask for less, with LIMIT"),
        ("# bug", "failed", "no answer to this query (status 500)", "its log says where"),
        ("# foreign", "failed", "no answer to this query (status 502)", ""),
        ("# changed", "failed", "no answer to this query (status 200)", ""),
    ],
)
def test_why_a_server_does_not_answer_is_told(
    refused_page: "Page", address: str, words: str, state: str, told: str, detail: str
) -> None:
    page = opened(refused_page, address)
    run(page, f"ASK {{}} {words}", state)
    assert told in page.inner_text("#ask-status")
    assert detail in page.locator("#ask-fault").inner_text()
    assert page.locator("#ask-fault").is_visible() == bool(detail)
    run(page, "ASK {}")
    assert not page.locator("#ask-fault").is_visible()


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("SELECT ?x {\n  ?x a unknown:Thing }", "Line 2, column 21: the prefix unknown: is not declared"),
        ("SELECT ?x WHERE OR { ?x a azkz:State }", "Line 1, column 17: this is not SPARQL from “OR {"),
        (
            "SELECT ?s { ?s ?p ?o } GROUP BY ?p",
            "Line 1, column 35: a selected variable is neither bound nor grouped",
        ),
        ("ASK {} # hostile", "Line 900, column 900: <img src=x onerror=alert(1)>"),
    ],
)
def test_what_is_wrong_with_a_query_is_shown_at_its_place(
    refused_page: "Page", address: str, query: str, told: str
) -> None:
    page = opened(refused_page, address)
    run(page, query, "faulty")
    assert told in page.get_by_role("alert").inner_text()
    assert page.locator(".cm-fault").count() == 1
    assert page.locator("#ask img").count() == 0


def test_what_is_never_done_is_refused_without_asking(page: "Page", address: str, seen: Seen) -> None:
    opened(page, address)
    run(page, "SELECT * { SERVICE <http://127.0.0.1/> { ?s ?p ?o } }", "faulty")
    assert "SERVICE is not available here" in page.get_by_role("alert").inner_text()
    assert seen.questions == []


def test_a_server_that_is_gone_is_told(
    refused_page: "Page", store: Store, contents: dict[str, bytes]
) -> None:
    with asked_server(store, contents) as (address, _):
        page = opened(refused_page, address)
    run(page, "ASK {}", "failed")
    assert "cannot be reached" in page.inner_text("#ask-status")


def test_names_are_completed(page: "Page", address: str) -> None:
    opened(page, address)
    editor(page).click()
    page.keyboard.press("Control+a")
    page.keyboard.type("DESCRIBE Қазақстан")
    page.get_by_role("option").filter(has_text="id:kazakhstan").first.wait_for()


@pytest.mark.parametrize(("width", "scheme", "language"), [(1280, "light", ""), (320, "dark", ".he")])
def test_axe_finds_nothing(
    new_page: Callable[..., "Page"], address: str, width: int, scheme: str, language: str
) -> None:
    page = new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)
    opened(page, address, language)
    page.evaluate("location.hash = 'query=' + encodeURIComponent('DESCRIBE id:baku') + '&run'")
    reached(page, "answered")
    assert violations(page) == []
    assert is_narrow(page)


def test_the_page_may_run_no_engine(contents: dict[str, bytes]) -> None:
    for path in ("/ask.html", "/ask.he.html"):
        text = contents[path].decode()
        assert "data-endpoint" in text
        assert not re.search(r"wasm-unsafe-eval|blob:|\bengine\.js|\bdata\.js\b", text)

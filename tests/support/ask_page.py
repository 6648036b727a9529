"""What a reader does on the Ask page."""

from urllib.parse import quote

from playwright.sync_api import Locator, Page

RUNAWAY = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER(?a != ?i) }"
"""A query that no engine ends within the patience of a reader."""


def opened(page: Page, address: str, language: str = "") -> Page:
    """The Ask page, ready."""
    page.goto(f"{address}ask{language}.html")
    reached(page, "ready")
    return page


def reached(page: Page, state: str) -> None:
    """Waits until the page says that it is in the state."""
    page.wait_for_selector(f"#ask-status[data-state={state}]")


def write(page: Page, query: str) -> None:
    """Puts a query into the editor as a link to it does."""
    page.evaluate("(hash) => { location.hash = hash }", f"query={quote(query)}")
    page.wait_for_function("(text) => globalThis.location.hash === text", arg=f"#query={quote(query)}")


def run(page: Page, query: str, state: str = "answered") -> None:
    """Asks the query and waits for the state that it ends in."""
    write(page, query)
    page.evaluate("document.getElementById('ask-status').dataset.state = 'asked'")
    page.get_by_role("button", name="Run").click()
    reached(page, state)


def editor(page: Page) -> Locator:
    """The text of the editor."""
    return page.get_by_role("textbox", name="Query in SPARQL")


def rows(page: Page) -> list[list[str]]:
    """The texts of the cells of the answer."""
    found: list[list[str]] = page.locator("#ask-answer tbody tr").evaluate_all(
        "rows => rows.map((row) => [...row.cells].map((cell) => cell.textContent))"
    )
    return found

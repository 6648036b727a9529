"""The site in a browser: Debian's Chromium, driven by Playwright, over HTTP from this machine and from the disk."""

import fcntl
import functools
import http.server
import os
import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import pytest
from patience import PATIENCE

from azkz_graph.dataset.dataset import Dataset
from azkz_graph.site.build.site_build import build_site
from azkz_graph.site.data.script_bundle import is_bundled

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, ViewportSize

FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)

VIEWPORT: "ViewportSize" = {"width": 1280, "height": 720}


@pytest.fixture(scope="session")
def site(dataset: Dataset, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the project's own site, which is built once for all processes of a test run."""
    if not is_bundled():
        pytest.skip("the scripts are not bundled; install the package without HATCH_BUILD_NO_HOOKS")
    folder = run_folder(tmp_path_factory) / "site"
    with locked(folder.with_suffix(".lock")):
        if not folder.exists():
            build_site(dataset, folder)
    return folder


def run_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of temporary files that all processes of a test run share."""
    own = tmp_path_factory.getbasetemp()
    return own.parent if "PYTEST_XDIST_WORKER" in os.environ else own


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """One process at a time is in the block."""
    with path.open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


class Quiet(http.server.SimpleHTTPRequestHandler):
    """Serves files without a word."""

    def log_message(self, format: str, *args: object) -> None:
        """Nothing."""


@pytest.fixture(scope="session")
def served(site: Path) -> Iterator[str]:
    """The address of the site on a server of this machine."""
    with serving(site) as address:
        yield address


@contextmanager
def serving(folder: Path) -> Iterator[str]:
    """The address of a folder on a server of this machine."""
    handler = functools.partial(Quiet, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


@pytest.fixture(params=["http", "file"])
def address(request: pytest.FixtureRequest, site: Path) -> str:
    """The address of the site: on a server, and on the disk."""
    if request.param == "file":
        return f"{site.as_uri()}/"
    return str(request.getfixturevalue("served"))


@pytest.fixture(scope="session")
def browser() -> Iterator["Browser"]:
    """Chromium."""
    playwright = pytest.importorskip(
        "playwright.sync_api", reason="playwright is missing; the test extra brings it"
    )
    program = shutil.which("chromium")
    if program is None:
        pytest.skip("chromium is missing; Debian's chromium brings it")
    with playwright.sync_playwright() as running:
        playwright.expect.set_options(timeout=PATIENCE * 1000)
        started = running.chromium.launch(executable_path=program, args=list(FLAGS))
        yield started
        started.close()


@dataclass(frozen=True)
class Tab:
    """A page in a context of its own, and what has gone wrong in it."""

    page: "Page"
    faults: list[str]


@pytest.fixture(scope="session")
def idle_tabs() -> dict[bool, list[Tab]]:
    """The tabs that no test uses now, by whether scripts run in them."""
    return {True: [], False: []}


@pytest.fixture
def new_page(browser: "Browser", idle_tabs: dict[bool, list[Tab]]) -> Iterator[Callable[..., "Page"]]:
    """Opens pages in which nothing may go wrong and no other host be asked.

    A new context takes five times as long as a page: if nothing but looks and scripts is asked for, an earlier test's
    page is emptied and used again, unless the page is to be `alone` because the test changes it for good.
    """
    lent: list[tuple[bool, Tab]] = []
    own: list[Tab] = []

    def open_page(
        *,
        viewport: "ViewportSize" = VIEWPORT,
        color_scheme: Literal["light", "dark"] = "light",
        java_script_enabled: bool = True,
        alone: bool = False,
        **options: object,
    ) -> "Page":
        if alone or options:
            tab = open_tab(browser, java_script_enabled=java_script_enabled, **options)
            own.append(tab)
        else:
            idle = idle_tabs[java_script_enabled]
            tab = idle.pop() if idle else open_tab(browser, java_script_enabled=java_script_enabled)
            lent.append((java_script_enabled, tab))
        tab.page.set_viewport_size(viewport)
        tab.page.emulate_media(media="null", color_scheme=color_scheme, reduced_motion="null")
        return tab.page

    yield open_page
    faults = [fault for tab in own for fault in tab.faults]
    for tab in own:
        tab.page.context.close()
    for scripts, tab in lent:
        tab.page.mouse.move(0, 0)
        tab.page.goto("about:blank")
        faults += tab.faults
        tab.faults.clear()
        idle_tabs[scripts].append(tab)
    assert faults == []


def open_tab(browser: "Browser", **options: object) -> Tab:
    """Open a tab that notes errors, warnings and requests to other hosts."""
    page, faults = browser.new_context(**options).new_page(), list[str]()  # type: ignore[arg-type]
    page.set_default_timeout(PATIENCE * 1000)
    page.on("console", lambda said: faults.append(said.text) if said.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("request", lambda asked: faults.append(asked.url) if is_foreign(asked.url) else None)
    return Tab(page, faults)


@pytest.fixture
def page(new_page: Callable[..., "Page"]) -> "Page":
    """A page in which nothing may go wrong."""
    return new_page()


def is_foreign(url: str) -> bool:
    """Whether the address is on another host than this machine."""
    return not url.startswith(("http://127.0.0.1:", "file:", "blob:", "data:", "about:"))

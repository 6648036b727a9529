"""What a reader's browser loads and when it shows the most of a page, in Chromium, into benchmarks/README.md.

Each page is opened in a browser with nothing in its cache, from a server of this machine that compresses text as hosts
do; the largest paint is the browser's own figure (Largest Contentful Paint).
"""

import functools
import gzip
import http.server
import shutil
import subprocess
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median

from measure import AZKZ, ROOT, rewritten, table
from playwright.sync_api import Browser, sync_playwright

ROUNDS = 7
PAGES = (
    "index",
    "index.he",
    "doc/kazakhstan",
    "article",
    "timeline",
    "network",
    "query/timeline",
    "search",
    "ask",
)
PAINT = """() => new Promise((done) => {
  new PerformanceObserver((list) => done(list.getEntries().at(-1).startTime)).observe(
    { type: "largest-contentful-paint", buffered: true });
  setTimeout(() => done(NaN), 3000);
})"""


class Compressing(http.server.SimpleHTTPRequestHandler):
    """Serves a folder; text goes out compressed."""

    sent: list[int] = []

    def do_GET(self) -> None:
        """One file."""
        path = Path(self.translate_path(self.path))
        if not path.is_file():
            self.send_error(404)
            return
        type, content = self.guess_type(path), path.read_bytes()
        self.send_response(200)
        self.send_header("Content-Type", type)
        if type.startswith(("text/", "image/svg")) or path.suffix == ".js":
            content = gzip.compress(content, mtime=0)
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)
        self.sent.append(len(content))

    def log_message(self, format: str, *args: object) -> None:
        """Nothing."""


@contextmanager
def served(site: Path) -> Iterator[str]:
    """The address of the site."""
    handler = functools.partial(Compressing, directory=str(site))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


def opened(browser: Browser, url: str) -> tuple[int, int, float]:
    """How many requests a page makes, how many bytes it loads, and its largest paint in milliseconds."""
    Compressing.sent.clear()
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    try:
        page = context.new_page()
        page.goto(url, wait_until="networkidle")
        return len(Compressing.sent), sum(Compressing.sent), float(page.evaluate(PAINT))
    finally:
        context.close()


def main() -> None:
    """Measure and write the table."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        site = Path(folder) / "site"
        subprocess.run([AZKZ, "site", "--out", str(site)], check=True, capture_output=True, cwd=ROOT)
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"]
        )
        rows = []
        with served(site) as address:
            for path in PAGES:
                found = [opened(browser, f"{address}{path}.html") for _ in range(ROUNDS)]
                requests, size = found[0][:2]
                paint = median(each[2] for each in found)
                rows.append([f"`{path}.html`", str(requests), f"{size / 1000:.1f}", f"{paint:.0f}"])
        browser.close()
    rewritten({"pages": table(["page", "requests", "kB loaded", "largest paint ms"], rows)})


if __name__ == "__main__":
    main()

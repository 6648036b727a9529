"""Sitemap and robots.txt, for search engines.

Which pages say the same in other languages, each page tells in its head. Source: https://www.sitemaps.org/protocol.html.
"""

from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath
from typing import Final
from xml.sax.saxutils import escape

from azkz_graph.routes.document_paths import LANGUAGES, page

MOST_URLS: Final = 50_000
MOST_BYTES: Final = 50 * 1024 * 1024
"""How much one sitemap may hold."""

START: Final = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
)
END: Final = "</urlset>\n"
INDEX_START: Final = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
)
INDEX_END: Final = "</sitemapindex>\n"
ROBOTS: Final = "User-agent: *\nAllow: /\n\nSitemap: {base}sitemap.xml\n"


def sitemap(pages: Iterable[str], base: str) -> Iterator[tuple[PurePosixPath, bytes]]:
    """Yield the sitemap of the pages in every language, in several files if it must be, and robots.txt.

    `pages` are paths in the site without language and suffix; `base` is the URL of the site, which ends in `/`.
    """
    maps = list(shares(entries(path, base) for path in pages))
    if len(maps) <= 1:
        yield PurePosixPath("sitemap.xml"), "".join([START, *maps, END]).encode()
    else:
        names = [f"sitemap-{number}.xml" for number in range(1, len(maps) + 1)]
        for name, content in zip(names, maps, strict=True):
            yield PurePosixPath(name), f"{START}{content}{END}".encode()
        listed = [f"<sitemap><loc>{escape(base + name)}</loc></sitemap>\n" for name in names]
        yield PurePosixPath("sitemap.xml"), "".join([INDEX_START, *listed, INDEX_END]).encode()
    yield PurePosixPath("robots.txt"), ROBOTS.format(base=base).encode()


def entries(path: str, base: str) -> str:
    """Return the page in each language."""
    urls = (base + page(path, language) for language in LANGUAGES)
    return "".join(f"<url><loc>{escape(url)}</loc></url>\n" for url in urls)


def shares(pages: Iterable[str]) -> Iterator[str]:
    """Yield the entries of the pages, as many together as one sitemap may hold."""
    share: list[str] = []
    size = 0
    for entry in pages:
        length = len(entry.encode())
        if (len(share) + 1) * len(LANGUAGES) > MOST_URLS or size + length > MOST_BYTES - len(START + END):
            yield "".join(share)
            share, size = [], 0
        share.append(entry)
        size += length
    if share:
        yield "".join(share)

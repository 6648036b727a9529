"""What a browser asks for to show the home page, as a server sends it."""

import gzip
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest

from azkz_graph.routes.document_paths import LANGUAGES, page

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

MOST = 60_000
"""Bytes; what the task sets."""

REQUESTS = 8


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_home_page_is_light(
    new_page: Callable[..., "Page"], served: str, site: Path, language: str
) -> None:
    opened = new_page(alone=True)
    asked: list[str] = []
    opened.on("request", lambda request: asked.append(request.url))
    opened.goto(f"{served}{page('index', language)}")
    opened.wait_for_load_state("networkidle")
    sizes = {path: sent(site / path) for path in (urlsplit(url).path.lstrip("/") for url in asked)}
    assert len(asked) == len(sizes) <= REQUESTS
    assert sum(sizes.values()) < MOST, sizes


def sent(path: Path) -> int:
    """The bytes of a file on the line; fonts are compressed in themselves."""
    data = path.read_bytes()
    return len(data) if path.suffix == ".woff2" else len(gzip.compress(data, 6))

"""Files that pages load, each made when it is needed."""

from collections.abc import Callable, Mapping
from pathlib import Path, PurePosixPath
from typing import Final

from azkz_graph.routes.document_paths import LANGUAGES
from azkz_graph.site.data.ask_data import ask_data
from azkz_graph.site.data.publication import Publication
from azkz_graph.site.data.script_bundle import is_bundled, list_bundled_files
from azkz_graph.site.data.search_entries import search_entries
from azkz_graph.site.data.search_index import search_index

SOURCES: Final = Path(__file__).parents[1] / "assets"
STYLES: Final = ("style.css", "charts.css", "ask.css", "search.css")
"""The parts of the one stylesheet, in their order."""


def assets(publication: Publication) -> Mapping[PurePosixPath, Callable[[], bytes]]:
    """Return the stylesheet, the icon, the scripts, and the data that scripts read, by path."""
    folder = PurePosixPath("assets")
    found = {folder / "style.css": style, folder / "icon.svg": (SOURCES / "icon.svg").read_bytes}
    if is_bundled():
        found |= {path: source.read_bytes for path, source in list_bundled_files()}
        found[folder / "data.js"] = lambda: data_of(publication)
        found[folder / "search-index.js"] = lambda: index_of(publication)
    return found


def style() -> bytes:
    """Return the one stylesheet."""
    return b"\n".join((SOURCES / name).read_bytes() for name in STYLES)


def data_of(publication: Publication) -> bytes:
    """Return the data that the page for asking answers from."""
    trig = next(file.data for file in publication.release.files if file.path.suffix == ".trig")
    queries = list(publication.queries.values())
    return ask_data(trig, publication.graph, queries, publication.dataset.names(), publication.pages)


def index_of(publication: Publication) -> bytes:
    """Return the index that the page for searching finds by."""
    queries = list(publication.queries.values())
    words = [publication.words(language, "search") for language in LANGUAGES]
    entries = search_entries(words, queries, publication.pages)
    return search_index(entries, publication.linked, publication.dataset.names())

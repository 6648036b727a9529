"""Headers that every server sends with the files of the site, as tables."""

from collections.abc import Mapping
from typing import Final

from azkz_graph.routes.document_paths import MEDIA_TYPES

CONTENT_TYPES: Final[Mapping[str, str]] = {
    **MEDIA_TYPES,
    "nq": "application/n-quads",
    "rdf": "application/rdf+xml",
    "json": "application/json",
    "geojson": "application/geo+json",
    "css": "text/css",
    "js": "text/javascript",
    "mjs": "text/javascript",
    "txt": "text/plain",
    "gone": "text/plain",
    "bib": "text/x-bibtex",
    "cff": "application/yaml",
    "ris": "application/x-research-info-systems",
    "xml": "application/xml",
    "graphml": "application/xml",
    "atom": "application/atom+xml",
    "zip": "application/zip",
    "svg": "image/svg+xml",
    "png": "image/png",
    "ico": "image/x-icon",
    "wasm": "application/wasm",
    "woff2": "font/woff2",
    "parquet": "application/vnd.apache.parquet",
}
"""The media type of every file of the site, by suffix; what a query answers as JSON is the one exception."""

TEXTS: Final = tuple(sorted(suffix for suffix, type in CONTENT_TYPES.items() if type.startswith("text/")))
"""The suffixes of files whose media type says that they are UTF-8."""

POLICY: Final = (
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self' blob:; style-src 'self'; "
    "img-src 'self' data:; font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'self'"
)
"""What any page may do. Each page narrows it in itself; who may frame it can only be said in a header."""

HEADERS: Final[Mapping[str, str]] = {
    "Access-Control-Allow-Origin": "*",
    "Cache-Control": "public, max-age=600",
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
}
"""What is sent with every file and redirection: scripts of other hosts may read it, caches keep it ten minutes."""

VARY: Final = "Accept, Accept-Language"
"""What a redirection to a document depends on."""

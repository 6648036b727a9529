"""Patterns of the paths of IRIs, and where their documents lie."""

import re
from dataclasses import dataclass
from typing import Final

from azkz_graph.routes.document_paths import LANGUAGES, MEDIA_TYPES, ROUTES, THING, VERSION_NUMBER, Route
from azkz_graph.routes.negotiation_patterns import SEGMENTS


@dataclass(frozen=True)
class RoutePattern:
    """Patterns of the paths, relative to the base, of the IRIs of a route; their groups are counted from `$1`."""

    route: Route

    @property
    def iri(self) -> str:
        """Matches the path of an IRI, with or without a slash at its end, for there may be a folder for it."""
        return self._path("/?")

    @property
    def suffixed(self) -> str:
        """Matches the path of an IRI with a suffix; the suffix is the last group."""
        return self._path(rf"\.({'|'.join(MEDIA_TYPES)})")

    @property
    def documents(self) -> str:
        """Return the documents of the IRI, without suffix."""
        return self.route.documents + ("" if self.route.exact else "$1")

    @property
    def suffix(self) -> str:
        """Return the suffix that was matched."""
        return "$1" if self.route.exact else "$2"

    @property
    def moved(self) -> bool:
        """Return whether the documents lie elsewhere than the IRI and a suffix say."""
        return self.route.prefix != self.route.documents

    def _path(self, end: str) -> str:
        names = VERSION_NUMBER if self.route.of_versions else SEGMENTS
        return re.escape(self.route.prefix) + ("" if self.route.exact else f"({names})") + end


PATTERNS: Final = tuple(RoutePattern(route) for route in ROUTES)
"""One for each route."""

GONE: Final = "gone"
"""The suffix of the mark beside documents of what was withdrawn, by which servers know them."""

DOCUMENT: Final = rf"(?:\.(?:{'|'.join(LANGUAGES[1:])}))?\.(?:{'|'.join(THING)})"
"""Matches the end of a document's path, behind what all documents of an IRI share."""

"""Paths of the page and the documents of every IRI that the project publishes.

This is the one table from which links, files and the rules of every web server come, and the one place where an IRI
becomes a path.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from azkz_graph.disk.safe_path import LONGEST, fault
from azkz_graph.problem import UsageError
from azkz_graph.vocabulary import BASE, ONTOLOGY, SHAPES

LANGUAGE_NAMES: Final[Mapping[str, str]] = {
    "en": "English",
    "he": "עברית",
    "az": "Azərbaycanca",
    "kk": "Қазақша",
    "ru": "Русский",
}
"""What each language of the site calls itself."""

LANGUAGES: Final = tuple(LANGUAGE_NAMES)
"""The languages in their order; pages in the first have no mark of language in their name."""

MEDIA_TYPES: Final[Mapping[str, str]] = {
    "html": "text/html",
    "ttl": "text/turtle",
    "jsonld": "application/ld+json",
    "nt": "application/n-triples",
    "trig": "application/trig",
    "rq": "application/sparql-query",
    "csv": "text/csv",
    "json": "application/sparql-results+json",
}
"""The media type of each kind of document, by suffix."""

TERMS: Final = "ontology/index"
"""The page of the ontology, without suffix; terms are its sections, as their IRIs are fragments of the ontology's."""

FORMER_TERMS: Final = "ontology/(?:terms|properties)/"
"""Matches the folders in which terms had pages and documents of their own."""

THING: Final = ("html", "ttl", "jsonld")
"""The documents of a thing. Whole datasets, and what `azkz query` and servers answer, have more syntaxes."""

VERSION_NUMBER: Final = r"[0-9]+\.[0-9]+\.[0-9]+"
"""What the number of a version looks like, as a pattern that every web server understands."""


@dataclass(frozen=True)
class Route:
    """IRIs that begin with `prefix`, or equal it if `exact`, and the folder or stem of their documents.

    Both are relative to the base. `formats` are the suffixes that some document of the route has. What follows the
    prefix is the number of a version if the route is `of_versions`.
    """

    prefix: str
    documents: str
    formats: tuple[str, ...] = THING
    exact: bool = False
    of_versions: bool = False

    def documents_of(self, path: str) -> str | None:
        """Return where the documents of the path of an IRI lie, without suffix; None if it is none of this route's."""
        rest = self.rest(path, self.prefix)
        return None if rest is None else self.documents + rest

    def path_at(self, stem: str) -> str | None:
        """Return the path of the IRI whose documents lie there; None if none of this route's do."""
        rest = self.rest(stem, self.documents)
        return None if rest is None else self.prefix + rest

    def rest(self, path: str, start: str) -> str | None:
        """Return what a path of this route has behind its start; None if it is none of the route's."""
        rest = path.removeprefix(start)
        if not path.startswith(start) or bool(rest) == self.exact:
            return None
        return None if self.of_versions and not re.fullmatch(VERSION_NUMBER, rest) else rest


ROUTES: Final = (
    Route("dataset", "doc/dataset", exact=True),
    Route("ontology", TERMS, exact=True),
    Route("ontology/alignments", "ontology/alignments", exact=True),
    Route("ontology/shapes", "ontology/shapes", exact=True),
    Route("dataset/", "doc/dataset/", of_versions=True),
    Route("ontology/", "ontology/versions/", of_versions=True),
    Route("fact/", "doc/fact/"),
    Route("rule/", "doc/rule/"),
    Route("graph/", "doc/graph/", (*THING, "trig")),
    Route("query/", "query/", ("html", "rq", "csv", "json", "ttl", "nt")),
    Route("id/", "doc/", (*THING, "trig")),
)
"""Where everything lies that has an IRI, the narrower route before the wider."""


def route(iri: str) -> Route | None:
    """Return the route of an IRI without its fragment; None if it is not published here."""
    path = path_of(iri)
    return next((each for each in ROUTES if each.documents_of(path) is not None), None)


def path_of(iri: str) -> str:
    """Return the IRI relative to the base, without its fragment."""
    return iri.partition("#")[0].removeprefix(BASE)


def document(iri: str) -> str | None:
    """Return the path in the site of the IRI's documents, without suffix.

    None if it has none, or can have none.

    >>> document("https://w3id.org/azkz/id/baku")
    'doc/baku'
    >>> document("https://w3id.org/azkz/ontology#State")
    'ontology/index'
    >>> document("https://w3id.org/azkz/ontology/1.0.0")
    'ontology/versions/1.0.0'
    >>> document("https://w3id.org/azkz/graph/../../away") is None
    True
    """
    path = build_document_path(iri)
    return None if path is None or path_fault(path) else path


def build_document_path(iri: str) -> str | None:
    """Return the same as `document`, even if no file can have the path."""
    found = route(iri)
    return None if found is None else found.documents_of(path_of(iri))


def page_path(iri: str) -> str | None:
    """Return the path in the site of the page about an IRI, without suffix; None if it has none.

    A term or a shape is a part of a page, and has its fragment.

    >>> [page_path("https://w3id.org/azkz/" + path) for path in ("ontology#Unit", "id/baku")]
    ['ontology/index#Unit', 'doc/baku']

    Raises:
        UsageError: no file can have the path, or it is another IRI's too.
    """
    refuse(iri, page_fault(iri))
    return build_page_path(iri)


def page_fault(iri: str) -> str | None:
    """Say what keeps one of our IRIs from having its page; None if nothing does, or it should have none."""
    path = build_page_path(iri)
    if path is None or iri.startswith(SHAPES):
        return None
    # What is a section has no file, but what no file may be called is no name for it either.
    if what := path_fault(iri.removeprefix(ONTOLOGY) if iri.startswith(ONTOLOGY) else path):
        return what
    if iri.startswith(ONTOLOGY):
        return None
    if "#" in iri:
        return "has a fragment, so that its page is another one's"
    first = next(find_described(path))
    return None if first == iri else f"has the page of {first}"


def build_page_path(iri: str) -> str | None:
    """Return the path of the page about an IRI, even if no file can have it."""
    if iri.startswith(SHAPES):
        return f"ontology/shapes#{iri.removeprefix(SHAPES)}"
    if iri.startswith(ONTOLOGY):
        return f"{TERMS}#{iri.removeprefix(ONTOLOGY)}"
    return build_document_path(iri)


def safe_path(iri: str) -> str:
    """Return the path of an IRI itself in the site.

    Raises:
        UsageError: it would lead out of the site, or to no place that every host has.
    """
    path = path_of(iri)
    refuse(iri, path_fault(path))
    return path


def moved_path(path: str) -> str | None:
    """Return where on the ontology's page, or in its documents, a term is whose file was at the path; else None.

    >>> moved_path("ontology/properties/unit.he.html"), moved_path("ontology/terms/Unit.ttl")
    ('ontology/index.he.html#unit', 'ontology/index.ttl')
    """
    found = re.fullmatch(
        rf"{FORMER_TERMS}([\w-]+)((?:\.(?:{'|'.join(LANGUAGES[1:])}))?\.({'|'.join(THING)}))", path
    )
    if found is None:
        return None
    name, end, suffix = found.groups()
    return f"{TERMS}{end}#{name}" if suffix == "html" else f"{TERMS}.{suffix}"


def path_fault(path: str) -> str | None:
    """Say what keeps a path from being a page's, whatever its suffix, on every host; None if nothing does.

    This includes characters that addresses or file systems interpret.
    """
    odd = next((character for character in path if not character.isprintable() or character in ODD), None)
    if odd:
        return f"holds {odd!a}"
    for part in path.split("/"):
        if RESERVED.fullmatch(part.partition(".")[0].rstrip(" ")):
            return f"has the part {part!a}, which Windows keeps for a device"
        if part not in (".", "..") and part.endswith((".", " ")):
            return f"has the part {part!a}, whose end Windows drops"
    return fault(path, LONGEST_STEM)


ODD: Final = ":%?#*|"
"""What addresses or file systems interpret."""

RESERVED: Final = re.compile(
    r"(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[1-9\xb9\xb2\xb3])", re.IGNORECASE
)
"""What no file may be called on Windows, whatever its suffix.

Source: https://learn.microsoft.com/windows/win32/fileio/naming-a-file.
"""


def refuse(iri: str, what: str | None) -> None:
    """Refuse the IRI if anything is wrong with it."""
    if what is not None:
        raise UsageError(
            f"{iri!a} {what}, and cannot be a file's path; use lower-case letters, digits, and hyphens between words"
        )


def find_described(path: str) -> Iterator[str]:
    """Yield the IRIs whose documents would lie at the path, which has no suffix.

    The narrower route comes first.

    >>> list(find_described("doc/fact/abc"))
    ['https://w3id.org/azkz/fact/abc', 'https://w3id.org/azkz/id/fact/abc']
    """
    yield from (BASE + found for each in ROUTES if (found := each.path_at(path)) is not None)


def page(path: str, language: str) -> str:
    """Return the file of a page in a language.

    >>> [page("doc/baku", language) for language in ("en", "he")]
    ['doc/baku.html', 'doc/baku.he.html']
    """
    return f"{path}.html" if language == LANGUAGES[0] else f"{path}.{language}.html"


def page_with_fragment(path: str, language: str) -> str:
    """Return the same of a page whose path may have a fragment.

    >>> page_with_fragment("doc/article/o9#fact-abc", "he")
    'doc/article/o9.he.html#fact-abc'
    """
    stem, mark, fragment = path.partition("#")
    return page(stem, language) + mark + fragment


LONGEST_STEM: Final = LONGEST - max(
    *(len(page("", language)) for language in LANGUAGES), *(len(f".{suffix}") for suffix in MEDIA_TYPES)
)
"""The most bytes of a name that is to have any of these suffixes."""


@lru_cache(maxsize=1 << 16)
def relative(path: str, start: str) -> str:
    """Return the link from one file of the site, or from a folder, to another file.

    >>> relative("doc/baku.html", "doc/fact/abc.html")
    '../baku.html'
    >>> relative("doc/baku.html", "doc/")
    'baku.html'
    >>> relative("index.html", "doc/baku.html")
    '../index.html'
    >>> relative("doc/a:b.html", "doc/")
    './a:b.html'
    """
    here, there = start.split("/")[:-1], path.split("/")
    shared = 0
    while shared < min(len(here), len(there) - 1) and here[shared] == there[shared]:
        shared += 1
    link = "/".join([".."] * (len(here) - shared) + there[shared:])
    # A colon would make the name before it the scheme of a URL.
    return f"./{link}" if ":" in link.partition("/")[0].partition("#")[0] else link

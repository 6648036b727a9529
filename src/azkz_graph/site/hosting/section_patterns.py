"""Patterns of the paths of sections, which lead to the pages and documents of their hosts."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from azkz_graph.routes.document_paths import (
    FORMER_TERMS,
    LANGUAGES,
    TERMS,
    THING,
    build_document_path,
    path_of,
)

LONGEST: Final = 2000
"""How many characters the names of one pattern take, for nginx reads no word of more than 4096 bytes."""

PAGE: Final = rf"((?:\.(?:{'|'.join(LANGUAGES[1:])}))?\.html)"
DATA: Final = rf"(\.(?:{'|'.join(THING[1:])}))"
"""How the names of a page, and of the other documents, end: the group `$2`, behind the name of a section."""


@dataclass(frozen=True)
class SectionPattern:
    """Sections of one page whose IRIs lie in one folder: `names` has their names as the group `$1`.

    `folder` is that of their IRIs, `former` that of the documents that they had of their own, and `documents` the path
    of those of their host, without suffix; all are relative to the base.
    """

    folder: str
    former: str
    names: str
    documents: str

    @property
    def iri(self) -> str:
        """Matches the path of an IRI, with or without a slash at its end, for there may be a folder for it."""
        return f"{self.folder}{self.names}/?"

    @property
    def page(self) -> str:
        """Matches the path of an IRI with the suffix of a page."""
        return rf"{self.folder}{self.names}\.html"

    @property
    def data(self) -> str:
        """Matches the path of an IRI with the suffix of another document."""
        return f"{self.folder}{self.names}{DATA}"

    @property
    def former_page(self) -> str:
        """Matches the path of a page that the section had of its own."""
        return f"{self.former}{self.names}{PAGE}"

    @property
    def former_data(self) -> str:
        """Matches the path of another document that it had."""
        return f"{self.former}{self.names}{DATA}"

    @property
    def fragment(self) -> str:
        """Return the fragment of the section."""
        return f"{self.folder.replace('/', '-')}$1"


FORMER: Final = SectionPattern("", FORMER_TERMS, r"([\w-]+)", TERMS)
"""Terms, whose pages and documents are matched as those of sections are; their IRIs are one for servers."""


def section_patterns(sections: Mapping[str, str]) -> Iterator[SectionPattern]:
    """Yield the patterns of the sections, whose paths, with their fragments, are given by IRI."""
    found: dict[tuple[str, str, str], list[str]] = {}
    for iri, place in sections.items():
        folder, slash, name = path_of(iri).rpartition("/")
        former = str(build_document_path(iri)).removesuffix(name)
        # What holds more than that is no path of an IRI in the other rules either; of a term, servers see no name.
        if "#" not in iri and re.fullmatch(r"[\w-]+", name):
            found.setdefault((folder + slash, former, place.partition("#")[0]), []).append(name)
    for (folder, former, documents), names in found.items():
        for some in shares(sorted(names)):
            yield SectionPattern(folder, former, f"({some})", documents)


def shares(names: Iterable[str]) -> Iterator[str]:
    """Yield the names, as many together as one pattern may hold."""
    share = ""
    for name in names:
        if share and len(share) + len(name) >= LONGEST:
            yield share
            share = ""
        share += f"|{name}" if share else name
    if share:
        yield share

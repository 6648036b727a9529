"""Single files of a site, made on their own for a server.

Whoever serves the site without having it as files gets the same bytes by it.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import PurePosixPath
from typing import Final, Self

from pyoxigraph import NamedNode

from azkz_graph.disk.atomic_folder import MANIFEST, SUMS
from azkz_graph.export.catalogue.dataset_catalogue import void
from azkz_graph.routes.document_paths import (
    LANGUAGES,
    THING,
    find_described,
    moved_path,
    page_with_fragment,
)
from azkz_graph.routes.signposts import VOID
from azkz_graph.routes.version_paths import DOWNLOAD, split_version
from azkz_graph.site.build.assets import assets
from azkz_graph.site.build.sitemap import sitemap
from azkz_graph.site.data.documents import Documents
from azkz_graph.site.data.publication import WITHDRAWN_FACTS, Publication
from azkz_graph.site.data.published_iris import suffixes
from azkz_graph.site.data.release_feed import FEED, release_feed
from azkz_graph.site.pages.overview_pages import COMPLETION, Overviews
from azkz_graph.site.pages.query_pages import Questions
from azkz_graph.site.pages.rendering import Renderer
from azkz_graph.site.pages.thing_pages import Leaves
from azkz_graph.site.pages.withdrawn_pages import WithdrawnPages
from azkz_graph.vocabulary import QUERY

Make = Callable[[], bytes]


@dataclass(frozen=True)
class SingleFiles:
    """What makes any file of the site by itself, other than the rules for servers."""

    publication: Publication
    documents: Documents
    leaves: Leaves
    questions: Questions
    overviews: Overviews
    withdrawn: WithdrawnPages

    @classmethod
    def of(cls, publication: Publication, endpoint: str = "") -> Self:
        """Return what makes the files of a publication; with the path of an `endpoint`, that is what its pages ask."""
        renderer, documents = Renderer(publication), Documents(publication)
        return cls(
            publication,
            documents,
            Leaves(publication, renderer, documents),
            Questions(publication, renderer, served=bool(endpoint)),
            Overviews(publication, renderer, documents, endpoint),
            WithdrawnPages(publication, renderer, documents),
        )

    def file(self, path: str) -> bytes | None:
        """Return the content of the file; None if the site has none of that path.

        A file whose name has two suffixes is a page in the language that the first one names.
        """
        stem, _, suffix = path.rpartition(".")
        if suffix == "html":
            return self.page(*self.page_name(stem))
        found = self.document(stem, suffix)
        return self.other(path) if found is None else found

    def page_name(self, stem: str) -> tuple[str, str]:
        """Return the path of a page without its suffixes, and its language."""
        path, dot, language = stem.rpartition(".")
        return (path, language) if dot and language in LANGUAGES[1:] else (stem, LANGUAGES[0])

    def page(self, path: str, language: str) -> bytes | None:
        """Return the page of that path in a language."""
        if path in self.overviews.pages():
            return self.overviews.page(path, language)
        iri = self.iri(path)
        if iri is None:
            return None
        if iri in self.publication.withdrawn_pages:
            return next(content for _, content in self.withdrawn.pages(iri, [language]))
        if iri.startswith(QUERY):
            name = iri.removeprefix(QUERY)
            return self.questions.page(name, language) if name in self.publication.queries else None
        return next(content for _, content in self.leaves.pages(iri, [language]))

    def document(self, path: str, suffix: str) -> bytes | None:
        """Return the document of that path and suffix."""
        if path in SPECIAL:
            return dict(SPECIAL[path](self.documents)).get(suffix)
        iri = self.iri(path)
        if iri is None:
            return None
        if iri in self.publication.history.version_pages:
            return dict(self.overviews.versions.documents_at(path)).get(suffix)
        if iri in self.publication.withdrawn_pages:
            return dict(self.withdrawn.documents_of(iri)).get(suffix)
        if self.publication.document(iri) != path:
            return None
        if iri.startswith(QUERY):
            known = suffix in suffixes(self.publication, iri)
            return self.questions.document(iri.removeprefix(QUERY), suffix) if known else None
        found = self.documents.of(NamedNode(iri))
        return next((data for kind, data in found if kind == suffix), None)

    def moved(self, path: str) -> str | None:
        """Return where the file is now, with its fragment, that was at a path before; None if none was.

        What is a section, or a term, had a page and documents of its own.
        """
        if now := moved_path(path):
            return now
        stem, _, suffix = path.rpartition(".")
        stem, language = self.page_name(stem) if suffix == "html" else (stem, "")
        for iri in find_described(stem):
            section, now = self.publication.section(iri), self.publication.document(iri)
            if section and suffix == "html":
                return page_with_fragment(section, language)
            if iri in self.publication.pages and suffix in THING[1:] and now and now != stem:
                return f"{now}.{suffix}"
        return None

    def iri(self, path: str) -> str | None:
        """Return the IRI that the page or documents of that path are about."""
        pages, gone = self.publication.linked, self.publication.withdrawn_pages
        return next((iri for iri in find_described(path) if path in (pages.get(iri), gone.get(iri))), None)

    @cached_property
    def assets(self) -> Mapping[PurePosixPath, Make]:
        """Return what makes each file that pages load."""
        found = dict(assets(self.publication))
        if self.overviews.endpoint:
            found[PurePosixPath("assets", COMPLETION)] = self.overviews.completion
        return found

    def other(self, path: str) -> bytes | None:
        """Return a file that is neither a page nor a document of an IRI."""
        if make := self.assets.get(PurePosixPath(path)):
            return make()
        if not self.publication.whole:
            return None
        if found := split_version(path, DOWNLOAD):
            version = self.overviews.versions.versions.get(found[0])
            return version.file(found[1]) if version else None
        if path == FEED and self.publication.history.versions:
            return release_feed(self.publication)
        if path.startswith("download/"):
            return self.download(path.removeprefix("download/"))
        if path == VOID:
            return void(self.publication.release, self.publication.base, self.publication.version)
        if path == "robots.txt" or (path.startswith("sitemap") and path.endswith(".xml")):
            files = sitemap(sorted(self.overviews.indexed_paths()), self.publication.base)
            return next((data for file, data in files if str(file) == path), None)
        return None

    def download(self, name: str) -> bytes | None:
        """Return a file of the release, its manifest, or its checksums."""
        release = self.publication.release
        if name in (MANIFEST, SUMS):
            return release.contents()[PurePosixPath(name)]
        return next((file.data for file in release.files if str(file.path) == name), None)


SPECIAL: Final[Mapping[str, Callable[[Documents], Iterator[tuple[str, bytes]]]]] = {
    "ontology/index": Documents.of_ontology,
    "ontology/shapes": Documents.shapes,
    WITHDRAWN_FACTS: Documents.of_withdrawn_facts,
}
"""The overviews that have documents."""

"""Replies to IRIs and to paths of files.

The IRIs are dereferenced as https://www.w3.org/TR/cooluris/#r303gendocument says: a thing is no document, so
it redirects with status 303 to the document that the client accepts.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote

from pyoxigraph import Literal, NamedNode, Quad

from azkz_graph.ask.address_parameters import read_parameters
from azkz_graph.dataset.dataset import Dataset
from azkz_graph.dataset.dataset_record import DATASET
from azkz_graph.dataset.project import Project
from azkz_graph.disk.atomic_folder import SUMS
from azkz_graph.graph.facts import triples
from azkz_graph.problem import Place
from azkz_graph.routes.base_path import path_of_base
from azkz_graph.routes.document_paths import (
    LANGUAGES,
    MEDIA_TYPES,
    THING,
    document,
    find_described,
    page,
    page_fault,
    page_with_fragment,
)
from azkz_graph.routes.negotiation_patterns import DOCUMENT_SETS
from azkz_graph.routes.response_headers import CONTENT_TYPES, VARY
from azkz_graph.routes.signposts import IN_IRI, VOID, Signpost, join_links
from azkz_graph.routes.version_paths import (
    LINK_FORMAT,
    TIMEGATE,
    TIMEMAP,
    named_version,
    version_iri,
)
from azkz_graph.server.answering.openapi_document import describe_server
from azkz_graph.server.answering.openapi_parameters import find_examples
from azkz_graph.server.workers.reply import Reply, json_reply, problem
from azkz_graph.server.workers.supervisor import say
from azkz_graph.server.workers.worker import Jobs
from azkz_graph.site.build.single_file import SingleFiles
from azkz_graph.site.data.page_signposts import document_signposts, overview_signposts, page_signposts
from azkz_graph.site.data.publication import NOTHING, Publication, without_address
from azkz_graph.site.data.published_iris import suffixes
from azkz_graph.site.data.script_bundle import outlines
from azkz_graph.site.data.stored_publication import publish_store
from azkz_graph.site.data.version_history import NO_HISTORY, read_version_history
from azkz_graph.site.language.messages import messages
from azkz_graph.site.pages.change_lines import version_path
from azkz_graph.site.pages.highlighting import highlight_query
from azkz_graph.store.disk_store import open_store
from azkz_graph.store.memory_store import derive_project
from azkz_graph.store.rdf_file import RdfFile, parse_file
from azkz_graph.text.counts import counted
from azkz_graph.vocabulary import BASE, PREFIXES, QUERY

TIMELESS: Final = ("assets/", ".well-known/", "robots.txt", "sitemap")
"""Where the files of the site are that have no states in versions."""

ENDPOINT: Final = "sparql"
"""Where pages ask, relative to the root."""

ADDRESSES: Final = "use lower-case letters, digits, and hyphens between words"
SOME: Final = 5
"""How many IRIs are told of that can have no page."""

PAGE: Final = MEDIA_TYPES["html"]
GONE: Final = next(each for each in DOCUMENT_SETS if each.formats == THING)
"""The documents of what was withdrawn."""


DEPRECATED: Final = NamedNode(PREFIXES["owl"] + "deprecated")
REPLACED_BY: Final = NamedNode(PREFIXES["dct"] + "isReplacedBy")


@dataclass(frozen=True)
class Publishing:
    """What answers for the IRIs and the files of a site; each job is told the `base` by which its client calls."""

    files: SingleFiles

    @property
    def root(self) -> str:
        """Return the path of the site on its host, with a slash at both ends."""
        return path_of_base(self.files.publication.base)

    def suffixes(self, iri: str) -> Sequence[str]:
        """Return the suffixes of the documents of an IRI; none if it has none."""
        return suffixes(self.files.publication, iri)

    def jobs(self) -> Jobs:
        """Return the jobs by name."""
        jobs: Jobs = {
            "path": self.at,
            "editor": self.editor,
            "openapi": self.openapi,
            "question": self.question,
        }
        return {name: partial(self.published_at, job) for name, job in jobs.items()}

    def published_at(self, job: Callable[..., Reply], base: str, **asked: Any) -> Reply:  # noqa: ANN401
        """Answer a job as it is answered where the site is published at that URL."""
        # A worker does one job at a time.
        self.files.publication.base = base
        return self.announced(job(**asked), asked)

    def announced(self, reply: Reply, asked: Mapping[str, Any]) -> Reply:
        """Add to what a document or an IRI answers where its states in earlier versions are. Source: RFC 7089."""
        path = asked.get("path", f"query/{asked['name']}.html" if "name" in asked else None)
        publication = self.files.publication
        has_archives = any(each.stored for each in publication.history.versions)
        if path is None or not has_archives or reply.status not in (200, 303, 410):
            return reply
        if path.startswith(TIMELESS) or named_version(path):
            return reply
        place = quote(path)
        links = f'<{publication.base}{TIMEGATE}{place}>; rel="timegate"'
        links += f', <{publication.base}{TIMEMAP}{place}>; rel="timemap"; type="{LINK_FORMAT}"'
        told = ", ".join(filter(None, (reply.headers.get("Link"), links)))
        return replace(reply, headers={**reply.headers, "Link": told})

    def question(
        self,
        name: str,
        pairs: Sequence[tuple[str, str]],
        types: Sequence[str],
        language: str,
        browser: bool,
    ) -> Reply:
        """Answer the page of a saved query, which may name a language, with the parameters of an address."""
        name, tag = self.files.page_name(name)
        query = self.files.publication.queries.get(name)
        if query is None:
            if QUERY + name in self.files.publication.history.withdrawals:
                return self.withdrawn(QUERY + name, [PAGE], tag, browser=True)
            return self.missing(language, browser=browser)
        asked = self.files.questions.asked_page(name, tag, read_parameters(query, pairs))
        iri = QUERY + name
        headers = {
            "Content-Language": tag,
            "Link": self.links_of(iri, f"query/{name}", "html"),
        }
        return Reply(400 if asked.faulty else 200, PAGE, asked.content, headers)

    def openapi(self) -> Reply:
        """Answer the OpenAPI document."""
        publication = self.files.publication
        record, queries = publication.record, publication.queries
        return json_reply(
            describe_server(record, queries, publication.base, find_examples(publication.store, queries))
        )

    def at(self, path: str, query: str, types: Sequence[str], language: str, browser: bool) -> Reply:
        """Answer what is at the path: an IRI, an IRI with the suffix of one of its documents, or a file.

        `types` are the media types that the client accepts, the most wanted first.
        """
        if self.is_unknown_version(path):
            return self.nothing(path, language, browser=browser)
        if found := self.gone(path):
            return self.gone_reply(path, *found, types, language, browser=browser)
        if self.suffixes(BASE + path):
            return self.dereferenced(path, query, types, language, browser=browser)
        if self.is_unaddressed(BASE + path):
            return problem(
                404, f"{BASE}{path} is described, but has no page; ask for it at {self.root}{ENDPOINT}"
            )
        iri, _, suffix = path.rpartition(".")
        if suffix in self.suffixes(BASE + iri):
            place = self.location(BASE + iri, suffix, LANGUAGES[0])
            if place != path:
                return see_other(self.root + place, "")
        return self.file(path, query, language, browser=browser)

    def is_unaddressed(self, iri: str) -> bool:
        """Return whether the IRI is described, but can have no page, since its path would be no file's."""
        try:
            node = NamedNode(iri)
        except ValueError:
            return False
        return page_fault(iri) is not None and any(triples(self.files.publication.graph, node))

    def editor(self, language: str) -> Reply:
        """Answer the page in which a query is written."""
        content = self.files.overviews.page("ask", language)
        links = join_links(overview_signposts(self.files.publication, self.root))
        return Reply(200, PAGE, content, {"Vary": VARY, "Content-Language": language, "Link": links})

    def dereferenced(
        self, path: str, query: str, types: Sequence[str], language: str, *, browser: bool
    ) -> Reply:
        """Answer the IRI of that path: 303 to a document; 410, or 406 with all documents that there are."""
        iri = BASE + path
        suffixes = self.suffixes(iri)
        if self.is_withdrawn(iri):
            return self.withdrawn(iri, types, language, browser=browser)
        known = next(each.types for each in DOCUMENT_SETS if each.formats == tuple(suffixes))
        chosen = next((known[type] for type in types if type in known), None)
        stem = quote(str(self.files.publication.document(iri)))
        headers = {"Vary": VARY, "Link": links(stem, suffixes, self.root)}
        if chosen is None:
            told = "no form of this is acceptable; accept one of"
            return documents_instead(406, told, stem, suffixes, headers, self.root)
        return see_other(self.root + self.location(iri, chosen, language), query, headers)

    def location(self, iri: str, suffix: str, language: str) -> str:
        """Return the path of a document of an IRI, with the fragment of its section of a page."""
        publication = self.files.publication
        stem = str(publication.document(iri))
        return (
            page_with_fragment(publication.section(iri) or stem, language)
            if suffix == "html"
            else f"{stem}.{suffix}"
        )

    def is_withdrawn(self, iri: str) -> bool:
        """Return whether the authors have withdrawn what the IRI stood for."""
        said = triples(self.files.publication.graph, NamedNode(iri), DEPRECATED)
        return any(isinstance(quad.object, Literal) and quad.object.value in ("true", "1") for quad in said)

    def withdrawn(self, iri: str, types: Sequence[str], language: str, *, browser: bool) -> Reply:
        """Say that it is gone, and what has taken its place: in a page, in RDF, or as a problem.

        Source: RFC 9110, section 15.5.11; RFC 5829, section 3.4.
        """
        known = GONE.types
        suffix = next((known[type] for type in types if type in known), None)
        if suffix == "html" and not browser:
            suffix = None
        others = self.replacements(iri)
        links = ", ".join(f'<{quote(other, safe=IN_IRI)}>; rel="successor-version"' for other in others)
        headers = {"Vary": VARY, **({"Link": links} if links else {})}
        content = self.files.file(self.location(iri, suffix, language)) if suffix and document(iri) else None
        if content is None:
            instead = f"; see {' and '.join(others)} instead" if others else ""
            return problem(410, f"{iri} was withdrawn{instead}", headers, replacedBy=others)
        tongue = {"Content-Language": language} if suffix == "html" else {}
        return Reply(410, MEDIA_TYPES[str(suffix)], content, {**headers, **tongue})

    def gone_reply(
        self, path: str, iri: str, suffix: str, types: Sequence[str], language: str, *, browser: bool
    ) -> Reply:
        """Answer for what is withdrawn; a path with a suffix, or a language, has chosen for itself."""
        if suffix in THING:
            types = [MEDIA_TYPES[suffix]]
            browser = suffix == "html" or browser
            language = self.files.page_name(path.removesuffix(".html"))[1] if suffix == "html" else language
        return self.withdrawn(iri, types, language, browser=browser)

    def replacements(self, iri: str) -> list[str]:
        """Return what has taken the place of what was withdrawn."""
        withdrawals = self.files.publication.history.withdrawals
        if iri in withdrawals:
            return list(withdrawals[iri].replaced_by)
        said = triples(self.files.publication.graph, NamedNode(iri), REPLACED_BY)
        return sorted(quad.object.value for quad in said if isinstance(quad.object, NamedNode))

    def gone(self, path: str) -> tuple[str, str] | None:
        """Return the IRI that is withdrawn, and the suffix that was asked for, if there was one at the path."""
        publication = self.files.publication
        withdrawn, published = publication.history.withdrawals, publication.pages
        stem, _, suffix = path.rpartition(".")
        place, _ = self.files.page_name(stem) if suffix == "html" else (stem, "")
        for iri in (BASE + path, BASE + stem):
            if iri in withdrawn and iri not in published:
                return iri, suffix if iri == BASE + stem else ""
        found = self.files.iri(place)
        return (found, suffix) if found in publication.withdrawn_pages and found is not None else None

    def is_unknown_version(self, path: str) -> bool:
        """Return whether a path is of a version that was never released, where others were."""
        known = {each.number for each in self.files.publication.history.versions}
        return bool(known) and (version := named_version(path)) is not None and version not in known

    def nothing(self, path: str, language: str, *, browser: bool) -> Reply:
        """Say that there is no such thing; of a version that was never released, which versions there are."""
        if not self.is_unknown_version(path):
            return self.missing(language, browser=browser)
        version, versions = named_version(path), self.files.publication.history.versions
        if not browser:
            told = ", ".join(each.number for each in versions)
            listed = [
                {"version": each.number, "issued": each.issued, "href": version_iri(each.number)}
                for each in versions
            ]
            detail = f"there is no version {version}; there are: {told}"
            return problem(404, detail, {"Vary": VARY}, versions=listed)
        content = self.files.overviews.renderer.render(
            "unknown_version",
            NOTHING,
            language,
            title=messages(language)["unknown_version"],
            asked=version,
            versions=[(each.number, version_path(each.number)) for each in reversed(versions)],
        )
        return Reply(404, PAGE, content, {"Vary": VARY, "Content-Language": language})

    def missing(self, language: str, *, browser: bool) -> Reply:
        """Say that there is no such thing: for browsers, as a page."""
        if not browser:
            return problem(404, f"there is nothing here; {self.root} shows what there is", {"Vary": VARY})
        content = self.files.page(NOTHING, language) or b""
        return Reply(404, PAGE, content, {"Vary": VARY, "Content-Language": language})

    def file(self, path: str, query: str, language: str, *, browser: bool) -> Reply:
        """Answer the file of that path; a path without a suffix is that of a page in the wanted language.

        Where a file was before, the answer leads to where it is.
        """
        name, headers = self.named(path, language)
        content = self.files.file(name)
        if content is None:
            if moved := self.files.moved(path):
                return redirection(301, self.root + moved, query)
            return self.other_documents(path) or self.missing(language, browser=browser)
        stem, _, suffix = name.rpartition(".")
        if suffix == "html":
            stem, headers["Content-Language"] = self.files.page_name(stem)
        if found := self.links(name, stem, suffix):
            headers["Link"] = found
        return Reply(200, media_type(name), content, headers)

    def other_documents(self, path: str) -> Reply | None:
        """Say which documents there are of what has none of that suffix; None if nothing is described at the path."""
        stem, _, suffix = path.rpartition(".")
        for iri in (BASE + stem, *find_described(stem)):
            if suffix in CONTENT_TYPES and (suffixes := self.suffixes(iri)):
                place = quote(str(self.files.publication.document(iri)))
                detail = f"this is not published as {CONTENT_TYPES[suffix]}, but as"
                return documents_instead(404, detail, place, suffixes, {}, self.root)
        return None

    def links(self, name: str, stem: str, suffix: str) -> str:
        """Return the links of a page, a document or a download; other files have none."""
        publication = self.files.publication
        # The shapes have documents and no page of their own among the things.
        iri = self.files.iri(stem) or BASE + stem
        if self.files.iri(stem) or (document(iri) == stem and self.suffixes(iri)):
            return self.links_of(iri, stem, suffix)
        if suffix == "html":
            return join_links(overview_signposts(publication, self.root))
        if name == VOID or name.startswith("download/"):
            described = (
                [Signpost("describedby", self.root + VOID, MEDIA_TYPES["ttl"])] if name != VOID else []
            )
            return join_links([*described, *publication.publisher.of_document(DATASET.value, self.root)])
        return ""

    def links_of(self, iri: str, stem: str, suffix: str) -> str:
        """Return the links of the page about an IRI, or of one of its documents, which are at the path `stem`."""
        publication = self.files.publication
        suffixes, place = self.suffixes(iri), f"{self.root}{stem}"
        described = f'<{self.root}{VOID}>; rel="describedby"; type="text/turtle"'
        if suffix == "html":
            return f"{join_links(page_signposts(publication, iri, place, suffixes))}, {described}"
        others = alternates(quote(stem), suffixes, self.root)
        return ", ".join(
            [*others, described, join_links(document_signposts(publication, iri, place, suffix))]
        )

    def named(self, path: str, language: str) -> tuple[str, dict[str, str]]:
        """Return the name of the file, and the headers that say how it was chosen."""
        pages = self.files.overviews.pages()
        # Where not everything can be listed, there is no home but the list of questions.
        stem = path or ("index" if "index" in pages else "questions")
        if stem not in pages:
            return path, {}
        name = page(stem, language)
        return name, {"Vary": "Accept-Language", "Content-Location": f"{self.root}{name}"}


def see_other(path: str, query: str, headers: Mapping[str, str] | None = None) -> Reply:
    """Say that the answer is at that path. Source: RFC 9110, section 15.4.4."""
    return redirection(303, path, query, headers)


def redirection(status: int, path: str, query: str, headers: Mapping[str, str] | None = None) -> Reply:
    """Lead to that path with the status."""
    path, mark, fragment = path.partition("#")
    place = quote(path) + (f"?{query}" if query else "") + mark + quote(fragment)
    return Reply(status, "text/plain", f"See {place}\n".encode(), {**(headers or {}), "Location": place})


def links(stem: str, suffixes: Sequence[str], root: str) -> str:
    """Link to the documents at a path, and the description of the dataset. Source: RFC 8288."""
    described = f'<{root}{VOID}>; rel="describedby"; type="text/turtle"'
    return ", ".join([*alternates(stem, suffixes, root), described])


def alternates(stem: str, suffixes: Sequence[str], root: str) -> list[str]:
    """Link to the documents at a path."""
    return [f'<{root}{stem}.{suffix}>; rel="alternate"; type="{MEDIA_TYPES[suffix]}"' for suffix in suffixes]


def documents_instead(
    status: int, detail: str, stem: str, suffixes: Sequence[str], headers: Mapping[str, str], root: str
) -> Reply:
    """Say which documents there are at a path instead of what was asked for."""
    available = [{"href": f"{root}{stem}.{suffix}", "type": MEDIA_TYPES[suffix]} for suffix in suffixes]
    told = ", ".join(MEDIA_TYPES[suffix] for suffix in suffixes)
    return problem(status, f"{detail} {told}", headers, available=available)


def media_type(name: str) -> str:
    """Return the media type of a file of the site."""
    if name == VOID:
        return MEDIA_TYPES["ttl"]
    if name.endswith(SUMS):
        return CONTENT_TYPES["txt"]
    suffix = name.rpartition(".")[2]
    if suffix == "json" and name.startswith("query/"):
        return MEDIA_TYPES["json"]
    return CONTENT_TYPES.get(suffix, "application/octet-stream")


def publish(
    project: Project, files: Sequence[RdfFile], releases: Path | None = None, article: str | None = None
) -> Publishing:
    """Prepare the answers for a project, or for files of RDF, with all that several workers need.

    The archives of the project's releases are in the folder `releases`, by default its own; `article` is the text whose
    words pages show.
    """
    dataset = files_dataset(project, files) if files else derive_project(project)
    unaddressed = without_address(dataset)
    if unaddressed:
        some = ", ".join(sorted(map(ascii, unaddressed))[:SOME])
        many = counted(len(unaddressed), "IRI is", "IRIs are")
        say(f"{many} described, but can have no page, such as {some}; {ADDRESSES}")
    # Of the releases of other data nobody knows.
    history = NO_HISTORY if files else read_version_history(dataset, releases)
    publication = Publication(dataset, BASE, article, unaddressed=unaddressed, history=history)
    assert (publication.graph, publication.pages, publication.queries, publication.store) is not None
    return Publishing(SingleFiles.of(publication, ENDPOINT))


def prepare() -> None:
    """Read what pages of any data need, once for all workers that are forked later."""
    # A package that was built without the site's scripts has no outlines.
    outlines()
    assert highlight_query("ASK {}", "query-text")
    assert all(messages(language) for language in LANGUAGES)


def publish_stored(project: Project, folder: Path) -> Publishing:
    """Prepare the answers for the store in a folder."""
    return Publishing(SingleFiles.of(publish_store(project, open_store(folder), BASE), ENDPOINT))


def files_dataset(project: Project, files: Sequence[RdfFile]) -> Dataset:
    """Return what the files hold, as the dataset of a project whose ontology and queries it shares."""
    places: dict[Quad, Place] = {}
    for file in files:
        for quad in parse_file(file):
            places.setdefault(quad, Place(file.path, 1))
    return Dataset(project, places, (), {}, ())

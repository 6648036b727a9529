"""Replies about versions: their files, documents as of a version, and which state of a document held when.

The state of a document in a release is made from the archive alone, when somebody asks for it. The current version has
states too while its archive is not there.
"""

import contextlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path
from typing import Any, Final, NamedTuple
from urllib.parse import quote

from azkz_graph.disk.atomic_folder import MANIFEST, SUMS
from azkz_graph.problem import UsageError
from azkz_graph.register.withdrawals import WITHDRAWN
from azkz_graph.routes.base_path import path_of_base
from azkz_graph.routes.document_paths import MEDIA_TYPES, THING, find_described, path_of
from azkz_graph.routes.signposts import IN_IRI
from azkz_graph.routes.version_paths import (
    DOWNLOAD,
    LINK_FORMAT,
    MEMENTO,
    TIMEGATE,
    TIMEMAP,
    memento_path,
    split_version,
    version_iri,
)
from azkz_graph.server.answering.iri_replies import Publishing, media_type, see_other
from azkz_graph.server.answering.mementos import JSON, Memento, Original, read_date, release_time
from azkz_graph.server.workers.reply import Reply, json_reply, problem
from azkz_graph.server.workers.supervisor import say
from azkz_graph.server.workers.worker import Jobs
from azkz_graph.site.build.single_file import SingleFiles
from azkz_graph.site.data.published_iris import GRAPH, query_formats
from azkz_graph.site.data.released_publication import GRAPHS, publish_release
from azkz_graph.site.data.version_history import PublishedVersion
from azkz_graph.site.pages.picture_pages import PICTURES
from azkz_graph.sparql.query_file import QueryFile
from azkz_graph.versions.release_archive import StoredRelease, number
from azkz_graph.vocabulary import BASE

QUADS: Final = "azkz.nq"
"""The file of a release that has everything, a line each."""

LARGEST: Final = 6 * 1024 * 1024
"""The bytes of TriG of the releases that a worker has in memory, where they take about a hundred times as much."""

SPACE: Final = 8
"""How many times as much N-Quads may take."""

SEEN: Final = 32
"""The releases of which a worker remembers what they describe."""

IMMUTABLE: Final = "public, max-age=31536000, immutable"
"""What caches are told of a file of a release, which never changes. Source: RFC 8246."""

LINE: Final = re.compile(rf"<{re.escape(BASE)}([^>]*)> .* <{re.escape(BASE)}([^> ]*)> \.".encode())
"""A line of N-Quads whose subject and graph are IRIs of ours, with their paths."""

WITHDRAWN_GRAPH: Final = path_of(WITHDRAWN.value).encode()
"""The path of the graph of what was withdrawn."""

OVERVIEWS: Final = frozenset(
    {"index", "things", "questions", "downloads", "about", "labels", "article", "ontology/shapes"}
)
"""The pages about no single IRI that every version has, beside the pictures."""


@dataclass
class Versions:
    """What answers for versions, beside what answers for the current one; `kept` are the releases in memory."""

    current: Publishing
    kept: dict[str, Publishing] = field(default_factory=dict)

    def jobs(self) -> Jobs:
        """Return the jobs by name."""
        return {
            "memento": self.memento,
            "timegate": self.timegate,
            "timemap": self.timemap,
            "archived": self.archived,
        }

    @property
    def known(self) -> Mapping[str, PublishedVersion]:
        """Return all released versions by number."""
        return {each.number: each for each in self.current.files.publication.history.versions}

    def memento(self, base: str, path: str, **asked: Any) -> Reply:  # noqa: ANN401
        """Answer what was at a path in a version."""
        version, rest = split_version(path, MEMENTO) or ("", "")
        if path == f"{MEMENTO}{version}":
            return Reply(308, "text/plain", b"", {"Location": f"{base}{memento_path(version, '')}"})
        if rest.startswith(DOWNLOAD):
            name = rest.removeprefix(DOWNLOAD)
            reply = self.archived(base, f"{DOWNLOAD}{version}/{name}", asked["language"], asked["browser"])
        else:
            reply = self.published(base, version, rest, asked)
        original = self.original(base, rest)
        mine = next((each for each in original.mementos if each.version == version), None)
        if mine is None or reply.status not in (200, 303):
            return reply
        links = ", ".join(filter(None, (reply.headers.get("Link"), original.links(mine))))
        return replace(reply, headers={**reply.headers, "Link": links, "Memento-Datetime": mine.date})

    def published(self, base: str, version: str, path: str, asked: Mapping[str, Any]) -> Reply:
        """Answer what is at a path of the site that a version has."""
        try:
            publishing = self.publishing(version)
            if publishing is None:
                return self.missing(base, memento_path(version, path), asked["language"], asked["browser"])
            reply = publishing.published_at(
                publishing.at, f"{base}{memento_path(version, '')}", path=path, **asked
            )
            return (self.gone(base, version, path, asked) or reply) if reply.status == 404 else reply
        except UsageError as error:
            return unreadable(version, error)
        except MemoryError:
            self.kept.clear()
            raise

    def gone(self, base: str, version: str, path: str, asked: Mapping[str, Any]) -> Reply | None:
        """Say that a version, or one before it, withdrew what was at a path; None if none of them did."""
        iri, suffix = self.current.gone(path) or ("", "")
        withdrawal = self.current.files.publication.history.withdrawals.get(iri)
        if withdrawal is None or withdrawal.version not in self.known:
            return None
        if number(withdrawal.version) > number(version):
            return None
        language, browser = asked["language"], asked["browser"] and suffix in ("", "html")
        if suffix == "html":
            language, browser = self.current.files.page_name(path.removesuffix(".html"))[1], True
        return self.current.published_at(self.withdrawn, base, iri=iri, language=language, browser=browser)

    def withdrawn(self, iri: str, language: str, browser: bool) -> Reply:
        """Say that something is gone, and what has taken its place: for browsers, as a page."""
        reply = self.current.withdrawn(iri, (), language, browser=False)
        if not browser or iri not in self.current.files.publication.withdrawn_pages:
            return reply
        content = self.current.files.withdrawn.page_as_of(iri, language)
        return Reply(410, media_type("index.html"), content, {**reply.headers, "Content-Language": language})

    def publishing(self, version: str) -> Publishing | None:
        """Return what answers for a version; None if there is none, its archive is not there, or holds too much.

        Raises:
            UsageError: the archive cannot be read.
        """
        known = self.known.get(version)
        if known is None or known.stored is None:
            return self.current if known and self.is_current(known) else None
        size = known.stored.size(GRAPHS)
        if not is_shown(known.stored):
            return None
        found = self.kept.pop(version, None)
        if found is None:
            while self.kept and size + sum(self.sizes(self.kept)) > LARGEST:
                del self.kept[next(iter(self.kept))]
            earlier = [each for each in self.known if number(each) < number(version)]
            found = Publishing(SingleFiles.of(publish_release(known.stored, BASE, earlier)))
        self.kept[version] = found
        return found

    def is_current(self, known: PublishedVersion) -> bool:
        """Return whether a version is what the current data hold, and nothing has changed since."""
        version = self.current.files.publication.version
        return version.is_released and version.version == known.number

    def sizes(self, versions: Mapping[str, object]) -> list[int]:
        """Return the bytes of TriG of each version whose archive is there."""
        releases = (self.known[version].stored for version in versions)
        return [release.size(GRAPHS) for release in releases if release is not None]

    def timegate(self, base: str, path: str, date: str, language: str, browser: bool) -> Reply:
        """Lead to the state of a document that held at a date."""
        original = self.original(base, path.removeprefix(TIMEGATE))
        if not original.mementos:
            return self.missing(base, path, language, browser)
        try:
            chosen = original.at(read_date(date) if date else None)
        except ValueError:
            told = f"Accept-Datetime is no date; write it as {original.mementos[-1].date}"
            return problem(400, told, VARY_BY_DATE)
        headers = {**VARY_BY_DATE, "Location": chosen.url, "Link": original.links(chosen)}
        return Reply(302, "text/plain", f"See {chosen.url}\n".encode(), headers)

    def timemap(self, base: str, path: str, types: Sequence[str], language: str, browser: bool) -> Reply:
        """List the states of a document, as links or as JSON."""
        original = self.original(base, path.removeprefix(TIMEMAP))
        if not original.mementos:
            return self.missing(base, path, language, browser)
        as_json = types[:1] == [JSON]
        reply = json_reply(original.json()) if as_json else Reply(200, LINK_FORMAT, original.link_format())
        return replace(reply, headers={"Vary": "Accept", "Link": f'<{original.url}>; rel="original"'})

    def archived(self, base: str, path: str, language: str, browser: bool) -> Reply:
        """Answer a file of a version's archive, or the archive."""
        version, name = split_version(path, DOWNLOAD) or ("", "")
        known = self.known.get(version)
        if known is None:
            return self.missing(base, path, language, browser)
        if not name:
            return see_other(path_of_base(base) + path_of(version_iri(version)), "")
        try:
            content = known.file(name)
        except (UsageError, OSError) as error:
            return unreadable(version, error)
        if content is None and known.stored is None and self.is_current(known):
            content = self.current.files.download(name)
        if content is None:
            return self.missing(base, path, language, browser)
        headers = {"Cache-Control": IMMUTABLE} if known.stored else {}
        return Reply(200, media_type(name), content, headers)

    def missing(self, base: str, path: str, language: str, browser: bool) -> Reply:
        """Say that there is no such thing, or no such version."""
        current = self.current
        return current.published_at(current.nothing, base, path=path, language=language, browser=browser)

    def original(self, base: str, path: str) -> Original:
        """Return a document with its states; none for what no version has. A URL of the document is its path too."""
        path = path.removeprefix(base).removeprefix(BASE)
        place = quote(path, safe=IN_IRI)
        held = [each for each in self.known.values() if self.holds(each, path)]
        ordered = sorted(held, key=lambda each: (each.issued, number(each.number)))
        mementos = [
            Memento(each.number, release_time(each.issued), f"{base}{memento_path(each.number, place)}")
            for each in ordered
        ]
        return Original(f"{base}{place}", f"{base}{TIMEGATE}{place}", f"{base}{TIMEMAP}{place}", mementos)

    def holds(self, known: PublishedVersion, path: str) -> bool:
        """Return whether a version has a document of that path, or the IRI of that path."""
        if "#" in path or not (is_shown(known.stored) if known.stored else self.is_current(known)):
            return False
        if path.startswith(DOWNLOAD):
            names = (*known.stored.names(), MANIFEST, SUMS) if known.stored else ()
            return path.removeprefix(DOWNLOAD) in names
        stem, _, suffix = path.rpartition(".")
        if suffix not in MEDIA_TYPES:
            return bool(self.formats(known, BASE + path)) or self.is_overview(known, path or "index")
        if suffix == "html":
            stem, _ = self.current.files.page_name(stem)
        if any(suffix in self.formats(known, iri) for iri in find_described(stem)):
            return True
        return suffix == "html" and self.is_overview(known, stem)

    def formats(self, known: PublishedVersion, iri: str) -> Sequence[str]:
        """Return the suffixes of the documents that an IRI has in a version; none if it has no documents."""
        if known.stored is None:
            own = self.current.suffixes(iri)
            return own or (THING if iri in self.current.files.publication.pages else ())
        described, path = describe(known.stored.path), iri.removeprefix(BASE)
        if path in described.graphs:
            return GRAPH
        if path in described.iris:
            return THING
        name = f"queries/{path.removeprefix('query/')}.rq"
        if path.startswith("query/") and name in known.stored.names():
            with contextlib.suppress(UsageError):
                return query_formats(
                    QueryFile(Path(name), known.stored.read(name).decode("utf-8", "replace"))
                )
        return THING if path == "ontology/shapes" and f"{path}.ttl" in known.stored.names() else ()

    def is_overview(self, known: PublishedVersion, path: str) -> bool:
        """Return whether a version has an overview at that path."""
        if path not in PICTURES or known.stored is None:
            return path in OVERVIEWS or path in PICTURES
        return any(f"queries/{name}.rq" in known.stored.names() for name in PICTURES[path])


VARY_BY_DATE: Final = {"Vary": "Accept-Datetime"}


def is_shown(release: StoredRelease) -> bool:
    """Return whether a release is small enough to be shown page by page; a larger one is for download alone."""
    return release.size(GRAPHS) <= LARGEST and release.size(QUADS) <= SPACE * LARGEST


class Described(NamedTuple):
    """What a release describes, and its graphs, by the paths of their IRIs."""

    iris: frozenset[str]
    graphs: frozenset[str]


@lru_cache(SEEN)
def describe(path: Path) -> Described:
    """Return what the release at a path describes, by its quads alone, which is faster than reading them.

    Nothing if it cannot be read.
    """
    try:
        data = StoredRelease(path, {}).read(QUADS)
    except UsageError:
        data = b""
    pairs = {found.groups() for line in data.splitlines() if (found := LINE.fullmatch(line))}
    # Of what was withdrawn there is a record, and no document.
    named = [(subject.decode(), graph.decode()) for subject, graph in pairs if graph != WITHDRAWN_GRAPH]
    graphs = frozenset(graph for _, graph in named)
    return Described(graphs.union(subject for subject, _ in named), graphs)


def unreadable(version: str, error: Exception) -> Reply:
    """Say that the archive of a version cannot be read; the reason, which names files, is for the operator alone."""
    say(f"version {version} cannot be answered from: {error}")
    return problem(
        500, f"the archive of version {version} cannot be answered from; the server's log says why"
    )

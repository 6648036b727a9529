"""Pages of versions: the list of them, each with its changes, and the ontology as of each."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from typing import Any, Final

from pyoxigraph import RdfFormat, parse

from azkz_graph.export.formats import serialize_statements
from azkz_graph.register.comparison import Alteration, Change
from azkz_graph.register.published_contents import Identifier
from azkz_graph.register.shortened_terms import iri_node
from azkz_graph.routes.document_paths import LANGUAGES, THING, document
from azkz_graph.routes.version_paths import download_path, ontology_version_iri, version_iri
from azkz_graph.site.data.documents import Documents, number_blank_nodes
from azkz_graph.site.data.publication import Publication
from azkz_graph.site.data.version_history import ONTOLOGY_FILE, PublishedVersion
from azkz_graph.site.data.version_statements import describe_ontology_version, describe_version
from azkz_graph.site.language.page_words import Words
from azkz_graph.site.language.shown_text import harmless
from azkz_graph.site.pages.change_lines import UNRELEASED, change_line, day, kind_name, version_path
from azkz_graph.site.pages.rendering import VERSIONS, formats
from azkz_graph.versions.version_difference import PLURALS

Context = dict[str, Any]
Made = tuple[str, Callable[[Words], Context]]
"""The template of a page, and what makes its context."""

MOST: Final = 100
"""How many changes of one kind a page shows."""


@dataclass(frozen=True)
class VersionPages:
    """What makes the pages and documents of versions."""

    publication: Publication
    documents: Documents

    @cached_property
    def versions(self) -> Mapping[str, PublishedVersion]:
        """Return the released versions by number, the oldest first."""
        return {version.number: version for version in self.publication.history.versions}

    def pages(self) -> Mapping[str, Made]:
        """Return the template and the context of each page; none if nothing was ever released."""
        history = self.publication.history
        if not history.versions:
            return {}
        found: dict[str, Made] = {VERSIONS: ("versions", self.overview)}
        if history.unreleased:
            found[UNRELEASED] = ("version", partial(self.version, history.unreleased))
        for version in history.versions:
            found[version_path(version.number)] = ("version", partial(self.version, version))
            if version.has_ontology:
                path = str(document(ontology_version_iri(version.number)))
                found[path] = ("ontology_version", partial(self.ontology, version))
        return found

    def documents_at(self, path: str) -> Iterator[tuple[str, bytes]]:
        """Yield the suffix and the content of each document of the version, or of its ontology, whose page is there."""
        for version in self.versions.values():
            if path == version_path(version.number):
                publication = self.publication
                yield from self.documents.written(
                    describe_version(version, publication.record, publication.base)
                )
            elif version.has_ontology and path == document(ontology_version_iri(version.number)):
                yield from self.ontology_documents(version)

    def ontology_documents(self, version: PublishedVersion) -> Iterator[tuple[str, bytes]]:
        """Yield the ontology as of a version in each syntax, with what that version of it is."""
        source = version.file(ONTOLOGY_FILE)
        assert source is not None, "the ontology as of a version is among its files"
        own = number_blank_nodes(quad.triple for quad in parse(source, format=RdfFormat.TURTLE))
        triples = [*describe_ontology_version(version), *own]
        prefixes = self.documents.prefixes
        yield "ttl", serialize_statements(triples, RdfFormat.TURTLE, prefixes)
        yield "jsonld", serialize_statements(triples, RdfFormat.JSON_LD, prefixes)

    def overview(self, words: Words) -> Context:
        """Return every version, the latest first, with what has changed in numbers."""
        history = self.publication.history
        return {
            "title": words.t("part_versions"),
            "unreleased": self.summary(history.unreleased, words) if history.unreleased else None,
            "last": history.versions[-1].number,
            "versions": [self.summary(version, words) for version in reversed(history.versions)],
        }

    def summary(self, version: PublishedVersion, words: Words) -> Context:
        """Return a version in a few lines."""
        return {
            "number": version.number,
            "place": version_path(version.number),
            "issued": day(version.issued, words),
            "before": version.before,
            "counts": counts(version, words),
            "archive": archive(version),
            "is_here": version.stored is not None,
        }

    def version(self, version: PublishedVersion, words: Words) -> Context:
        """Return a version with its changes."""
        past = self.publication.past_words(words.language, version_path(version.number))
        number = version.number
        title = words.t("version_title", version=number) if number else words.t("not_released")
        return {
            **self.summary(version, words),
            "w": past,
            "title": title,
            "description": "; ".join(counts(version, words)),
            "iri": version_iri(number) if number else None,
            "formats": formats(*THING[1:]) if number else (),
            "groups": self.groups(version, past),
            "files": files(version),
            "ontology": document(ontology_version_iri(number)) if version.has_ontology else None,
            "most": MOST,
        }

    def groups(self, version: PublishedVersion, words: Words) -> list[tuple[str, list[tuple[str, int, Any]]]]:
        """Return the changes by kind, and within a kind by what happened, as lines."""
        found: dict[str, list[tuple[str, int, Any]]] = {}
        for (kind, alteration), changes in groups_of(version).items():
            lines = [change_line(change, version, words) for change in changes[:MOST]]
            found.setdefault(kind, []).append((alteration.value, len(changes), lines))
        return list(found.items())

    def ontology(self, version: PublishedVersion, words: Words) -> Context:
        """Return the terms as a version published them."""
        terms = [each for each in version.contents.identifiers.values() if each.kind == "term"]
        return {
            "title": words.t("ontology_version", version=version.number),
            "w": self.publication.past_words(
                words.language, str(document(ontology_version_iri(version.number)))
            ),
            "iri": ontology_version_iri(version.number),
            "formats": formats(*THING[1:]),
            "number": version.number,
            "version_page": version_path(version.number),
            "terms": [
                (iri_node(term.iri), term.iri, label_of(term, words), term.definition) for term in terms
            ],
        }


def archive(version: PublishedVersion) -> Context | None:
    """Return where the archive of a version is, if the site has it, and its SHA-256."""
    if version.release is None:
        return None
    is_here = version.stored is not None and version.stored.path.is_file()
    path = download_path(version.number, version.release.archive) if is_here else None
    return {"name": version.release.archive, "path": path, "sha256": version.release.sha256}


def files(version: PublishedVersion) -> list[Context]:
    """Return the files of a version that the site has, as its manifest lists them."""
    entries = version.stored.manifest["files"] if version.stored else ()
    return [
        {
            "name": entry["path"],
            "path": download_path(version.number, entry["path"]),
            "kilobytes": max(1, round(int(entry.get("bytes", 0)) / 1000)),
        }
        for entry in entries
    ]


def groups_of(version: PublishedVersion) -> Mapping[tuple[str, Alteration], Sequence[Change]]:
    """Return the changes of a version by kind and alteration; none of the first."""
    return version.difference.groups() if version.difference else {}


def counts(version: PublishedVersion, words: Words) -> list[str]:
    """Return how many of what changed; of the first version, how many of what there are."""
    if version.difference is None:
        kinds = [each.kind for each in version.contents.identifiers.values()]
        numbers = {kind: kinds.count(kind) for kind in PLURALS} | {"fact": len(version.contents.facts)}
        return [
            f"{words.t(f'kind_{kind}')}: {words.number(number)}" for kind, number in numbers.items() if number
        ]
    found: dict[str, list[str]] = {}
    for (kind, alteration), changes in groups_of(version).items():
        found.setdefault(kind, []).append(f"{words.t(f'changed_{alteration}')} {words.number(len(changes))}")
    return [f"{kind_name(kind, words)}: {', '.join(told)}" for kind, told in found.items()]


def label_of(identifier: Identifier, words: Words) -> tuple[str, str] | None:
    """Return what an identifier was called, in the page's language or the first one that it had a name in."""
    labels = dict(zip(LANGUAGES, identifier.labels, strict=True))
    order = (words.language, *LANGUAGES)
    return next(((harmless(labels[tag]), tag) for tag in order if labels[tag]), None)

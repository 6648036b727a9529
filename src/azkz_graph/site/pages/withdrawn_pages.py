"""Pages of withdrawn identifiers, where the pages about them were."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from typing import Any, Final

from markupsafe import Markup
from pyoxigraph import NamedNode

from azkz_graph.graph.facts import nodes
from azkz_graph.register.withdrawals import CORRECTED, RENAMED, UNRECORDED, UNSTATED, Withdrawal
from azkz_graph.routes.base_path import path_of_base
from azkz_graph.routes.document_paths import LANGUAGES, THING, page
from azkz_graph.routes.version_paths import version_iri
from azkz_graph.site.data.documents import Documents
from azkz_graph.site.data.publication import WITHDRAWN_FACTS, Publication
from azkz_graph.site.data.version_statements import describe_withdrawal
from azkz_graph.site.hosting.path_patterns import GONE
from azkz_graph.site.language.page_words import Words
from azkz_graph.site.language.shown_text import harmless
from azkz_graph.site.pages.change_lines import day, kind_name, mark, sentence
from azkz_graph.site.pages.rendering import Renderer, formats
from azkz_graph.vocabulary import TYPE, shorten

Files = Iterator[tuple[PurePosixPath, bytes]]

REASONS: Final[Mapping[str, str]] = {
    RENAMED: "gone_renamed",
    CORRECTED: "gone_corrected",
    UNSTATED: "gone_unstated",
    UNRECORDED: "gone_unrecorded",
}
"""The key of the words for a reason that the comparison of versions gives."""


@dataclass(frozen=True)
class WithdrawnPages:
    """What makes the pages and documents of withdrawn identifiers."""

    publication: Publication
    renderer: Renderer
    documents: Documents

    def iris(self) -> list[str]:
        """Return every withdrawn identifier that has a page of its own in a site of files."""
        publication = self.publication
        return [iri for iri in publication.withdrawn_pages if iri not in publication.withdrawn_sections]

    def files(self, iri: str) -> Files:
        """Yield the page of a withdrawn identifier in every language, its documents, and the mark for servers."""
        path = self.publication.withdrawn_pages[iri]
        for language, content in self.pages(iri, LANGUAGES):
            yield PurePosixPath(page(path, language)), content
        for suffix, data in self.documents_of(iri):
            yield PurePosixPath(f"{path}.{suffix}"), data
        yield PurePosixPath(f"{path}.{GONE}"), f"{iri} was withdrawn\n".encode()

    def documents_of(self, iri: str) -> Iterator[tuple[str, bytes]]:
        """Yield the suffix and the content of each document."""
        history = self.publication.history
        yield from self.documents.written(describe_withdrawal(history.withdrawals[iri], history))

    def pages(self, iri: str, languages: Iterable[str]) -> Iterator[tuple[str, bytes]]:
        """Yield the page in each of the languages."""
        path = self.publication.withdrawn_pages[iri]
        for language in languages:
            words = self.publication.past_words(language, path)
            context = self.context(self.publication.history.withdrawals[iri], words)
            yield language, self.renderer.render("withdrawn", path, language, **context)

    def page_as_of(self, iri: str, language: str) -> bytes:
        """Return the page for an address in an earlier version: its links lead to the current site."""
        path, base = self.publication.withdrawn_pages[iri], path_of_base(self.publication.base)
        words = replace(self.publication.past_words(language, path), base=base)
        context = self.context(self.publication.history.withdrawals[iri], words)
        return self.renderer.render("withdrawn", path, language, **context)

    def context(self, withdrawal: Withdrawal, words: Words) -> dict[str, Any]:
        """Return what the page shows: what it was, since when and why it is gone, and what replaces it."""
        history, node = self.publication.history, NamedNode(withdrawal.iri)
        fact = history.past_facts.get(shorten(withdrawal.iri))
        known = history.past_identifiers.get(shorten(withdrawal.iri))
        heading = sentence(fact, words) if fact else words.unlinked(node)
        numbers = {version.number for version in history.versions}
        told = {
            "since": history.first_versions.get(shorten(withdrawal.iri)),
            "version": withdrawal.version,
            "version_page": NamedNode(version_iri(withdrawal.version))
            if withdrawal.version in numbers
            else None,
            "date": day(withdrawal.date, words),
            "reason": reason(withdrawal, words),
            "replaced_by": [self.replacement(iri, words) for iri in withdrawal.replaced_by],
        }
        return {
            "w": words,
            "withdrawal": told,
            "title": heading.striptags(),
            "heading": heading,
            "is_fact": fact is not None,
            "is_indexed": False,
            "iri": withdrawal.iri,
            "formats": formats(*THING[1:]),
            "kinds": [words.linked(kind) for kind in nodes(words.graph, node, TYPE)]
            or [kind_name(withdrawal.kind, words)],
            "definition": harmless(known.definition) if known else "",
        }

    def facts(self, words: Words) -> dict[str, Any]:
        """Return what the list of the withdrawn facts shows of each."""
        return {
            "w": self.publication.past_words(words.language, WITHDRAWN_FACTS),
            "title": words.t("withdrawn_facts"),
            "is_indexed": False,
            "formats": formats(*THING[1:]),
            "facts": self.sections(self.publication.withdrawn_sections, words.language),
        }

    def terms(self, language: str) -> list[tuple[str, dict[str, Any]]]:
        """Return what the ontology's page shows of each withdrawn term, behind the id of its section."""
        return self.sections(self.publication.withdrawn_terms, language)

    def sections(self, places: Mapping[str, str], language: str) -> list[tuple[str, dict[str, Any]]]:
        """Return what the sections at these places show, each behind its id."""
        withdrawals = self.publication.history.withdrawals
        return [
            (id, self.context(withdrawals[iri], self.publication.past_words(language, path)))
            for iri, (path, _, id) in ((iri, place.partition("#")) for iri, place in places.items())
        ]

    def replacement(self, iri: str, words: Words) -> Markup:
        """Return what replaces it, which leads to its page."""
        fact = self.publication.history.past_facts.get(shorten(iri))
        if fact is None:
            return words.shown(NamedNode(iri))
        return sentence(fact, words) + mark(shorten(iri), words)


def reason(withdrawal: Withdrawal, words: Words) -> Markup:
    """Return why it was withdrawn, in the page's language if somebody has said it in that."""
    for language in (words.language, LANGUAGES[0]):
        if language in withdrawal.reasons:
            return words.span(harmless(withdrawal.reasons[language]), language)
    key = REASONS.get(withdrawal.reason)
    return words.span(words.t(key), words.language) if key else words.span(harmless(withdrawal.reason), "en")

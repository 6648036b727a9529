"""Pages about no single thing: home, article, pictures, lists, downloads."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import PurePosixPath
from typing import Any, Final
from urllib.parse import quote

from pyoxigraph import Literal, NamedNode

from azkz_graph.charts.chart import chart
from azkz_graph.export.catalogue.schema_org_dataset import schema_org_dataset
from azkz_graph.export.dataset_files import PURPOSES, files_by_purpose
from azkz_graph.graph.facts import best_literal, is_fact, nodes, read_fact, text, values
from azkz_graph.graph.passages import DIGEST
from azkz_graph.routes.document_paths import LANGUAGES, THING, page
from azkz_graph.site.data.ask_data import ask_data
from azkz_graph.site.data.demonstrations import (
    Demonstration,
    demonstrate_fact,
    demonstrate_figure,
    demonstrate_view,
)
from azkz_graph.site.data.documents import Documents
from azkz_graph.site.data.page_contents import citations, description
from azkz_graph.site.data.publication import WITHDRAWN_FACTS, Publication
from azkz_graph.site.data.release_feed import FEED
from azkz_graph.site.data.script_bundle import is_bundled
from azkz_graph.site.hosting.path_patterns import GONE
from azkz_graph.site.language.page_words import Words
from azkz_graph.site.language.translated_rows import translate_answer
from azkz_graph.site.pages.article_sections import sections
from azkz_graph.site.pages.picture_pages import PICTURES
from azkz_graph.site.pages.query_pages import ASKING
from azkz_graph.site.pages.rendering import LISTLESS, VERSIONS, Renderer, formats, script_json
from azkz_graph.site.pages.term_list import DEFINITION, EXAMPLE, NOTE, shape_list, term_groups
from azkz_graph.site.pages.version_pages import VersionPages
from azkz_graph.site.pages.withdrawn_pages import WithdrawnPages
from azkz_graph.sparql.query_file import QueryFile
from azkz_graph.text.language_range import range_of
from azkz_graph.vocabulary import LABEL, ONTOLOGY, SHAPES, TYPE

Context = dict[str, Any]
DIAGRAM: Final = "class-links"
"""The saved query that says which kinds of things each property links."""

FACTS_WITH: Final = "SELECT * WHERE {{ ?fact rdf:predicate {} ; rdf:subject ?subject ; rdf:object ?object }}"
"""The query that finds the facts with a property; the page for asking knows the prefixes."""

BEGIN: Final = ("article", "things", "questions", "ask", "ontology/index", "downloads")


@dataclass(frozen=True)
class Overviews:
    """What makes the pages of overviews.

    `endpoint`, if there is one, is where the page for asking asks, relative to the page; without one it answers itself.
    """

    publication: Publication
    renderer: Renderer
    documents: Documents
    endpoint: str = ""

    def files(self) -> Iterator[tuple[PurePosixPath, bytes]]:
        """Yield every overview in every language, and the documents of versions, the ontology and the shapes."""
        for path in self.pages():
            for language in LANGUAGES:
                yield PurePosixPath(page(path, language)), self.page(path, language)
        for path in self.publication.history.version_pages.values():
            for suffix, data in self.versions.documents_at(path):
                yield PurePosixPath(f"{path}.{suffix}"), data
        for suffix, data in self.documents.of_withdrawn_facts():
            yield PurePosixPath(f"{WITHDRAWN_FACTS}.{suffix}"), data
        if self.publication.withdrawn_sections:
            yield PurePosixPath(f"{WITHDRAWN_FACTS}.{GONE}"), b"These facts were withdrawn\n"
        for suffix, data in self.documents.of_ontology():
            yield PurePosixPath(f"ontology/index.{suffix}"), data
        for suffix, data in self.documents.shapes():
            yield PurePosixPath(f"ontology/shapes.{suffix}"), data

    def pages(self) -> Mapping[str, tuple[str, Callable[[Words], Context]]]:
        """Return the template and the context of each page."""
        found: dict[str, tuple[str, Callable[[Words], Context]]] = {
            "index": ("home", self.home),
            "things": ("things", self.things),
            "questions": ("questions", self.questions),
            "ontology/index": ("ontology", self.ontology),
            "ontology/shapes": ("shapes", self.shapes),
            "downloads": ("downloads", self.downloads),
            "about": ("about", self.about),
            "labels": ("labels", self.labels),
            "404": ("404", lambda words: {"title": words.t("not_found")}),
        }
        if self.renderer.is_made("article"):
            found["article"] = ("article", self.article)
        found |= {
            path: ("picture", partial(self.picture, path)) for path in PICTURES if self.renderer.is_made(path)
        }
        found |= self.versions.pages()
        if self.publication.withdrawn_sections:
            withdrawn = WithdrawnPages(self.publication, self.renderer, self.documents)
            found[WITHDRAWN_FACTS] = ("withdrawn_facts", withdrawn.facts)
        if is_bundled():
            found["ask"] = ("ask", self.ask)
            found["search"] = ("search", self.search)
        return {path: made for path, made in found.items() if self.publication.whole or path in LISTLESS}

    def page(self, path: str, language: str) -> bytes:
        """Return the overview of that path in a language."""
        template, context = self.pages()[path]
        words = self.publication.words(language, path)
        feed = FEED if self.renderer.is_made(VERSIONS) else None
        return self.renderer.render(template, path, language, feed=feed, **context(words))

    @cached_property
    def versions(self) -> VersionPages:
        """Return what makes the pages of versions."""
        return VersionPages(self.publication, self.documents)

    def indexed_paths(self) -> set[str]:
        """Return the paths of all pages that search engines should know, without suffix."""
        own = {path for path in self.publication.pages.values() if "#" not in path}
        return own | (self.pages().keys() - {"404", WITHDRAWN_FACTS})

    def home(self, words: Words) -> Context:
        """Return what this is, in figures."""
        publication = self.publication
        facts = [
            read_fact(publication.graph, thing)
            for thing in publication.things
            if is_fact(publication.graph, thing)
        ]
        stated = [fact for fact in facts if fact.passages]
        notes = [note for note in publication.things if NOTE_CLASS in nodes(publication.graph, note, TYPE)]
        heading = self.renderer.site_name(words)
        figures = [
            (len(stated), "home_facts", "article"),
            (len(facts) - len(stated), "home_derived", "ontology/index"),
            (len(publication.passages), "home_passages", "article"),
            (len(notes), "home_notes", "article"),
            (sum(len(found) for _, found in publication.kinds), "home_things", "things"),
            (len(publication.queries), "home_questions", "questions"),
        ]
        return {
            "title": heading.striptags(),
            "heading": heading,
            "description": self.renderer.about_dataset(words),
            "figures": [figure for figure in figures if figure[0]],
            "demonstrations": self.demonstrations,
            "begin": [part for part in BEGIN if self.renderer.is_made(part)],
            "linked": script_json(schema_org_dataset(publication.release, publication.base)),
        }

    @cached_property
    def demonstrations(self) -> tuple[tuple[str, Demonstration], ...]:
        """Return the examples of the home page by what each shows: a fact, a view, a figure."""
        graph = self.publication.graph
        found = {
            "fact": demonstrate_fact(graph, self.publication.passages),
            "view": demonstrate_view(graph),
            "figure": demonstrate_figure(graph),
        }
        return tuple((kind, each) for kind, each in found.items() if each)

    def things(self, words: Words) -> Context:
        """Return every thing by kind."""
        kinds = [
            (kind, sorted(found, key=lambda thing: words.label(thing).casefold()))
            for kind, found in self.publication.kinds
        ]
        return {
            "title": words.t("part_things"),
            "kinds": kinds,
            "count": sum(len(found) for _, found in kinds),
        }

    def questions(self, words: Words) -> Context:
        """Return every saved query by subject."""
        return {
            "title": words.t("part_questions"),
            "by_tag": self.by_tag(),
            "count": len(self.publication.queries),
        }

    def by_tag(self) -> list[tuple[str, list[QueryFile]]]:
        """Return the saved queries by subject."""
        found: dict[str, list[QueryFile]] = {}
        for query in self.publication.queries.values():
            for tag in query.tags or [""]:
                found.setdefault(tag, []).append(query)
        return sorted(found.items())

    def ontology(self, words: Words) -> Context:
        """Return the terms, with what the shapes demand of them."""
        publication, node = self.publication, NamedNode(ONTOLOGY[:-1])
        graph = publication.graph
        drawn = self.pictures(words, (DIAGRAM,)) if publication.whole else ()
        return {
            "title": words.label(node),
            "heading": words.text(words.full_name(node)),
            "summary": description(graph, node, words.language),
            "iri": node.value,
            "formats": formats(*THING[1:]),
            "groups": [
                (
                    key,
                    [
                        {
                            "term": term,
                            "definition": best_literal(graph, term.node, DEFINITION, words.language),
                            "example": text(graph, term.node, EXAMPLE),
                            "note": best_literal(graph, term.node, NOTE, words.language),
                            "query": quote(FACTS_WITH.format(term.node)) if term.facts else "",
                        }
                        for term in terms
                    ],
                )
                for key, terms in term_groups(publication)
            ],
            "withdrawn": WithdrawnPages(publication, self.renderer, self.documents).terms(words.language),
            "diagram": drawn[0][1] if drawn else None,
            "citations": citations(graph, node),
        }

    def shapes(self, words: Words) -> Context:
        """Return the shapes in words."""
        return {
            "title": words.t("shapes"),
            "iri": SHAPES[:-1],
            "formats": formats(*THING[1:]),
            "shapes": shape_list(self.publication),
        }

    def downloads(self, words: Words) -> Context:
        """Return the files of the release, and which of them is for what."""
        release = self.publication.release
        purposes = files_by_purpose([str(file.path) for file in release.files])
        return {
            "title": words.t("part_downloads"),
            "purposes": [
                {"name": name, "files": files, "readers": PURPOSES[name]} for name, files in purposes.items()
            ],
            "files": list(self.files_listed()),
            "linked": script_json(schema_org_dataset(release, self.publication.base)),
        }

    def files_listed(self) -> Iterator[Context]:
        """Yield each file with what the manifest says of it."""
        for file in self.publication.release.files:
            entry = file.entry()
            counts = ", ".join(f"{number:,} {what}" for what, number in file.counts.items())
            yield {**entry, "kilobytes": max(1, round(entry["bytes"] / 1000)), "count": counts}

    def about(self, words: Words) -> Context:
        """Return what this is and how it is cited."""
        return {
            "title": words.t("part_about"),
            "citations": citations(self.publication.graph, NamedNode(self.publication.record.iri)),
        }

    def labels(self, words: Words) -> Context:
        """Return how many things of each kind have a name in each language."""
        graph = self.publication.graph
        rows, without = [], []
        for kind, found in self.publication.kinds:
            named = {
                thing: {
                    range_of(name.language, LANGUAGES)
                    for name in values(graph, thing, LABEL)
                    if isinstance(name, Literal)
                }
                for thing in found
            }
            counts = [sum(language in names for names in named.values()) for language in LANGUAGES]
            rows.append((kind, counts, len(found)))
            without += [
                (thing, missing)
                for thing, names in named.items()
                if (missing := [language for language in LANGUAGES if language not in names])
            ]
        return {"title": words.t("part_labels"), "kinds": rows, "without": without}

    def article(self, words: Words) -> Context:
        """Return the article passage by passage."""
        article = self.publication.articles[0]
        return {
            "title": words.label(article),
            "article": article,
            "whole": self.publication.article is not None,
            "digest": text(self.publication.graph, article, DIGEST),
            "scripts": self.renderer.scripts("page.js", "reading.js"),
            "sections": sections(self.publication, article),
        }

    def picture(self, path: str, words: Words) -> Context:
        """Pictures of the answers to saved queries."""
        return {"title": words.t(f"part_{path}"), "pictures": self.pictures(words, PICTURES[path])}

    def pictures(self, words: Words, names: tuple[str, ...]) -> list[tuple[object, object, object]]:
        """Return the queries that the project has, each with its picture and its answer."""
        found: list[tuple[object, object, object]] = []
        for number, name in enumerate((name for name in names if name in self.publication.queries), 1):
            query = self.publication.queries[name]
            answer = translate_answer(
                query, self.publication.rows(name), self.publication.graph, words.language
            )
            title = words.title(query.titles).striptags()
            drawn = (
                chart(query.header["chart"], answer, words, title=title, id=f"chart-{number}")
                if "chart" in query.header
                else None
            )
            found.append((query, drawn, answer))
        return found

    def ask(self, words: Words) -> Context:
        """Return the page that answers SPARQL: with an engine and data that it brings along, or with the endpoint."""
        shared = {
            "title": words.t("part_ask"),
            "by_tag": self.by_tag(),
            "first": FIRST,
            "endpoint": self.endpoint,
        }
        if self.endpoint:
            return {**shared, "scripts": self.renderer.scripts("page.js", COMPLETION, "ask.js")}
        scripts = self.renderer.scripts("page.js", "data.js", "engine.js", "ask.js")
        return {**shared, "policy": ASKING, "scripts": scripts}

    def completion(self) -> bytes:
        """Return the script `COMPLETION` of the assets: names, questions and routes as in `data.js`, and no data."""
        publication = self.publication
        queries, names = publication.queries.values(), publication.dataset.names()
        return ask_data(b"", publication.graph, queries, names, publication.pages)

    def search(self, words: Words) -> Context:
        """Return the page that finds things."""
        return {
            "title": words.t("part_search"),
            "scripts": self.renderer.scripts("page.js", "search-index.js", "search.js"),
        }


COMPLETION: Final = "completion.js"
"""The asset from which the page for asking completes names where an endpoint answers."""

FIRST: Final = "diplomatic-missions"
"""The question that the page for asking shows at first."""

NOTE_CLASS: Final = NamedNode(ONTOLOGY + "EditorialNote")

"""Page of everything that has an IRI, with its documents."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any, Final
from urllib.parse import quote

from pyoxigraph import NamedNode

from azkz_graph.about.claim_origin import claim_origin, described_claim, holder_words
from azkz_graph.graph.passages import read_passage
from azkz_graph.routes.document_paths import LANGUAGES, THING, page
from azkz_graph.site.data.documents import Documents
from azkz_graph.site.data.page_contents import description, thing_contents
from azkz_graph.site.data.publication import Publication
from azkz_graph.site.data.schema_org_thing import schema_org
from azkz_graph.site.data.text_kinds import PASSAGES, TEXT_KINDS
from azkz_graph.site.language.page_words import Words
from azkz_graph.site.language.shown_text import brief
from azkz_graph.site.pages.highlighting import highlight_query
from azkz_graph.site.pages.rendering import Renderer, formats, script_json
from azkz_graph.sparql.query_file import without_header
from azkz_graph.vocabulary import BASE, GRAPH, ID, ONTOLOGY, QUERY, RULE, shorten

Context = Mapping[str, Any]
Files = Iterator[tuple[PurePosixPath, bytes]]
OVERVIEWS: Final = frozenset({"ontology/index", "ontology/shapes"})
"""Pages of IRIs that are made like other overviews."""


@dataclass(frozen=True)
class Leaves:
    """What makes the pages of IRIs."""

    publication: Publication
    renderer: Renderer
    documents: Documents

    def iris(self) -> list[str]:
        """Return every IRI that has a page of its own, other than the questions'."""
        return [
            iri
            for iri, path in self.publication.pages.items()
            if iri.startswith(BASE)
            and "#" not in path
            and path not in OVERVIEWS
            and not iri.startswith(QUERY)
        ]

    def files(self, iri: str) -> Files:
        """Yield the page of the IRI in every language, and its documents."""
        path = self.publication.pages[iri]
        for language, content in self.pages(iri, LANGUAGES):
            yield PurePosixPath(page(path, language)), content
        for suffix, data in self.documents.of(NamedNode(iri)):
            yield PurePosixPath(f"{path}.{suffix}"), data

    def pages(self, iri: str, languages: Iterable[str]) -> Iterator[tuple[str, bytes]]:
        """Yield the page of the IRI in each of the languages."""
        node, path = NamedNode(iri), self.publication.pages[iri]
        template, shared, named = self.model(node)
        suffixes = [*THING[1:], *(["trig"] if node in self.publication.graphs else [])]
        for language in languages:
            words = self.publication.words(language, path)
            content = self.renderer.render(
                template,
                path,
                language,
                iri=iri,
                formats=formats(*suffixes),
                **shared,
                **named(words),
            )
            yield language, content

    def model(self, node: NamedNode) -> tuple[str, Context, Callable[[Words], Context]]:
        """Return the template of a node's page, what it shows in every language, and what in one."""
        if node.value.startswith(GRAPH):
            return self.graph(node)
        return self.thing(node)

    def thing(self, node: NamedNode) -> tuple[str, Context, Callable[[Words], Context]]:
        """Return the page of a thing, a rule or a passage."""
        graph = self.publication.graph
        contents = thing_contents(graph, node, self.publication.order)
        sheet = contents["sheet"]
        template, more = self.special(node, sheet.kinds)

        def named(words: Words) -> Context:
            text = words.name(node)[0]
            heading = words.text(words.full_name(node)) or text
            summary = None if template == "passage" else description(graph, node, words.language)
            linked = schema_org(node, self.publication.schema_org, sheet.names, words.language, words.label)
            return {
                "linked": script_json(linked),
                "title": text,
                "cited": (self.cited_title(words, node, text), node.value),
                "heading": heading,
                "summary": summary,
                "description": brief(summary.value) if summary else "",
            }

        return template, {**contents, **more}, named

    def special(self, node: NamedNode, kinds: tuple[NamedNode, ...]) -> tuple[str, Context]:
        """Return what the page of a passage or a rule shows beyond that of any thing, and its template.

        What is said of a text or a rule is all background, and not `marked` as such.
        """
        graph = self.publication.graph
        if PASSAGES & set(kinds):
            before, after = self.neighbours(node)
            passage = read_passage(graph, node)
            return "passage", {"passage": passage, "before": before, "after": after, "marked": False}
        is_rule = node.value.startswith(RULE)
        if is_rule and (text := self.publication.rule(node.value.removeprefix(RULE))) is not None:
            source = highlight_query(without_header(text), "query-text")
            return "rule", {"source": source, "marked": False}
        return "thing", {"marked": not (TEXT_KINDS & set(kinds))}

    def neighbours(self, passage: NamedNode) -> tuple[NamedNode | None, NamedNode | None]:
        """Return the passages before and after this one in its article."""
        row = self.publication.passages
        place = row.index(passage) if passage in row else -1
        if place < 0:
            return None, None
        return row[place - 1] if place else None, row[place + 1] if place + 1 < len(row) else None

    def cited_title(self, words: Words, node: NamedNode, title: str) -> str:
        """Return the title, with whose view it is and which passages report it if it is a view and no fact."""
        graph = self.publication.graph
        claim = described_claim(graph, node)
        if claim is None:
            return title
        origin = claim_origin(graph, claim)
        holders = ", ".join(holder_words(graph, holder, words.language) for holder in origin.holders)
        passages = ", ".join(map(words.label, origin.passages))
        return f"{title} [{words.t('cited_view', holders=holders, passages=passages)}]"

    def graph(self, node: NamedNode) -> tuple[str, Context, Callable[[Words], Context]]:
        """Return the page of a named graph that no passage names."""
        publication = self.publication
        quads = publication.graphs[node]
        name = node.value.removeprefix(GRAPH)
        kind, _, rule = name.partition("/")
        about = f"graph_{kind}" if kind in GRAPHS else "graph_other"
        described = {quad.subject for quad in quads if isinstance(quad.subject, NamedNode)}
        subjects = sorted(
            (subject for subject in described if subject.value.startswith((ID, RULE, ONTOLOGY))),
            key=publication.arrangement.key,
        )
        shared = {
            "about": about,
            "count": len(quads),
            "rule": NamedNode(RULE + rule) if rule else None,
            "subjects": subjects,
            "heading": shorten(node.value),
            "encoded": quote(f"SELECT * {{ GRAPH <{node.value}> {{ ?subject ?predicate ?object }} }}"),
        }
        return "graph", shared, lambda words: {"title": shorten(node.value)}


GRAPHS: Final = frozenset(
    (
        "facts",
        "entities",
        "notes",
        "withdrawn",
        "article",
        "ontology",
        "alignments",
        "rules",
        "dataset",
        "derived",
    )
)

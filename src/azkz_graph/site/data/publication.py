"""Publication: everything that the pages of a site are made from, read and indexed once."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Final
from urllib.parse import quote

from pyoxigraph import Literal, NamedNode, Quad, QueryBoolean, Store, Triple

from azkz_graph.ask.answers import Answer, answer
from azkz_graph.ask.query_catalogue import find_query, query_names
from azkz_graph.charts.answer_rows import Row, Rows, rows
from azkz_graph.check.shapes import Shapes, read_shapes
from azkz_graph.dataset.dataset import Dataset
from azkz_graph.dataset.dataset_record import DatasetRecord, dataset_record
from azkz_graph.disk.safe_path import fold
from azkz_graph.export.current_version import CurrentVersion
from azkz_graph.export.jsonld_context import Context, read_context
from azkz_graph.export.reading_order import Arrangement, arrange
from azkz_graph.export.release import release
from azkz_graph.export.release_files import Release
from azkz_graph.graph.name_lookup import articles
from azkz_graph.graph.passages import sort_key
from azkz_graph.graph.triple_index import Index
from azkz_graph.problem import UsageError
from azkz_graph.routes.base_path import path_of_base
from azkz_graph.routes.document_paths import TERMS, document, page_fault, page_path
from azkz_graph.routes.signposts import Publisher
from azkz_graph.site.data.node_statements import predicate_order
from azkz_graph.site.data.page_sections import fragment, section_path
from azkz_graph.site.data.past_index import PastIndex
from azkz_graph.site.data.schema_org_thing import by_subject
from azkz_graph.site.data.script_bundle import outlines
from azkz_graph.site.data.text_kinds import PASSAGES, TEXT_KINDS
from azkz_graph.site.data.version_history import NO_HISTORY, VersionHistory
from azkz_graph.site.language.page_words import Words
from azkz_graph.sparql.query_file import QueryFile, read_query_file
from azkz_graph.text.web_links import is_link
from azkz_graph.vocabulary import BASE, FACT, GRAPH, ID, ONTOLOGY, QUERY, TYPE, WITHDRAWN_IN, XSD, shorten

NOTHING: Final = "404"
"""The path of the page that is shown where nothing is."""

WITHDRAWN_FACTS: Final = "withdrawn"
"""The path of the page that lists the withdrawn facts, without suffix."""

SCHEMA_ORG: Final = "schema-org"
"""The saved query that says in terms of schema.org what the data says."""


@dataclass
class Publication:
    """What a site is made from; `base` is where it is published, `article` the article's own text if it is given.

    A server sets the base for each request; nothing that is kept here depends on it.

    Where it is not `whole`, there is more than can be listed: it has pages of single things alone. What is
    `unaddressed` has no page, although it is described. Its `history` is that of the project's releases.
    """

    dataset: Dataset
    base: str
    article: str | None = None
    whole: bool = True
    unaddressed: frozenset[str] = frozenset()
    history: VersionHistory = NO_HISTORY
    _rows: dict[str, Rows] = field(default_factory=dict, repr=False)

    @cached_property
    def arrangement(self) -> Arrangement:
        """Return the dataset in reading order."""
        return arrange(self.dataset)

    @cached_property
    def release(self) -> Release:
        """Return the files of the release, for download."""
        return release(self.dataset)

    @cached_property
    def record(self) -> DatasetRecord:
        """Return what the dataset says of itself."""
        return dataset_record(self.dataset)

    @cached_property
    def publisher(self) -> Publisher:
        """Return whose the pages and documents are."""
        makers = (agent.iri for agent in self.record.creators)
        return Publisher(self.record.iri, tuple(filter(is_link, makers)), self.record.license)

    @cached_property
    def graph(self) -> Index:
        """Return every triple."""
        return Index(dict.fromkeys((*self.arrangement.triples(), *self.version.of_dataset())))

    @property
    def as_of(self) -> str:
        """Return the earlier version whose pages these are; empty for those of today."""
        return ""

    @property
    def version(self) -> CurrentVersion:
        """Return which version this is."""
        released = [each.number for each in self.history.versions]
        return CurrentVersion(self.record.version, released, self.history.unreleased is not None)

    @cached_property
    def graphs(self) -> Mapping[NamedNode, tuple[Quad, ...]]:
        """Return the quads of each named graph."""
        found: dict[NamedNode, list[Quad]] = {}
        for quad in self.dataset.quads():
            if isinstance(quad.graph_name, NamedNode):
                found.setdefault(quad.graph_name, []).append(quad)
        return {name: tuple(quads) for name, quads in found.items()}

    @cached_property
    def store(self) -> Store:
        """Return the triples for SPARQL."""
        store = Store()
        store.bulk_extend(Quad(*triple) for triple in self.arrangement.triples())
        return store

    @cached_property
    def queries(self) -> Mapping[str, QueryFile]:
        """Return the saved queries by name."""
        folder = self.dataset.project.queries
        return {name: find_query(folder, name) for name in query_names(folder)}

    def answer(self, name: str) -> Answer:
        """Return the answer to a saved query as it stands."""
        return answer(self.store, self.queries[name].text, source=name)

    def rows(self, name: str) -> Rows:
        """Return the rows of the answer to a saved query."""
        if name not in self._rows:
            found = self.answer(name)
            self._rows[name] = truth(found) if isinstance(found, QueryBoolean) else rows(found)
        return self._rows[name]

    @cached_property
    def shapes(self) -> Shapes:
        """Return the shapes."""
        return read_shapes(self.dataset.project.ontology / "shapes.ttl")

    @property
    def shapes_source(self) -> bytes:
        """Return the file of the shapes."""
        return self.shapes.path.read_bytes()

    @cached_property
    def context(self) -> Context:
        """Return the names of JSON-LD."""
        return read_context(self.dataset.project)

    def rule(self, name: str) -> str | None:
        """Return the query of a rule; None if there is none of the name."""
        rules = self.dataset.project.ontology / "rules"
        file = rules / f"{name}.rq"
        # Data that no check has passed may describe rules that there are not.
        return read_query_file(file).text if file.parent == rules and file.is_file() else None

    @cached_property
    def order(self) -> Mapping[str, int]:
        """Return the rank of each predicate among the rows of a page."""
        return predicate_order(self.shapes)

    @cached_property
    def withdrawn(self) -> frozenset[str]:
        """Return the IRIs of which only their withdrawal is recorded."""
        union = self.arrangement.union
        recorded = (subject for subject, said in union.items() if WITHDRAWN_IN in said and TYPE not in said)
        return frozenset(subject.value for subject in recorded if isinstance(subject, NamedNode))

    @cached_property
    def things(self) -> tuple[NamedNode, ...]:
        """Return everything described here that has an IRI of ours, in reading order."""
        described = (subject for subject in self.arrangement.union if isinstance(subject, NamedNode))
        return tuple(
            subject
            for subject in described
            if subject.value.startswith(BASE) and subject.value not in self.withdrawn
        )

    @cached_property
    def pages(self) -> Mapping[str, str]:
        """Return the path of the page of each IRI that has one, without suffix, with its fragment.

        Raises:
            UsageError: a page would lie outside of the site, or, on some disk, in the place of another one.
        """
        found = dict(self.page_paths())
        taken: dict[str, str] = {}
        for iri, path in found.items():
            file, _, fragment = path.partition("#")
            if (other := taken.setdefault(f"{fold(file)}#{fragment}", iri)) != iri:
                raise UsageError(f"{iri!a} and {other!a} would have the same page; rename one of them")
        return found

    def page_paths(self) -> Iterator[tuple[str, str]]:
        """Yield each IRI that has a page, with the path of the page."""
        left_out = self.unaddressed | self.withdrawn
        for subject in self.arrangement.union:
            if isinstance(subject, NamedNode) and subject.value not in left_out:
                path = section_path(self.graph, subject) or page_path(subject.value)
                yield subject.value, path or f"{TERMS}#{anchor(subject.value)}"
        graphs = (graph.value for graph in self.graphs if graph.value.startswith(GRAPH))
        named = (iri for iri in graphs if iri not in self.unaddressed)
        for iri in (*named, *(QUERY + name for name in self.queries), *sorted(self.shapes.iris())):
            if path := page_path(iri):
                yield iri, path

    def section(self, iri: str) -> str | None:
        """Return the path of a section of another's page, with its fragment; None if the IRI is none."""
        path = self.pages.get(iri, "")
        return path if "#" in path and iri.startswith((FACT, ID)) else None

    def document(self, iri: str) -> str | None:
        """Return the path of the documents that describe an IRI, without suffix: those of its host if it is a section.

        None if it has none.
        """
        section = self.section(iri)
        return section.partition("#")[0] if section else document(iri)

    def words(self, language: str, path: str) -> Words:
        """Return how the page of that path shows terms in a language."""
        # What is shown for any address that leads nowhere cannot know how deep that address is.
        base = path_of_base(self.base) if path == NOTHING else ""
        return Words(self.graph, language, path[: path.rfind("/") + 1], self.linked, outlines(), base)

    def past_words(self, language: str, path: str) -> Words:
        """Return the same for a page that tells of what earlier versions published."""
        return replace(self.words(language, path), graph=self.past)

    @cached_property
    def past(self) -> PastIndex:
        """Return every triple, and what earlier versions called what is gone."""
        return PastIndex(self.graph, self.history)

    @cached_property
    def withdrawn_pages(self) -> Mapping[str, str]:
        """Return the path of the page of each withdrawn identifier, unless something else has its place by now."""
        taken = {fold(path.partition("#")[0]) for path in self.pages.values()}
        withdrawn = self.history.withdrawn_pages.items()
        return {iri: path for iri, path in withdrawn if fold(path) not in taken and iri not in self.pages}

    @cached_property
    def withdrawn_sections(self) -> Mapping[str, str]:
        """Return the path of the section of each withdrawn fact in the list of all, with its fragment.

        They may be many, so that a site of files has no page for each.
        """
        facts = (iri for iri in self.withdrawn_pages if iri.startswith(FACT))
        return {iri: f"{WITHDRAWN_FACTS}#{fragment(iri)}" for iri in facts}

    @cached_property
    def withdrawn_terms(self) -> Mapping[str, str]:
        """Return the path of the section of each withdrawn term on the ontology's page, with its fragment."""
        gone = self.history.withdrawals.keys() - self.pages.keys()
        return {iri: f"{TERMS}#{anchor(iri)}" for iri in sorted(gone) if iri.startswith(ONTOLOGY)}

    @property
    def sections(self) -> Mapping[str, str]:
        """Return the path of every section of a page, with its fragment, by IRI; terms are sections too."""
        terms = {iri: place for iri, place in self.pages.items() if iri.startswith(ONTOLOGY)}
        own = {iri: place for iri in self.pages if (place := self.section(iri))}
        return {**own, **terms, **self.withdrawn_sections, **self.withdrawn_terms}

    @property
    def gone_paths(self) -> tuple[str, ...]:
        """Return the paths of the pages in a site of files about what is gone, without suffix."""
        gone = {**self.withdrawn_pages, **self.withdrawn_sections}.values()
        return tuple(dict.fromkeys(path.partition("#")[0] for path in gone))

    @cached_property
    def linked(self) -> Mapping[str, str]:
        """Return the paths of the pages to link to: of what is described, of versions, and of what is gone."""
        if self.history is NO_HISTORY:
            return self.pages
        gone = {**self.withdrawn_pages, **self.withdrawn_sections, **self.withdrawn_terms}
        return {**gone, **self.history.version_pages, **self.pages}

    @cached_property
    def articles(self) -> tuple[NamedNode, ...]:
        """Return the articles whose passages are described."""
        return tuple(articles(self.graph))

    @cached_property
    def passages(self) -> tuple[NamedNode, ...]:
        """Return the passages and footnotes as they follow in the article."""
        found = [thing for thing in self.things if PASSAGES & set(self.kinds_of(thing))]
        return tuple(sorted(found, key=lambda passage: sort_key(self.graph, passage)))

    def kinds_of(self, thing: NamedNode) -> list[NamedNode]:
        """Return the classes of a thing."""
        return [kind for kind in self.arrangement.union[thing].get(TYPE, ()) if isinstance(kind, NamedNode)]

    @cached_property
    def kinds(self) -> tuple[tuple[NamedNode, tuple[NamedNode, ...]], ...]:
        """Return the things that are no part of the article, by kind, in the order of the ontology's classes."""
        found: dict[NamedNode, list[NamedNode]] = {}
        for thing in self.things:
            kind = next((kind for kind in self.kinds_of(thing) if kind not in TEXT_KINDS), None)
            if kind is not None and thing.value.startswith(ID):
                found.setdefault(kind, []).append(thing)
        return tuple((kind, tuple(things)) for kind, things in found.items())

    @cached_property
    def schema_org(self) -> Mapping[NamedNode, list[Triple]]:
        """Return what schema.org has words for, by the thing of which it is said."""
        triples = self.answer(SCHEMA_ORG) if SCHEMA_ORG in self.queries else ()
        return by_subject(triples)  # type: ignore[arg-type]


def without_address(dataset: Dataset) -> frozenset[str]:
    """Return the IRIs of ours that are described, but have no place for a page, or one that is another's."""
    iris = {node.value for node in find_described(dataset)}
    return frozenset(iri for iri in iris if page_fault(iri) is not None)


def find_described(dataset: Dataset) -> Iterator[NamedNode]:
    """Return those of our IRIs that the dataset describes, and its graphs."""
    for quad in dataset.quads():
        for node in (quad.subject, quad.graph_name):
            if isinstance(node, NamedNode) and node.value.startswith(BASE):
                yield node


def truth(answer: QueryBoolean) -> Rows:
    """Return the answer to an ASK query as a row."""
    boolean = Literal(str(bool(answer)).lower(), datatype=NamedNode(XSD + "boolean"))
    return Rows(("answer",), (Row({"answer": boolean}),))


def anchor(iri: str) -> str:
    """Return the id of a term on the ontology's page, which is a fragment of a URL too.

    >>> anchor("https://w3id.org/azkz/ontology#State"), anchor("http://example.org/a#b")
    ('State', 'http://example.org/a%23b')
    """
    if iri.startswith(ONTOLOGY):
        return iri.removeprefix(ONTOLOGY)
    return quote(shorten(iri).strip("<>"), safe=":/?&=;,@!$()*+~%")

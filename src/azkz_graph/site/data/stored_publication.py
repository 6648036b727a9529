"""Publication of a store on disk, which is never in memory as a whole."""

from collections.abc import Callable, Iterator, Mapping
from typing import TypeVar

from pyoxigraph import DefaultGraph, NamedNode, Quad, Store

from azkz_graph.dataset.dataset import Dataset
from azkz_graph.dataset.dataset_record import DATASET
from azkz_graph.dataset.project import Project
from azkz_graph.graph.facts import Node, Term, triples
from azkz_graph.graph.name_lookup import articles
from azkz_graph.graph.triple_index import Index
from azkz_graph.problem import Place, UsageError
from azkz_graph.routes.document_paths import page_path
from azkz_graph.site.data.page_sections import section_path
from azkz_graph.site.data.publication import Publication
from azkz_graph.vocabulary import SHAPES

Value = TypeVar("Value")


class StoredIndex(Index):
    """The triples of a store, asked as those of an index are."""

    def __init__(self, store: Store) -> None:
        super().__init__(())
        self._store = store

    def quads_for_pattern(
        self, subject: Node | None, predicate: NamedNode | None, object: Term | None, _: DefaultGraph, /
    ) -> Iterator[Quad]:
        """Return the triples that have the parts that are given."""
        return iter(self._store.quads_for_pattern(subject, predicate, object, DefaultGraph()))

    def remembered(self, name: object, make: Callable[[], Value]) -> Value:
        """Return what `make` makes; there is too much to remember all."""
        return make()


class StoredPages(Mapping[str, str]):
    """The paths of the pages of what a store describes, looked up one by one; they are too many to be listed."""

    def __init__(self, graph: StoredIndex, graphs: Mapping[NamedNode, object]) -> None:
        self._graph, self._graphs = graph, graphs

    def __getitem__(self, iri: str) -> str:
        """Return the path of the page of an IRI, without suffix."""
        try:
            path = page_path(iri)
        except UsageError:
            path = None
        # A shape is listed with the others of the project, and not in the store.
        if path is None or iri.startswith(SHAPES) or not self._is_described(iri):
            raise KeyError(iri)
        return section_path(self._graph, NamedNode(iri)) or path

    def _is_described(self, iri: str) -> bool:
        try:
            node = NamedNode(iri)
        except ValueError:
            return False
        return any(True for _ in triples(self._graph, node)) or node in self._graphs

    def __iter__(self) -> Iterator[str]:
        return iter(())

    def __len__(self) -> int:
        return 0


class StoredGraphs(Mapping[NamedNode, tuple[Quad, ...]]):
    """The quads of each named graph of a store."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def __getitem__(self, graph: NamedNode) -> tuple[Quad, ...]:
        """Return the quads of a graph."""
        if not self._store.contains_named_graph(graph):
            raise KeyError(graph)
        return tuple(self._store.quads_for_pattern(None, None, None, graph))

    def __contains__(self, graph: object) -> bool:
        return isinstance(graph, NamedNode) and self._store.contains_named_graph(graph)

    def __iter__(self) -> Iterator[NamedNode]:
        return (graph for graph in self._store.named_graphs() if isinstance(graph, NamedNode))

    def __len__(self) -> int:
        return sum(1 for _ in self)


def publish_store(project: Project, store: Store, base: str) -> Publication:
    """Return the publication of a store, with its triples in place of the project's."""
    graph, graphs = StoredIndex(store), StoredGraphs(store)
    record = {quad: Place(project.data, 1) for quad in triples(graph, DATASET)}
    publication = Publication(Dataset(project, record, (), {}, ()), base, whole=False)
    # What is computed from the dataset once, for a project, is looked up in the store instead.
    publication.__dict__.update(
        graph=graph,
        store=store,
        pages=StoredPages(graph, graphs),
        graphs=graphs,
        articles=tuple(articles(graph)),
        passages=(),
        schema_org={},
    )
    return publication

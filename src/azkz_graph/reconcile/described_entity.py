"""Things, classes and properties as clients of reconciliation see them."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from pyoxigraph import Literal, NamedNode, Store

from azkz_graph.graph.facts import nodes, text, values
from azkz_graph.graph.labels import split_camel_case
from azkz_graph.graph.node_description import language_rank, terms
from azkz_graph.routes.document_paths import LANGUAGES
from azkz_graph.site.language.messages import messages
from azkz_graph.text.language_range import distance
from azkz_graph.vocabulary import DESCRIPTION, LABEL, SHOWN_AS, TYPE

LABELS: Final = (LABEL, SHOWN_AS, *terms("skos", "prefLabel"))
ALTERNATIVES: Final = (*terms("skos", "altLabel"), *terms("schema", "alternateName"), *terms("dct", "title"))
DEFINITIONS: Final = (DESCRIPTION, *terms("skos", "definition"), *terms("rdfs", "comment"))


@dataclass(frozen=True)
class Entry:
    """A thing, a class or a property, as clients see it; `id` is its identifier in the protocol."""

    iri: NamedNode
    id: str
    labels: tuple[Literal, ...]
    alternatives: tuple[Literal, ...]
    description: str
    types: tuple[NamedNode, ...]

    @property
    def names(self) -> tuple[Literal, ...]:
        """Return all its names, labels first."""
        return (*self.labels, *self.alternatives)

    def name(self, language: str | None = "en") -> str:
        """Return the label in the language, else the English one, else the first name, else the identifier."""
        wanted = language or "en"
        best = min(
            self.labels or self.names, key=lambda label: distance(label.language, wanted), default=None
        )
        return (best.value if best else "") or split_camel_case(self.id.rpartition(":")[2]) or self.id


def read_entry(store: Store, node: NamedNode, id: str) -> Entry:
    """Read the names, the description and the types of a node."""
    return Entry(
        node,
        id,
        read_literals(store, node, LABELS) or find_interface_words(id),
        read_literals(store, node, ALTERNATIVES),
        read_description(store, node),
        nodes(store, node, TYPE),
    )


def read_description(store: Store, node: NamedNode, language: str = "en") -> str:
    """Return the sentence that describes the node, in the language if possible; empty if there is none."""
    found = (text(store, node, predicate, language) for predicate in DEFINITIONS)
    return next((words for words in found if words), "")


def find_interface_words(id: str) -> tuple[Literal, ...]:
    """Return what the site's pages call a term of another vocabulary, which has no label in the data."""
    return tuple(
        Literal(messages(language)[id], language=language)
        for language in LANGUAGES
        if id in messages(language)
    )


def read_literals(store: Store, node: NamedNode, predicates: Iterable[NamedNode]) -> tuple[Literal, ...]:
    """Return the texts that the node has for the predicates, in the order of the project's languages."""
    found = [value for predicate in predicates for value in values(store, node, predicate)]
    texts = (value for value in found if isinstance(value, Literal))
    return tuple(sorted(texts, key=language_rank))

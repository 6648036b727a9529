"""Entries of the search: what it can find, and by which words."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from pyoxigraph import Literal, NamedNode

from azkz_graph.graph.facts import Triples, nodes, text, triples
from azkz_graph.graph.labels import split_camel_case
from azkz_graph.graph.passages import CITES
from azkz_graph.site.data.ask_data import find_named, labels_of
from azkz_graph.sparql.query_file import QueryFile
from azkz_graph.vocabulary import DESCRIPTION, ONTOLOGY, PREFIXES, QUERY, TYPE

DEFINITION: Final = NamedNode(PREFIXES["skos"] + "definition")
ALTERNATIVES: Final = (
    NamedNode(PREFIXES["skos"] + "altLabel"),
    NamedNode(PREFIXES["schema"] + "alternateName"),
)
KINDS: Final[Mapping[str, str]] = {
    ONTOLOGY + "Passage": "passage",
    ONTOLOGY + "Footnote": "footnote",
    ONTOLOGY + "EditorialNote": "note",
    ONTOLOGY + "Rule": "rule",
    **{
        PREFIXES["owl"] + name: "term"
        for name in ("Class", "ObjectProperty", "DatatypeProperty", "AnnotationProperty")
    },
}
"""What a reader would call a thing of the class; all others are things."""


@dataclass(frozen=True)
class SearchEntry:
    """One page: `path` is without language and suffix, `labels` by language, `names` other names and words.

    `text` is what is shown of it, in English.
    """

    path: str
    kind: str
    labels: Mapping[str, str]
    names: str = ""
    text: str = ""


def search_entries(
    store: Triples, queries: Iterable[QueryFile], pages: Mapping[str, str]
) -> Iterator[SearchEntry]:
    """Yield everything that has a name and a page, then the saved queries; `pages` are the paths by IRI."""
    for node in find_named(store):
        if node.value in pages:
            yield entry(store, node, pages[node.value])
    for query in queries:
        words = " ".join([query.name.replace("-", " "), *query.tags])
        path = pages.get(QUERY + query.name, f"query/{query.name}")
        yield SearchEntry(path, "question", query.titles, words, query.description)


def entry(store: Triples, node: NamedNode, path: str) -> SearchEntry:
    """Return what a thing is found by: its names, and what is said of it."""
    kinds = [KINDS[kind.value] for kind in nodes(store, node, TYPE) if kind.value in KINDS]
    told = filter(None, (text(store, node, predicate) for predicate in (DESCRIPTION, DEFINITION)))
    kind = kinds[0] if kinds else "thing"
    return SearchEntry(path, kind, labels_of(store, node), names(store, node), " ".join(told))


def names(store: Triples, node: NamedNode) -> str:
    """Other names in all languages, the titles of what is cited, and the words of the IRI's last part."""
    found = [quad.object for predicate in ALTERNATIVES for quad in triples(store, node, predicate)]
    others = sorted({value.value for value in found if isinstance(value, Literal)})
    cited = [label for source in nodes(store, node, CITES) for label in labels_of(store, source).values()]
    slug = split_camel_case(node.value.replace("#", "/").rpartition("/")[2]).replace("-", " ")
    return " · ".join([*others, *cited, slug])

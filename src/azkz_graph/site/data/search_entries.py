"""Entries of the search: what it can find, and by which words."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from pyoxigraph import Literal, NamedNode

from azkz_graph.graph.facts import Triples, best_literal, nodes, triples
from azkz_graph.graph.labels import split_camel_case
from azkz_graph.graph.passages import CITES
from azkz_graph.routes.document_paths import LANGUAGES
from azkz_graph.site.data.ask_data import find_named, labels_of
from azkz_graph.site.language.page_words import Words
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

    `texts` are what is shown of it, by language; it is found by the English one.
    """

    path: str
    kind: str
    labels: Mapping[str, str]
    names: str = ""
    texts: Mapping[str, str] = field(default_factory=dict)


def search_entries(
    words: Sequence[Words], queries: Iterable[QueryFile], pages: Mapping[str, str]
) -> Iterator[SearchEntry]:
    """Yield everything that has a name and a page, then the saved queries; `pages` are the paths by IRI.

    `words` are those of a page in each language, the first in English.
    """
    for node in find_named(words[0].graph):
        if node.value in pages:
            yield entry(words, node, pages[node.value])
    for query in queries:
        told = " ".join([query.name.replace("-", " "), *query.tags])
        path = pages.get(QUERY + query.name, f"query/{query.name}")
        texts = {language: text for language, text in query.descriptions.items() if text}
        yield SearchEntry(path, "question", query.titles, told, texts)


def entry(words: Sequence[Words], node: NamedNode, path: str) -> SearchEntry:
    """Return what a thing is found by: its names, and what is said of it."""
    store = words[0].graph
    kinds = [KINDS[kind.value] for kind in nodes(store, node, TYPE) if kind.value in KINDS]
    kind = kinds[0] if kinds else "thing"
    texts = {each.language: text for each in words if (text := told(each, node))}
    return SearchEntry(path, kind, labels_of(store, node), names(store, node), texts)


def told(words: Words, node: NamedNode) -> str:
    """Return the figure that a thing is, and its description or definition.

    Nothing if one of these is not in the language, unless that is English.
    """
    said = (best_literal(words.graph, node, each, words.language) for each in (DESCRIPTION, DEFINITION))
    found = [literal for literal in said if literal]
    if words.language != LANGUAGES[0] and any(each.language != words.language for each in found):
        return ""
    return " · ".join(filter(None, (words.quantity(node).striptags(), *(each.value for each in found))))


def names(store: Triples, node: NamedNode) -> str:
    """Other names in all languages, the titles of what is cited, and the words of the IRI's last part."""
    found = [quad.object for predicate in ALTERNATIVES for quad in triples(store, node, predicate)]
    others = sorted({value.value for value in found if isinstance(value, Literal)})
    cited = [label for source in nodes(store, node, CITES) for label in labels_of(store, source).values()]
    slug = split_camel_case(node.value.replace("#", "/").rpartition("/")[2]).replace("-", " ")
    return " · ".join([*others, *cited, slug])

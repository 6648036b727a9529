"""Terms of the graph as clients see them."""

from typing import Final

from pyoxigraph import Literal, NamedNode

from azkz_graph.graph.facts import Term, Triples, text, triples
from azkz_graph.graph.labels import kinds, label, predicate_words, words
from azkz_graph.mcp.answer_records import Thing, Value
from azkz_graph.vocabulary import DESCRIPTION, ONTOLOGY, TYPE, XSD, shorten

PASSAGE: Final = NamedNode(ONTOLOGY + "Passage")

NOT_STATED: Final = Value("not stated", stated=False)
"""What stands where the data have nothing to say."""


def value(store: Triples, term: Term | None, language: str = "en") -> Value:
    """Return what is shown of a term; if there is none, that nothing is stated."""
    if term is None:
        return NOT_STATED
    spoken = words(store, term, language)
    if isinstance(term, NamedNode):
        return Value(spoken, iri=term.value)
    if isinstance(term, Literal):
        plain = term.language or term.datatype.value == XSD + "string"
        datatype = None if plain else shorten(term.datatype.value)
        return Value(spoken, literal=term.value, datatype=datatype, language=term.language)
    return Value(spoken)


def relation(store: Triples, predicate: NamedNode, language: str = "en") -> Value:
    """Return what is shown of a predicate."""
    return Value(predicate_words(store, predicate, language), iri=predicate.value)


def describe_thing(
    store: Triples, node: NamedNode, language: str = "en", matched: str | None = None
) -> Thing:
    """Return the thing, with its kinds and our line on it."""
    return Thing(
        node.value,
        shorten(node.value),
        label(store, node, language),
        tuple(kinds(store, node, language)),
        text(store, node, DESCRIPTION, language),
        matched,
    )


def is_kind(store: Triples, node: object, kind: NamedNode) -> bool:
    """Return whether the node is of that class."""
    return isinstance(node, NamedNode) and bool(next(triples(store, node, TYPE, kind), None))

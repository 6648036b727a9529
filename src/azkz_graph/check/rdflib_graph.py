"""Terms and triples of pyoxigraph as those of rdflib, and back, with lexical forms kept."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from azkz_graph.vocabulary import XSD

if TYPE_CHECKING:
    from rdflib import Graph
    from rdflib.term import Node


def rdflib_graph(triples: Iterable[Triple]) -> Graph:
    """Return the triples as a graph of rdflib, which must be kept from normalising literals."""
    import rdflib

    known: dict[object, Node] = {}

    def node(term: object) -> Node:
        if term not in known:
            known[term] = rdflib_term(term)
        return known[term]

    graph = rdflib.Graph(bind_namespaces="none")
    for triple in triples:
        graph.add((node(triple.subject), node(triple.predicate), node(triple.object)))
    return graph


def rdflib_term(term: object) -> Node:
    """Convert a term of pyoxigraph to rdflib."""
    import rdflib

    if isinstance(term, NamedNode):
        return rdflib.URIRef(term.value)
    if isinstance(term, BlankNode):
        return rdflib.BNode(term.value)
    if not isinstance(term, Literal):
        raise TypeError(f"{term} is not a term of RDF 1.1")
    if term.language:
        return rdflib.Literal(term.value, lang=term.language)
    is_text = term.datatype.value == XSD + "string"
    return rdflib.Literal(term.value, datatype=None if is_text else rdflib.URIRef(term.datatype.value))


def pyoxigraph_term(term: Node) -> NamedNode | BlankNode | Literal:
    """Convert a term of rdflib to pyoxigraph."""
    import rdflib

    if isinstance(term, rdflib.URIRef):
        return NamedNode(str(term))
    if not isinstance(term, rdflib.Literal):
        return BlankNode(str(term))
    if term.language:
        return Literal(str(term), language=term.language)
    return Literal(str(term), datatype=NamedNode(str(term.datatype)) if term.datatype else None)

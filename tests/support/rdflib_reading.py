"""What rdflib reads of a file, as terms of pyoxigraph, so that the two can be compared."""

import warnings

import pyoxigraph as ox
import rdflib
from rdflib.term import Node


def rdflib_quads(data: bytes, form: str) -> set[ox.Quad]:
    """The quads that rdflib reads; lexical forms as they are written, the default graph for what names none."""
    normalize = rdflib.NORMALIZE_LITERALS
    rdflib.NORMALIZE_LITERALS = False
    try:
        read = rdflib.Dataset()
        with warnings.catch_warnings():
            # rdflib's own readers use names that rdflib deprecates.
            warnings.simplefilter("ignore", DeprecationWarning)
            read.parse(data=data, format=form)
        return {ox.Quad(iri(s), iri(p), term(o), graph(g)) for s, p, o, g in read.quads()}
    finally:
        rdflib.NORMALIZE_LITERALS = normalize


def iri(node: Node) -> ox.NamedNode:
    """The same IRI."""
    assert isinstance(node, rdflib.URIRef)
    return ox.NamedNode(str(node))


def term(node: Node) -> ox.NamedNode | ox.Literal:
    """The same term; there are no blank nodes."""
    if isinstance(node, rdflib.Literal) and node.language:
        return ox.Literal(str(node), language=node.language)
    if isinstance(node, rdflib.Literal):
        return ox.Literal(str(node), datatype=ox.NamedNode(str(node.datatype)) if node.datatype else None)
    return iri(node)


def graph(name: Node | None) -> ox.NamedNode | ox.DefaultGraph:
    """The graph of a quad."""
    return (
        ox.DefaultGraph()
        if name in (None, rdflib.graph.DATASET_DEFAULT_GRAPH_ID)
        else ox.NamedNode(str(name))
    )

"""Terms of shortened IRIs, as `published_contents` writes them, read back."""

from pyoxigraph import NamedNode, Quad, RdfFormat, parse

from azkz_graph.graph.facts import Term
from azkz_graph.vocabulary import BASE, expand


def iri_node(short: str) -> NamedNode:
    """Return the node of a shortened IRI."""
    return NamedNode(expand(short) or short.removeprefix("<").removesuffix(">"))


def term_of(text: str) -> Term | None:
    """Return the term of one of a fact's parts; None for a blank node.

    >>> term_of('"1"^^xsd:integer')
    <Literal value=1 datatype=<NamedNode value=http://www.w3.org/2001/XMLSchema#integer>>
    """
    if text.startswith(("_:", "<<")):
        return None
    if not text.startswith('"'):
        return iri_node(text)
    form, marks, datatype = text.rpartition('"^^')
    line = f'{form}"^^{iri_node(datatype)}' if marks else text
    quad: Quad = next(parse(f"<{BASE}> <{BASE}> {line} .", format=RdfFormat.N_TRIPLES))
    return quad.object

"""An arranged dataset in the formats that programs read: N-Quads, N-Triples, RDF/XML.

N-Quads keeps the named graphs; N-Triples and RDF/XML hold the union of all graphs.
"""

from collections.abc import Iterable

from pyoxigraph import Quad, RdfFormat, Triple, serialize

from azkz_graph.export.rdf_xml import rdf_xml
from azkz_graph.export.readable_turtle import all_prefixes
from azkz_graph.export.reading_order import Arrangement


def nquads(arrangement: Arrangement) -> bytes:
    """Write all quads, a sorted line each. Source: https://www.w3.org/TR/rdf12-n-quads/#canonical-quads"""
    return sort_lines(arrangement.dataset.quads(), RdfFormat.N_QUADS)


def ntriples(arrangement: Arrangement) -> bytes:
    """Write all triples, a sorted line each; a triple of several graphs stands once.

    Source: https://www.w3.org/TR/rdf12-n-triples/#canonical-ntriples. The line of a fact's triple, with its
    line feed, is what the fact's IRI is the digest of.
    """
    return sort_lines(arrangement.triples(), RdfFormat.N_TRIPLES)


def sort_lines(statements: Iterable[Quad] | Iterable[Triple], form: RdfFormat) -> bytes:
    """Write the statements in a line format, sorted by bytes, each once."""
    return b"".join(sorted(set(serialize_statements(statements, form).splitlines(keepends=True))))


def rdfxml(arrangement: Arrangement) -> bytes:
    """Write all triples as RDF/XML, in reading order. Source: https://www.w3.org/TR/rdf-syntax-grammar/"""
    return rdf_xml(arrangement.triples(), all_prefixes(arrangement.dataset))


def serialize_statements(
    statements: Iterable[Quad] | Iterable[Triple], form: RdfFormat, prefixes: dict[str, str] | None = None
) -> bytes:
    """Serialize the statements with pyoxigraph, which keeps their order and every lexical form."""
    data = serialize(statements, format=form, prefixes=prefixes)
    assert data is not None, "serialize returns the bytes where no file is given"
    return data

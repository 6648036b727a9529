"""A publication in; every IRI that leads to documents, with the suffixes of its documents, out."""

from azkz_graph.query_file import QueryFile
from azkz_graph.site.hosting.negotiation import DOCUMENT_SETS
from azkz_graph.site.publication import Publication
from azkz_graph.site.routes import document
from azkz_graph.sparql_words import form
from azkz_graph.vocabulary import BASE, QUERY, SHAPES

Formats = tuple[str, ...]
GRAPH, THING, TABLE, TRIPLES = (each.formats for each in DOCUMENT_SETS)


def published(publication: Publication) -> dict[str, Formats]:
    """The IRIs without fragments, in reading order; queries and the shapes come last."""
    graphs = {graph.value for graph in publication.graphs}
    queries = {QUERY + name: query for name, query in publication.queries.items()}
    return {
        iri: query_formats(queries[iri]) if iri in queries else GRAPH if iri in graphs else THING
        for iri in (*publication.pages, SHAPES.removesuffix("#"))
        if iri.startswith(BASE) and "#" not in iri and document(iri) is not None
    }


def query_formats(query: QueryFile) -> Formats:
    """The documents of a saved query: its page, its text, and its answer as a table or as triples."""
    return TABLE if form(query.text) in ("SELECT", "ASK") else TRIPLES

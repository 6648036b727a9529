"""IRIs that lead to documents, with the suffixes of their documents."""

from pyoxigraph import NamedNode

from azkz_graph.routes.document_paths import document
from azkz_graph.routes.negotiation_patterns import DOCUMENT_SETS
from azkz_graph.site.data.publication import Publication
from azkz_graph.sparql.query_file import QueryFile
from azkz_graph.sparql.query_keywords import form
from azkz_graph.vocabulary import BASE, QUERY, SHAPES

Formats = tuple[str, ...]
GRAPH, THING, TABLE, TRIPLES = (each.formats for each in DOCUMENT_SETS)


def list_published(publication: Publication) -> dict[str, Formats]:
    """Return the IRIs without fragments, in reading order; queries, shapes, versions and what is gone come last."""
    history = (*publication.history.version_pages, *publication.withdrawn_pages)
    iris = dict.fromkeys((*publication.pages, SHAPES.removesuffix("#"), *history))
    return {iri: found for iri in iris if (found := suffixes(publication, iri))}


def suffixes(publication: Publication, iri: str) -> Formats:
    """Return the suffixes of the documents of an IRI; none if it leads to no documents."""
    if not iri.startswith(BASE) or "#" in iri or document(iri) is None:
        return ()
    if iri in publication.withdrawn_pages or iri in publication.history.version_pages:
        return THING
    if iri.startswith(QUERY):
        query = publication.queries.get(iri.removeprefix(QUERY))
        return query_formats(query) if query else ()
    if iri not in publication.pages and iri != SHAPES.removesuffix("#"):
        return ()
    # The quads of a passage do not speak of its facts, notes and position themselves.
    is_graph = NamedNode(iri) in publication.graphs and publication.section(iri) is None
    return GRAPH if is_graph else THING


def query_formats(query: QueryFile) -> Formats:
    """Return the documents of a saved query: its page, its text, and its answer as a table or as triples."""
    return TABLE if form(query.text) in ("SELECT", "ASK") else TRIPLES

"""A publication in; what its pages depend on beside triples, attached to its graph, out.

Only who makes pages of which the next build keeps some must know it: it takes the answers to all saved queries.
"""

from pyoxigraph import NamedNode

from azkz_graph.site.data.publication import ALL, CONTENT, KEY, NEAR, SEARCHED, Publication
from azkz_graph.site.language.page_words import PAGE
from azkz_graph.vocabulary import QUERY


def attach_dependencies(publication: Publication) -> None:
    """Attach to each node what else pages show of it: its page, its place, what a graph or an answer holds."""
    index = publication.graph
    for iri, path in publication.pages.items():
        index.attach(NamedNode(iri), PAGE, path.encode())
    for subject, key in publication.arrangement.keys.items():
        if isinstance(subject, NamedNode):
            index.attach(subject, KEY, str(key).encode())
    for graph, quads in publication.graphs.items():
        index.attach(graph, CONTENT, "\n".join(sorted(map(str, quads))).encode())
    for name, query in publication.queries.items():
        rows = "\n".join(str(row.terms) for row in publication.rows(name))
        index.attach(NamedNode(QUERY + name), CONTENT, f"{query.text}\n{rows}".encode())
    for thing, said in publication.schema_org.items():
        index.attach(thing, SEARCHED, "\n".join(sorted(map(str, said))).encode())
    for place, passage in enumerate(publication.passages):
        near = publication.passages[max(place - 1, 0) : place + 2]
        index.attach(passage, NEAR, " ".join(map(str, near)).encode())
    things = (str(thing) for _, found in publication.kinds for thing in found)
    index.attach(ALL, CONTENT, " ".join(things).encode())

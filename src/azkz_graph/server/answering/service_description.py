"""Description of the SPARQL endpoint, as RDF.

Source: https://www.w3.org/TR/sparql11-service-description/.
"""

from collections.abc import Iterator, Mapping
from typing import Final

from pyoxigraph import NamedNode, RdfFormat, Store, Triple, serialize

from azkz_graph.ask.result_media_types import GRAPHS, ROWS
from azkz_graph.server.workers.reply import Reply
from azkz_graph.vocabulary import BASE, PREFIXES, TYPE

SD: Final = "http://www.w3.org/ns/sparql-service-description#"
VOID: Final = "http://rdfs.org/ns/void#"
FORMATS: Final = "http://www.w3.org/ns/formats/"

SYNTAXES: Final = {
    "application/sparql-results+json": "SPARQL_Results_JSON",
    "application/sparql-results+xml": "SPARQL_Results_XML",
    "text/csv": "SPARQL_Results_CSV",
    "text/tab-separated-values": "SPARQL_Results_TSV",
    "text/turtle": "Turtle",
    "application/n-triples": "N-Triples",
    "application/ld+json": "JSON-LD",
    "application/rdf+xml": "RDF_XML",
    "application/trig": "TriG",
    "application/n-quads": "N-Quads",
    "text/n3": "N3",
}
"""What the W3C calls the syntax of a media type. Source: https://www.w3.org/ns/formats/."""


def service_description(store: Store, base: str, type: str, headers: Mapping[str, str]) -> Reply:
    """Return the description of the endpoint of the server at `base`, in that media type's syntax.

    The nodes have IRIs below that of the endpoint, so that they can be spoken of.
    """
    syntax = RdfFormat.from_media_type(type)
    assert syntax is not None, "only known types are accepted"
    prefixes = {"sd": SD, "void": VOID, "formats": FORMATS, "dct": PREFIXES["dct"]}
    content = serialize(describe_service(store, f"{base}sparql"), format=syntax, prefixes=prefixes)
    return Reply(200, type, content or b"", headers)


def describe_service(store: Store, endpoint: str) -> Iterator[Triple]:
    """Yield the triples of the description."""
    service, dataset, default = (
        NamedNode(f"{endpoint}{part}") for part in ("", "#dataset", "#default-graph")
    )
    yield Triple(service, TYPE, NamedNode(f"{SD}Service"))
    yield Triple(service, NamedNode(f"{SD}endpoint"), service)
    yield Triple(service, NamedNode(f"{SD}supportedLanguage"), NamedNode(f"{SD}SPARQL11Query"))
    for type in (*ROWS, *GRAPHS):
        yield Triple(service, NamedNode(f"{SD}resultFormat"), NamedNode(FORMATS + SYNTAXES[type]))
    yield Triple(service, NamedNode(f"{SD}defaultDataset"), dataset)
    yield Triple(dataset, TYPE, NamedNode(f"{SD}Dataset"))
    yield Triple(dataset, NamedNode(PREFIXES["dct"] + "source"), NamedNode(BASE + "dataset"))
    yield Triple(dataset, NamedNode(f"{SD}defaultGraph"), default)
    yield Triple(default, TYPE, NamedNode(f"{SD}Graph"))
    for number, graph in enumerate(sorted(store.named_graphs(), key=str), 1):
        if isinstance(graph, NamedNode):
            node = NamedNode(f"{endpoint}#graph-{number}")
            yield Triple(dataset, NamedNode(f"{SD}namedGraph"), node)
            yield Triple(node, TYPE, NamedNode(f"{SD}NamedGraph"))
            yield Triple(node, NamedNode(f"{SD}name"), graph)

"""Addresses that stores of known makes have beside a given one."""

from collections.abc import Iterable, Iterator
from typing import Final
from urllib.parse import urlsplit

QUERIES: Final = ("query", "sparql", "")
VIRTUOSO: Final = ("sparql-graph-crud-auth", "sparql-graph-crud")
GRAPH_STORES: Final = ("store", "data", "rdf-graphs/service", *VIRTUOSO, "sparql/gsp/", "")
UPDATES: Final = ("update", "statements", "sparql-auth", "sparql", "")
"""Where stores have what is sought, below the address that is their own: those of Oxigraph, Fuseki, Stardog, RDF4J and
GraphDB, Virtuoso, Neptune; QLever and Blazegraph have all at one address."""

ENDINGS: Final = frozenset(
    (*QUERIES[:2], *UPDATES[:3], *VIRTUOSO, "store", "data", "get", "rdf-graphs", "service", "gsp")
)
"""What an address ends in that is not the store's own but one of these."""


def neighbours(url: str, places: Iterable[str]) -> Iterator[str]:
    """Yield the places below the address of the store that the URL belongs to.

    >>> list(neighbours("http://localhost:3030/ds/sparql", ["data", ""]))
    ['http://localhost:3030/ds/data', 'http://localhost:3030/ds']
    """
    own = base(url)
    return (f"{own}/{place}" if place else own for place in places)


def base(url: str) -> str:
    """Return the address of the store that an address belongs to.

    >>> base("http://localhost:3030/ds/sparql/"), base("http://localhost:7200/repositories/azkz/rdf-graphs/service")
    ('http://localhost:3030/ds', 'http://localhost:7200/repositories/azkz')
    """
    parts = urlsplit(url)
    names = parts.path.rstrip("/").split("/")
    while names[-1] in ENDINGS:
        names.pop()
    return f"{parts.scheme}://{parts.netloc}{'/'.join(names)}"

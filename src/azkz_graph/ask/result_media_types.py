"""Media types in which queries are answered, the preferred one first.

Sources: https://www.w3.org/TR/sparql11-protocol/#query-success, and the notes of each syntax.
"""

from collections.abc import Mapping
from typing import Final

ROWS: Final = (
    "application/sparql-results+json",
    "application/sparql-results+xml",
    "text/csv",
    "text/tab-separated-values",
)
"""What SELECT and ASK answer."""

GRAPHS: Final = (
    "text/turtle",
    "application/n-triples",
    "application/ld+json",
    "application/rdf+xml",
    "application/trig",
    "application/n-quads",
    "text/n3",
)
"""What CONSTRUCT and DESCRIBE answer."""

ALIASES: Final[Mapping[str, str]] = {
    "application/json": "application/sparql-results+json",
    "application/xml": "application/sparql-results+xml",
    "text/xml": "application/sparql-results+xml",
    "text/plain": "application/n-triples",
    "application/x-turtle": "text/turtle",
}
"""What else clients call some of them."""

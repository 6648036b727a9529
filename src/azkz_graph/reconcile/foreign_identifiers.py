"""Identifiers that other datasets and lists of codes have for things."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final
from urllib.parse import unquote

from pyoxigraph import Literal, NamedNode, Store

from azkz_graph.graph.facts import nodes, values
from azkz_graph.graph.node_description import terms
from azkz_graph.text.normal_form import visible

SAME: Final = (*terms("schema", "sameAs"), *terms("skos", "exactMatch"))
RELATED: Final = (*terms("rdfs", "seeAlso"), *terms("skos", "closeMatch"))
CODES: Final = (
    *terms("azkz", "iso3166alpha2", "iso3166alpha3", "m49"),
    *terms("schema", "isbn"),
    *terms("skos", "notation"),
)


@dataclass(frozen=True)
class Identifiers:
    """Things by the keys of their identifiers; `related` has those that an identifier is only about."""

    same: Mapping[str, frozenset[NamedNode]]
    related: Mapping[str, frozenset[NamedNode]]


def read_identifiers(store: Store, things: Iterable[NamedNode]) -> Identifiers:
    """Read the identifiers of the things."""
    same: dict[str, set[NamedNode]] = defaultdict(set)
    related: dict[str, set[NamedNode]] = defaultdict(set)
    for thing in things:
        for predicate in (*SAME, *RELATED):
            for other in nodes(store, thing, predicate):
                for key in make_keys(other.value):
                    (same if predicate in SAME else related)[key].add(thing)
        for code in read_codes(store, thing):
            same[code].add(thing)
    return Identifiers(freeze(same), freeze(related))


def read_codes(store: Store, thing: NamedNode) -> Iterator[str]:
    """Yield the keys of a thing's codes."""
    for predicate in CODES:
        yield from (
            make_key(value.value) for value in values(store, thing, predicate) if isinstance(value, Literal)
        )


def freeze(found: Mapping[str, set[NamedNode]]) -> Mapping[str, frozenset[NamedNode]]:
    """Return the same mapping with sets that cannot change."""
    return {key: frozenset(things) for key, things in found.items()}


def make_keys(iri: str) -> tuple[str, ...]:
    """Return the two keys of an IRI: that of the whole, and its last part, such as a Wikidata number.

    >>> make_keys("http://www.wikidata.org/entity/Q9248")
    ('wikidata.org q9248', 'q9248')
    """
    whole = make_key(iri)
    return whole, whole.rpartition(" ")[2]


def make_key(text: str) -> str:
    """Return the key of an identifier; of an address, its host and last part, since the path between them varies.

    >>> make_key("https://www.wikidata.org/wiki/Q9248#sitelinks"), make_key(" Q9248 ")
    ('wikidata.org q9248', 'q9248')
    """
    text = visible(text).strip()
    address = re.fullmatch(r"https?://(?:www\.|m\.)?([^/?#]+)/(?:[^?#]*/)?([^/?#]+)/?(?:[?#].*)?", text)
    return (f"{address[1]} {unquote(address[2])}" if address else text).casefold()

"""Triples as RDF/XML, with the names and characters that XML has.

Source: https://www.w3.org/TR/rdf-syntax-grammar/.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Final

from pyoxigraph import BlankNode, NamedNode, RdfFormat, Triple, serialize

from azkz_graph.graph.facts import Term
from azkz_graph.text.counts import counted
from azkz_graph.text.xml_characters import well_formed
from azkz_graph.vocabulary import RDF, TYPE

START: Final = (
    "A-Z_a-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02ff\u0370-\u037d\u037f-\u1fff\u200c\u200d\u2070-\u218f"
    "\u2c00-\u2fef\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd\U00010000-\U000effff"
)
LATER: Final = rf"{START}.0-9\u00b7\u0300-\u036f\u203f\u2040-"
NAME: Final = re.compile(rf"[{START}][{LATER}]*")
"""The names of elements, without a prefix. Source: https://www.w3.org/TR/xml-names/#NT-NCName."""

BEFORE_NAME: Final = re.compile(rf".*[^{LATER}]", re.DOTALL)
"""What stands before the characters of names at the end of an IRI."""

BEGINS_NAME: Final = re.compile(rf"[{START}]")

RESERVED: Final = frozenset(
    RDF + name
    for name in (
        *("RDF", "ID", "about", "parseType", "resource", "nodeID", "datatype", "version", "annotation"),
        *("annotationNodeID", "Description", "li", "aboutEach", "aboutEachPrefix", "bagID"),
    )
)
"""What the syntax keeps to itself. Source: https://www.w3.org/TR/rdf12-xml/#section-Namespace."""

XMLNS: Final = "http://www.w3.org/2000/xmlns/"

PLAIN_TYPE: Final = NamedNode("urn:azkz:type")
"""What stands for rdf:type until all is written, for the serializer would make elements of the kinds."""


@lru_cache(1 << 12)
def has_name(iri: str) -> bool:
    """Return whether the IRI can be the name of an element, which must end in a name of XML.

    >>> has_name("https://example.org/a1"), has_name("https://example.org/1")
    (True, False)
    """
    before = BEFORE_NAME.match(iri)
    ends_in_name = BEGINS_NAME.search(iri, before.end() if before else 0) is not None
    return ends_in_name and iri not in RESERVED and not iri.startswith(XMLNS)


def unnamed_predicate(triples: Iterable[Triple]) -> NamedNode | None:
    """Return the first predicate that RDF/XML has no way to write, if there is one."""
    return next((name for triple in triples for name in predicates(triple) if not has_name(name.value)), None)


def predicates(triple: Triple) -> Iterator[NamedNode]:
    """Yield the predicates of a triple and of the triple terms in it."""
    yield triple.predicate
    if isinstance(triple.object, Triple):
        yield from predicates(triple.object)


def rdf_xml(triples: Iterable[Triple], prefixes: Mapping[str, str]) -> bytes:
    """Write the triples in their order; a comment says how many have a predicate that RDF/XML cannot write."""
    given = list(triples)
    kept = [triple for triple in given if unnamed_predicate([triple]) is None]
    written = (with_plain_type(triple) for triple in with_named_blank_nodes(kept))
    content = serialize(written, format=RdfFormat.RDF_XML, prefixes=dict(prefixes)) or b""
    content = content.replace(
        f'<type xmlns="{PLAIN_TYPE.value.removesuffix("type")}" '.encode(), b"<rdf:type "
    )
    if left := len(given) - len(kept):
        many = counted(left, "triple is", "triples are")
        note = f"<!-- {many} left out: RDF/XML has no way to write their predicates. -->"
        content = content.replace(b"?>", b"?>" + note.encode(), 1)
    return well_formed(content)


def with_plain_type(triple: Triple) -> Triple:
    """Return the triple with another predicate in place of rdf:type if the kind is no name of an element."""
    subject, predicate, term = triple
    if isinstance(term, Triple):
        return Triple(subject, predicate, with_plain_type(term))
    is_unnamed = predicate == TYPE and isinstance(term, NamedNode) and not has_name(term.value)
    return Triple(subject, PLAIN_TYPE, term) if is_unnamed else triple


def with_named_blank_nodes(triples: list[Triple]) -> list[Triple]:
    """Return the triples, with their blank nodes numbered if the label of any is no name of XML."""
    labels = {term.value for triple in triples for term in blank_nodes(triple)}
    if all(map(NAME.fullmatch, labels)):
        return triples
    names = {label: BlankNode(f"b{number}") for number, label in enumerate(sorted(labels))}
    return [rename(triple, names) for triple in triples]


def blank_nodes(triple: Triple) -> Iterator[BlankNode]:
    """Yield the blank nodes of a triple and of the triple terms in it."""
    for term in (triple.subject, triple.object):
        if isinstance(term, BlankNode):
            yield term
        elif isinstance(term, Triple):
            yield from blank_nodes(term)


def rename(triple: Triple, names: Mapping[str, BlankNode]) -> Triple:
    """Return the triple with other names for its blank nodes."""

    def renamed(term: Term) -> Term:
        if isinstance(term, Triple):
            return rename(term, names)
        return names[term.value] if isinstance(term, BlankNode) else term

    return Triple(renamed(triple.subject), triple.predicate, renamed(triple.object))  # type: ignore[arg-type]

"""Identifiers of things and terms in the reconciliation protocol, and the IRIs they stand for.

A thing is named by its slug, a term of the project's ontology by its local name, and a term of another vocabulary by
its prefixed name. Source: https://reconciliation-api.github.io/specs/0.2/, "Identifier and Schema Spaces".
"""

from pyoxigraph import NamedNode

from azkz_graph.text.normal_form import visible
from azkz_graph.vocabulary import ID, ONTOLOGY, expand, shorten


def entity_id(iri: NamedNode) -> str:
    """Return the identifier of a thing: what follows the identifier space, or the whole IRI of a foreign one.

    >>> entity_id(NamedNode("https://w3id.org/azkz/id/baku"))
    'baku'
    """
    return iri.value.removeprefix(ID)


def entity_iri(text: str) -> NamedNode | None:
    """Return the IRI of the thing with that slug, prefixed name or IRI; None if the text can be none of them.

    >>> entity_iri("baku") == entity_iri("id:baku") == entity_iri("https://w3id.org/azkz/id/baku")
    True
    """
    return resolve_iri(text, ID)


def term_id(iri: NamedNode) -> str:
    """Return the identifier of a class or a property.

    >>> term_id(NamedNode("https://w3id.org/azkz/ontology#State")), term_id(NamedNode("https://schema.org/City"))
    ('State', 'schema:City')
    """
    if iri.value.startswith(ONTOLOGY):
        return iri.value.removeprefix(ONTOLOGY)
    return shorten(iri.value).removeprefix("<").removesuffix(">")


def term_iri(text: str) -> NamedNode | None:
    """Return the IRI of the term with that local name, prefixed name or IRI; None if the text can be none of them."""
    return resolve_iri(text, ONTOLOGY)


def resolve_iri(text: str, namespace: str) -> NamedNode | None:
    """Return the IRI that the text is or stands for; a bare name is in the namespace."""
    name = visible(text).strip()
    try:
        return NamedNode(expand(name) or namespace + name) if name else None
    except ValueError:
        return None

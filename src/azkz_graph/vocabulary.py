"""IRIs that the program itself uses: the base, the terms of the model, and the prefixes people read."""

from collections.abc import Mapping
from typing import Final

from pyoxigraph import NamedNode

BASE: Final = "https://w3id.org/azkz/"
"""Everything that the project publishes has an IRI below this one."""

ID: Final = BASE + "id/"
FACT: Final = BASE + "fact/"
GRAPH: Final = BASE + "graph/"
RULE: Final = BASE + "rule/"
QUERY: Final = BASE + "query/"
ONTOLOGY: Final = BASE + "ontology#"
SHAPES: Final = BASE + "ontology/shapes#"

RDF: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS: Final = "http://www.w3.org/2000/01/rdf-schema#"
XSD: Final = "http://www.w3.org/2001/XMLSchema#"
PROV: Final = "http://www.w3.org/ns/prov#"

PREFIXES: Final[Mapping[str, str]] = {
    "azkz": ONTOLOGY,
    "shape": SHAPES,
    "id": ID,
    "fact": FACT,
    "graph": GRAPH,
    "rule": RULE,
    "query": QUERY,
    "rdf": RDF,
    "rdfs": RDFS,
    "owl": "http://www.w3.org/2002/07/owl#",
    "xsd": XSD,
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "dct": "http://purl.org/dc/terms/",
    "dcat": "http://www.w3.org/ns/dcat#",
    "schema": "https://schema.org/",
    "org": "http://www.w3.org/ns/org#",
    "prov": PROV,
    "oa": "http://www.w3.org/ns/oa#",
    "geo": "http://www.opengis.net/ont/geosparql#",
    "sf": "http://www.opengis.net/ont/sf#",
    "cito": "http://purl.org/spar/cito/",
    "fabio": "http://purl.org/spar/fabio/",
    "sh": "http://www.w3.org/ns/shacl#",
}
"""The prefixes of everything that is written, in the one order in which they are declared."""

TYPE: Final = NamedNode(RDF + "type")
STATEMENT: Final = NamedNode(RDF + "Statement")
SUBJECT: Final = NamedNode(RDF + "subject")
PREDICATE: Final = NamedNode(RDF + "predicate")
OBJECT: Final = NamedNode(RDF + "object")
LABEL: Final = NamedNode(RDFS + "label")
SHOWN_AS: Final = NamedNode(ONTOLOGY + "shownAs")
DESCRIPTION: Final = NamedNode(PREFIXES["dct"] + "description")
DERIVED_FROM: Final = NamedNode(PROV + "wasDerivedFrom")
FACT_CLASS: Final = NamedNode(ONTOLOGY + "Fact")
CLAIM: Final = NamedNode(ONTOLOGY + "Claim")
CLAIMANT: Final = NamedNode(ONTOLOGY + "claimant")
CLAIM_SUBJECT: Final = NamedNode(ONTOLOGY + "claimSubject")
CLAIM_PREDICATE: Final = NamedNode(ONTOLOGY + "claimPredicate")
CLAIM_OBJECT: Final = NamedNode(ONTOLOGY + "claimObject")
CLAIMED_TRIPLE: Final = NamedNode(ONTOLOGY + "claimedTriple")
RULE_CLASS: Final = NamedNode(ONTOLOGY + "Rule")
STATED_IN: Final = NamedNode(ONTOLOGY + "statedIn")
WITHDRAWN_IN: Final = NamedNode(ONTOLOGY + "withdrawnIn")
DERIVED_BY: Final = NamedNode(ONTOLOGY + "derivedBy")


def shorten(iri: str, prefixes: Mapping[str, str] = PREFIXES) -> str:
    """Shorten the IRI to a prefixed name with the longest prefix that fits.

    Otherwise put it in angle brackets.

    >>> shorten("https://w3id.org/azkz/id/baku")
    'id:baku'
    >>> shorten("https://example.org/")
    '<https://example.org/>'
    """
    fitting = [(len(space), prefix) for prefix, space in prefixes.items() if iri.startswith(space)]
    if not fitting:
        return f"<{iri}>"
    length, prefix = max(fitting)
    return f"{prefix}:{iri[length:]}"


def expand(name: str, prefixes: Mapping[str, str] = PREFIXES) -> str | None:
    """Expand a prefixed name or an IRI, in angle brackets or not; None if it is neither.

    >>> expand("id:baku")
    'https://w3id.org/azkz/id/baku'
    >>> expand("a slug") is None
    True
    """
    name = name.removeprefix("<").removesuffix(">")
    prefix, colon, local = name.partition(":")
    if not colon or " " in name:
        return None
    if prefix in prefixes:
        return prefixes[prefix] + local
    return name if local.startswith("//") or prefix == "urn" else None

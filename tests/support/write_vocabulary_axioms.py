"""The axioms of other vocabularies on the terms that the graph uses, written into `vocabulary_axioms.ttl`.

    python tests/support/write_vocabulary_axioms.py FOLDER

The folder holds the vocabularies as Turtle, as their makers publish them. What stands by hand below the line of
`BY_HAND` is kept.
"""

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from entailment import AXIOMS, triples_of
from pyoxigraph import NamedNode, Triple

from azkz_graph.dataset.project import open_project
from azkz_graph.export.turtle_terms import Terms
from azkz_graph.store.memory_store import derive_project
from azkz_graph.vocabulary import BASE, PREFIXES, RDF, RDFS, XSD

HEAD = """\
# What other vocabularies say of the terms that the graph uses, and from which reasoners conclude: no labels, no texts.
# Source: DCAT, PROV-O, ORG, Web Annotation, SKOS and OWL-Time of W3C, GeoSPARQL of OGC, the DCMI Metadata Terms, FOAF.
# Each is its makers' work, published under their own terms. What is of no such file is written by hand at the end:
# CiTO of SPAR, by CC BY 4.0, and schema.org, by CC BY-SA 3.0.
# Written by: python tests/support/write_vocabulary_axioms.py FOLDER
"""
BY_HAND = "# By hand\n"

OWL = PREFIXES["owl"]
AXIOM = {
    *(RDFS + name for name in ("domain", "range", "subClassOf", "subPropertyOf")),
    *(
        OWL + name
        for name in (
            *("inverseOf", "disjointWith", "equivalentClass", "equivalentProperty", "propertyDisjointWith"),
            *("complementOf", "sameAs"),
        )
    ),
}
KINDS = {
    OWL + name
    for name in ("FunctionalProperty", "InverseFunctionalProperty", "SymmetricProperty", "TransitiveProperty")
}
SPACES = {
    **{prefix: space for prefix, space in PREFIXES.items() if not space.startswith(BASE)},
    "foaf": "http://xmlns.com/foaf/0.1/",
    "geo": "http://www.opengis.net/ont/geosparql#",
    "time": "http://www.w3.org/2006/time#",
    "doco": "http://purl.org/spar/doco/",
}


def wanted(axioms: Iterable[Triple], used: set[str]) -> Iterator[Triple]:
    """Yield the axioms on these terms, and on the terms that those speak of, each with IRIs alone."""
    by_subject: dict[str, list[Triple]] = {}
    for axiom in axioms:
        is_kind = axiom.predicate.value == RDF + "type" and getattr(axiom.object, "value", "") in KINDS
        if not isinstance(axiom.subject, NamedNode) or not isinstance(axiom.object, NamedNode):
            continue
        if axiom.predicate.value in AXIOM or is_kind:
            by_subject.setdefault(axiom.subject.value, []).append(axiom)
    left, seen = sorted(used), set[str]()
    while left:
        term = left.pop()
        if term in seen:
            continue
        seen.add(term)
        for axiom in by_subject.get(term, ()):
            assert isinstance(axiom.object, NamedNode)
            if axiom.object == axiom.subject:
                continue
            yield axiom
            left.append(axiom.object.value)


def used_terms() -> set[str]:
    """Return the properties and classes of other vocabularies that the dataset and the alignments use."""
    project = open_project()
    nodes: set[object] = set()
    for triple in (*derive_project(project).triples(), *triples_of(project.ontology / "alignments.ttl")):
        nodes.add(triple.predicate)
        if triple.predicate.value in {RDF + "type", *AXIOM}:
            nodes.add(triple.object)
    reserved = (BASE, RDF, RDFS, XSD, OWL)
    return {
        node.value for node in nodes if isinstance(node, NamedNode) and not node.value.startswith(reserved)
    }


def write(folder: Path) -> None:
    """Write the axioms of the vocabularies in the folder."""
    axioms = [triple for path in sorted(folder.glob("*.ttl")) for triple in triples_of(path)]
    terms = Terms(SPACES)
    found = sorted(set(wanted(axioms, used_terms())), key=str)
    lines = [" ".join(terms.write(part) for part in axiom) + " .\n" for axiom in found]
    by_hand = AXIOMS.read_text(encoding="utf-8").partition(BY_HAND)[2] if AXIOMS.exists() else ""
    prefixes = "".join(f"@prefix {prefix}: <{space}> .\n" for prefix, space in SPACES.items())
    AXIOMS.write_text(f"{HEAD}\n{prefixes}\n{''.join(lines)}\n{BY_HAND}{by_hand}", encoding="utf-8")


if __name__ == "__main__":
    write(Path(sys.argv[1]))

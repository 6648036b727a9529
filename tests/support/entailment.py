"""What follows from triples by RDFS and by OWL 2 RL, as owlrl concludes it, and by owl:sameAs alone."""

from collections.abc import Iterable, Iterator
from pathlib import Path

import owlrl
import rdflib
from pyoxigraph import BlankNode, Literal, NamedNode, Triple, parse

from azkz_graph.vocabulary import PREFIXES

AXIOMS = Path(__file__).parents[1] / "vocabulary_axioms.ttl"
"""What other vocabularies say of their terms that the graph uses."""

REGIMES = {"RDFS": owlrl.RDFS_Semantics, "OWL RL": owlrl.OWLRL_Semantics}
SAME = NamedNode(PREFIXES["owl"] + "sameAs")
CALLED = "urn:literal:"

Term = NamedNode | BlankNode | Literal
Node = NamedNode | BlankNode


def triples_of(path: Path) -> list[Triple]:
    """The triples of a Turtle file; relative IRIs are none of ours."""
    return [quad.triple for quad in parse(path=str(path), base_iri="http://www.w3.org/ns/")]


def closure(triples: Iterable[Triple], regime: str) -> tuple[set[Triple], set[tuple[Literal, str]]]:
    """The triples with all that follows from them, and the literals with the classes that they would be of.

    Each literal is a node of its own for the reasoner, which takes texts that differ only by language as one. Only
    the numbers of OWL's own terms, such as cardinalities, are what they are.
    """
    literals: dict[Literal, rdflib.URIRef] = {}

    def sent(term: object) -> rdflib.term.Node:
        if isinstance(term, Literal):
            return literals.setdefault(term, rdflib.URIRef(f"{CALLED}{len(literals)}"))
        assert isinstance(term, Node)
        return rdflib.URIRef(term.value) if isinstance(term, NamedNode) else rdflib.BNode(term.value)

    graph = rdflib.Graph()
    for triple in triples:
        said = triple.object
        is_of_owl = triple.predicate.value.startswith(PREFIXES["owl"])
        value = (
            rdflib.Literal(said.value, datatype=said.datatype.value)
            if is_of_owl and isinstance(said, Literal)
            else sent(said)
        )
        graph.add((sent(triple.subject), sent(triple.predicate), value))
    owlrl.DeductiveClosure(REGIMES[regime], axiomatic_triples=False, datatype_axioms=False).expand(graph)
    back: dict[object, Literal] = {iri: literal for literal, iri in literals.items()}
    classes = {
        (back[subject], str(kind))
        for subject, kind in graph.subject_objects(rdflib.RDF.type)
        if subject in back and isinstance(kind, rdflib.URIRef)
    }
    return set(received(graph, back)), classes


def received(graph: rdflib.Graph, back: dict[object, Literal]) -> Iterator[Triple]:
    """What RDF can say of a closure, with the literals in their places."""

    def term(node: rdflib.term.Node) -> Term:
        if node in back:
            return back[node]
        if isinstance(node, rdflib.Literal):
            return Literal(str(node))
        return BlankNode(str(node)) if isinstance(node, rdflib.BNode) else NamedNode(str(node))

    for s, p, o in graph:
        subject, predicate, object = term(s), term(p), term(o)
        if isinstance(subject, Node) and isinstance(predicate, NamedNode):
            yield Triple(subject, predicate, object)


def with_identity(triples: Iterable[Triple]) -> set[Triple]:
    """The triples with what follows from owl:sameAs alone: each is true of every name of a thing."""
    given = list(triples)
    names: dict[Term, frozenset[Term]] = {}
    for triple in given:
        if triple.predicate == SAME:
            pair = (triple.subject, triple.object)
            merged = frozenset().union(*(names.get(name, frozenset({name})) for name in pair))  # type: ignore[arg-type]
            names.update(dict.fromkeys(merged, merged))
    return {
        Triple(subject, triple.predicate, object)  # type: ignore[arg-type]
        for triple in given
        for subject in names.get(triple.subject, (triple.subject,))  # type: ignore[arg-type]
        for object in names.get(triple.object, (triple.object,))  # type: ignore[arg-type]
    }

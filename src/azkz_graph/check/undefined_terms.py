"""Problems with terms that their vocabulary does not have."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cache
from typing import Final

from pyoxigraph import Literal, NamedNode

from azkz_graph.check.term_uses import ALIGNMENTS, ONTOLOGY_GRAPH, WITHDRAWN, Statement
from azkz_graph.dataset.dataset import Dataset
from azkz_graph.problem import Place, Problem, Severity
from azkz_graph.text.near_names import near_iri
from azkz_graph.vocabulary import ONTOLOGY, TYPE, shorten

MOST_ADVISED: Final = 100
"""For how many undefined terms the nearest defined one is looked for, which takes long."""


def find_undefined_terms(statements: Iterable[Statement], dataset: Dataset) -> Iterator[Problem]:
    """Yield our properties, classes, datatypes and terms that the ontology does not declare as such."""
    declared = find_declared_terms(dataset)
    if not declared:
        start = Place(dataset.project.ontology / "azkz.ttl", 1)
        yield error(start, "the ontology declares no term", "put the ontology back")
        return
    found: dict[object, tuple[Problem, ...]] = {}
    wrong = 0
    for subject, predicate, value, graph, place in statements:
        if graph == WITHDRAWN:
            # What is withdrawn need not be declared, and what replaces it is looked up among all identifiers.
            subject = None
            value = value if isinstance(value, Literal) else None
        ours = graph in (ONTOLOGY_GRAPH, ALIGNMENTS)
        # What is wrong with a use of terms is the same wherever they are used so.
        use = (
            find_vocabulary_terms(subject),
            predicate,
            value if predicate == TYPE else find_vocabulary_terms(value),
            ours,
        )
        if use not in found:
            used = vocabulary_terms(subject, predicate, value)
            near = declared if wrong < MOST_ADVISED else ()
            found[use] = tuple(use_problems(used, ours, place, declared, near))
            wrong += len(found[use])
        for problem in found[use]:
            yield replace(problem, place=place)


def find_vocabulary_terms(node: object) -> object:
    """Return the IRI of a vocabulary that a node uses: itself, its datatype, or none."""
    if isinstance(node, Literal):
        return None if node.language else node.datatype
    return node if isinstance(node, NamedNode) and node.value.startswith(ONTOLOGY) else None


def use_problems(
    used: Mapping[str, str],
    ours: bool,
    place: Place,
    declared: Mapping[str, set[str]],
    near: Iterable[str],
) -> Iterator[Problem]:
    """Yield what is wrong with the terms of a triple, each with what it must be.

    `ours` is one of the ontology.
    `near` are the terms among which the advice is chosen.
    """
    for term, kind in used.items():
        if is_fixed(term) or (ours and not term.startswith(ONTOLOGY)):
            continue
        if term not in declared:
            yield describe_undefined(term, place, near)
        elif kind and not any(name.endswith(kind) for name in declared[term]):
            what = f"{shorten(term)} is not a {kind.lower()} of the ontology"
            yield error(place, what, f"write a {kind.lower()} in its place")


def find_declared_terms(dataset: Dataset) -> dict[str, set[str]]:
    """Return the kinds of each term that the ontology declares."""
    declared: dict[str, set[str]] = {}
    for quad in dataset.places:
        if quad.graph_name == ONTOLOGY_GRAPH and isinstance(quad.subject, NamedNode):
            kinds = declared.setdefault(quad.subject.value, set())
            if quad.predicate == TYPE and isinstance(quad.object, NamedNode):
                kinds.add(quad.object.value)
    return declared


def vocabulary_terms(subject: object, predicate: NamedNode, value: object) -> dict[str, str]:
    """Yield the IRIs of a triple that must be terms, with what they must be: Property, Class, or any."""
    nodes = [term.value for term in (subject, predicate, value) if isinstance(term, NamedNode)]
    found = {node: "" for node in nodes if node.startswith(ONTOLOGY)}
    if isinstance(value, Literal) and not value.language:
        found[value.datatype.value] = ""
    if predicate == TYPE and isinstance(value, NamedNode):
        found[value.value] = "Class"
    return found | {predicate.value: "Property"}


@cache
def is_fixed(term: str) -> bool:
    """Return whether the term is one of RDF, RDFS, OWL or XML Schema."""
    import rdflib

    return any(
        rdflib.URIRef(term) in vocabulary for vocabulary in (rdflib.RDF, rdflib.RDFS, rdflib.OWL, rdflib.XSD)
    )


def describe_undefined(term: str, place: Place, declared: Iterable[str]) -> Problem:
    """Build the problem of an undefined term, with the nearest defined one."""
    near = near_iri(term, declared)
    mend = f"write {shorten(near)}, or " if near else ""
    what = f"{shorten(term)} is not defined"
    return error(place, what, f"{mend}declare the term in ontology/azkz.ttl")


def error(place: Place, what: str, mend: str) -> Problem:
    """Build the problem that a term is none, or not of the kind that is needed."""
    return Problem(place, Severity.ERROR, "undefined-term", what, mend)

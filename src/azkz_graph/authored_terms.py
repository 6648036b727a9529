"""A derived dataset in; problems with the IRIs that its authors wrote, out: unknown terms, bad slugs, loose ends."""

import difflib
import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Final

from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad

from azkz_graph.dataset import Dataset, is_passage, located
from azkz_graph.problem import Place, Problem, Severity
from azkz_graph.turtle import terms
from azkz_graph.vocabulary import BASE, GRAPH, ID, ONTOLOGY, RULE_CLASS, TYPE, shorten

SLUG: Final = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*(/[a-z0-9]+(-[a-z0-9]+)*)?")
"""Lower-case ASCII words joined by hyphens; a passage's follows its article's after a slash."""

ALIGNMENTS: Final = NamedNode(GRAPH + "alignments")
ONTOLOGY_GRAPH: Final = NamedNode(GRAPH + "ontology")


def term_problems(dataset: Dataset, shapes: frozenset[str] = frozenset()) -> Iterator[Problem]:
    """Every kind of problem with authored IRIs; `shapes` are the IRIs of shapes, which may be spoken of.

    What cannot be known while files are unread is not told: which terms are declared, which things are described.
    """
    unread = dataset.unread()
    yield from blank_nodes(dataset)
    yield from outside_graphs(dataset)
    yield from bad_slugs(dataset)
    yield from described_twice(dataset)
    if dataset.project.ontology / "azkz.ttl" not in unread:
        yield from undefined_terms(dataset)
    if not unread:
        yield from unresolved(dataset, shapes)


def blank_nodes(dataset: Dataset) -> Iterator[Problem]:
    """Nodes without an IRI, each where it first occurs."""
    seen: set[object] = set()
    for quad, place in dataset.places.items():
        for node in (quad.subject, quad.object):
            if isinstance(node, BlankNode) and node not in seen:
                seen.add(node)
                what = "a blank node cannot be cited, and its name changes from one reading to the next"
                yield error(place, "blank-node", what, "give the node an IRI")


def outside_graphs(dataset: Dataset) -> Iterator[Problem]:
    """Statements outside of any passage's graph."""
    for quad, place in dataset.places.items():
        if quad.graph_name == DefaultGraph():
            subject = written(quad.subject, dataset)
            what = f"this triple about {subject} stands in no graph, so that no passage states it"
            yield error(place, "graph", what, "put it between the braces of a passage")


def bad_slugs(dataset: Dataset) -> Iterator[Problem]:
    """Identifiers that are not made of lower-case ASCII words, each where it first occurs."""
    seen: set[str] = set()
    for quad, place in dataset.places.items():
        for term in terms(quad):
            if not term.value.startswith(ID) or term.value in seen:
                continue
            seen.add(term.value)
            if not SLUG.fullmatch(term.value, len(ID)):
                mend = "use lower-case letters a to z, digits, and hyphens between words"
                yield error(place, "slug", f"{written(term, dataset)} is no slug", mend)


def described_twice(dataset: Dataset) -> Iterator[Problem]:
    """Things whose description is taken up again after another thing's, or in another file."""
    first: dict[object, Place] = {}
    last: object = None
    for quad, place in dataset.places.items():
        if is_passage(quad.graph_name) or quad.graph_name in (ALIGNMENTS, DefaultGraph()):
            continue
        here = (quad.subject, place.path)
        if here != last and first.setdefault(quad.subject, place) != place:
            there = located(first[quad.subject], dataset.project)
            what = f"{written(quad.subject, dataset)} is described twice, first at {there}"
            yield error(place, "duplicate-slug", what, "choose another slug, or join the two descriptions")
        last = here


def undefined_terms(dataset: Dataset) -> Iterator[Problem]:
    """Properties, classes, datatypes and terms of ours that the ontology does not declare as such."""
    declared = declared_terms(dataset)
    if not declared:
        start = Place(dataset.project.ontology / "azkz.ttl", 1)
        yield error(start, "undefined-term", "the ontology declares no term", "put the ontology back")
        return
    for quad, place in dataset.places.items():
        ours = quad.graph_name in (ONTOLOGY_GRAPH, ALIGNMENTS)
        for term, kind in vocabulary_terms(quad).items():
            if is_fixed(term) or (ours and not term.startswith(ONTOLOGY)):
                continue
            if term not in declared:
                yield undefined(term, place, declared)
            elif kind and not any(name.endswith(kind) for name in declared[term]):
                what = f"{shorten(term)} is no {kind.lower()} of the ontology"
                yield error(place, "undefined-term", what, f"write a {kind.lower()} in its place")


def declared_terms(dataset: Dataset) -> dict[str, set[str]]:
    """The kinds of each term that the ontology declares."""
    declared: dict[str, set[str]] = {}
    for quad in dataset.places:
        if quad.graph_name == ONTOLOGY_GRAPH and isinstance(quad.subject, NamedNode):
            kinds = declared.setdefault(quad.subject.value, set())
            if quad.predicate == TYPE and isinstance(quad.object, NamedNode):
                kinds.add(quad.object.value)
    return declared


def vocabulary_terms(quad: Quad) -> dict[str, str]:
    """The IRIs of a quad that have to be terms of a vocabulary, with what they have to be: Property, Class, or any."""
    found = {term.value: "" for term in terms(quad) if term.value.startswith(ONTOLOGY)}
    if isinstance(quad.object, Literal) and not quad.object.language:
        found[quad.object.datatype.value] = ""
    if quad.predicate == TYPE and isinstance(quad.object, NamedNode):
        found[quad.object.value] = "Class"
    return found | {quad.predicate.value: "Property"}


@cache
def is_fixed(term: str) -> bool:
    """Whether the term is one of RDF, RDFS, OWL or XML Schema."""
    import rdflib

    return any(
        rdflib.URIRef(term) in vocabulary for vocabulary in (rdflib.RDF, rdflib.RDFS, rdflib.OWL, rdflib.XSD)
    )


def undefined(term: str, place: Place, declared: Iterable[str]) -> Problem:
    """The problem of an undefined term, with the nearest defined one."""
    near = difflib.get_close_matches(shorten(term), map(shorten, declared), 1, 0.7)
    mend = f"write {near[0]}, or " if near else ""
    what = f"{shorten(term)} is not defined"
    return error(place, "undefined-term", what, f"{mend}declare the term in ontology/azkz.ttl")


def unresolved(dataset: Dataset, shapes: frozenset[str]) -> Iterator[Problem]:
    """IRIs of ours that are spoken of, or name a graph, and are described nowhere but in passages."""
    rules = (quad.subject for quad in dataset.derived if quad.predicate == TYPE and quad.object == RULE_CLASS)
    subjects = (quad.subject for quad in dataset.places if not is_passage(quad.graph_name))
    described = {term.value for term in (*rules, *subjects) if isinstance(term, NamedNode)} | shapes
    named: set[object] = set()
    for quad, place in dataset.places.items():
        once = {quad.subject, quad.graph_name} - named if is_passage(quad.graph_name) else set()
        named |= once
        for term in (*sorted(once, key=str), quad.object):
            if is_dangling(term, described):
                yield dangling(term, place, described, dataset)


def is_dangling(term: object, described: set[str]) -> bool:
    """Whether the term is an IRI of ours, other than a term of the ontology, that is not described."""
    if not isinstance(term, NamedNode) or not term.value.startswith(BASE) or term.value.startswith(ONTOLOGY):
        return False
    return term.value not in described


def dangling(term: object, place: Place, described: set[str], dataset: Dataset) -> Problem:
    """The problem of an IRI that is described nowhere, with the nearest one that is."""
    iri = str(getattr(term, "value", term))
    near = difflib.get_close_matches(iri, described, 1, 0.8)
    home = "data/article.ttl" if iri.startswith(ID) and "/" in iri[len(ID) :] else "data/entities"
    mend = f"write {shorten(near[0], dataset.names())}" if near else "correct it"
    what = f"{shorten(iri, dataset.names())} is described nowhere"
    return error(place, "unresolved", what, f"{mend}, or describe it in {home}")


def written(term: object, dataset: Dataset) -> str:
    """The term as it is written with prefixes."""
    return shorten(term.value, dataset.names()) if isinstance(term, NamedNode) else "a blank node"


def error(place: Place, code: str, what: str, mend: str) -> Problem:
    """A problem that keeps anything from being built."""
    return Problem(place, Severity.ERROR, code, what, mend)

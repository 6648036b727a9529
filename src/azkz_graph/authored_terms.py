"""A derived dataset in; problems with the IRIs that its authors wrote, out: unknown terms, bad slugs, loose ends."""

import difflib
import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Final

from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad

from azkz_graph.dataset import Dataset, is_passage
from azkz_graph.problem import Place, Problem, Severity
from azkz_graph.turtle import terms
from azkz_graph.vocabulary import BASE, GRAPH, ID, ONTOLOGY, SHAPES, TYPE, shorten

SLUG: Final = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*(/[a-z0-9]+(-[a-z0-9]+)*)?")
"""Lower-case ASCII words joined by hyphens; a passage's follows its article's after a slash."""

ONTOLOGY_GRAPHS: Final = (NamedNode(GRAPH + "ontology"), NamedNode(GRAPH + "alignments"))


def term_problems(dataset: Dataset) -> Iterator[Problem]:
    """Every kind of problem with authored IRIs."""
    yield from unnamed(dataset)
    yield from undefined_terms(dataset)
    yield from bad_slugs(dataset)
    yield from described_twice(dataset)
    yield from unresolved(dataset)


def unnamed(dataset: Dataset) -> Iterator[Problem]:
    """Blank nodes, and statements outside of any passage's graph."""
    for quad, place in dataset.places.items():
        if isinstance(quad.subject, BlankNode) or isinstance(quad.object, BlankNode):
            what = "a blank node cannot be cited, and its name changes from one reading to the next"
            yield error(place, "blank-node", what, "give the node an IRI")
        if quad.graph_name == DefaultGraph():
            yield error(place, "graph", "the triple stands in no graph", "put it into the graph of a passage")


def undefined_terms(dataset: Dataset) -> Iterator[Problem]:
    """Properties, classes, datatypes and terms of ours that the ontology does not declare."""
    declared = {
        quad.subject.value
        for quad in dataset.places
        if quad.graph_name in ONTOLOGY_GRAPHS and isinstance(quad.subject, NamedNode)
    }
    for quad, place in dataset.places.items():
        if quad.graph_name in ONTOLOGY_GRAPHS:
            continue
        for term in dict.fromkeys(vocabulary_terms(quad)):
            if term not in declared and not is_fixed(term):
                yield undefined(term, place, declared)


def vocabulary_terms(quad: Quad) -> Iterator[str]:
    """The IRIs of a quad that have to be terms of a vocabulary."""
    yield quad.predicate.value
    if quad.predicate == TYPE and isinstance(quad.object, NamedNode):
        yield quad.object.value
    if isinstance(quad.object, Literal) and not quad.object.language:
        yield quad.object.datatype.value
    yield from (term.value for term in terms(quad) if term.value.startswith(ONTOLOGY))


@cache
def is_fixed(term: str) -> bool:
    """Whether the term is one of RDF, RDFS, OWL or XML Schema."""
    import rdflib

    return any(
        rdflib.URIRef(term) in vocabulary for vocabulary in (rdflib.RDF, rdflib.RDFS, rdflib.OWL, rdflib.XSD)
    )


def undefined(term: str, place: Place, declared: Iterable[str]) -> Problem:
    """The problem of an undefined term, with the nearest defined one."""
    names = {shorten(other): other for other in declared}
    near = difflib.get_close_matches(shorten(term), names, 1, 0.7)
    mend = f"write {near[0]}, or " if near else ""
    what = f"{shorten(term)} is not defined"
    return error(place, "undefined-term", what, f"{mend}declare the term in ontology/azkz.ttl")


def bad_slugs(dataset: Dataset) -> Iterator[Problem]:
    """Identifiers that are not made of lower-case ASCII words."""
    seen: set[str] = set()
    for quad, place in dataset.places.items():
        for term in terms(quad):
            if term.value.startswith(ID) and term.value not in seen:
                seen.add(term.value)
                if not SLUG.fullmatch(term.value, len(ID)):
                    what = f"{shorten(term.value)} is no slug"
                    yield error(
                        place,
                        "slug",
                        what,
                        "use lower-case letters a to z, digits, and hyphens between words",
                    )


def described_twice(dataset: Dataset) -> Iterator[Problem]:
    """Things whose description is taken up again after another thing's, or in another file."""
    first: dict[object, Place] = {}
    last: object = None
    for quad, place in dataset.places.items():
        if is_passage(quad.graph_name):
            continue
        here = (quad.subject, place.path)
        if here != last and first.setdefault(quad.subject, place) != place:
            what = f"{written(quad.subject)} is described twice, first at {first[quad.subject]}"
            yield error(place, "duplicate-slug", what, "choose another slug, or join the two descriptions")
        last = here


def unresolved(dataset: Dataset) -> Iterator[Problem]:
    """IRIs of ours that are used and nowhere described."""
    named = (term for quad in dataset.quads() for term in (quad.subject, quad.graph_name))
    described = {term.value for term in named if isinstance(term, NamedNode)} | shape_iris(dataset)
    for quad, place in dataset.places.items():
        value = quad.object
        if not isinstance(value, NamedNode) or not value.value.startswith(BASE):
            continue
        if value.value not in described and not value.value.startswith(ONTOLOGY):
            near = difflib.get_close_matches(value.value, described, 1, 0.8)
            mend = (
                f"write {shorten(near[0])}, or describe it"
                if near
                else "correct it, or describe it in data/entities"
            )
            yield error(place, "unresolved", f"{shorten(value.value)} is described nowhere", mend)


def shape_iris(dataset: Dataset) -> set[str]:
    """The IRIs of the shapes, which are no part of the dataset and may be spoken of."""
    text = (dataset.project.ontology / "shapes.ttl").read_text(encoding="utf-8")
    return {SHAPES + name for name in re.findall(r"^shape:(\S+)$", text, re.MULTILINE)}


def written(term: object) -> str:
    """The term as it is written with prefixes."""
    return shorten(term.value) if isinstance(term, NamedNode) else str(term)


def error(place: Place, code: str, what: str, mend: str) -> Problem:
    """A problem that keeps anything from being built."""
    return Problem(place, Severity.ERROR, code, what, mend)

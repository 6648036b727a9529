"""Problems with the IRIs that authors wrote: unknown terms, bad slugs, loose ends."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from pyoxigraph import BlankNode, DefaultGraph, NamedNode

from azkz_graph.check.iri_problems import iri_problems
from azkz_graph.check.term_uses import ALIGNMENTS, WITHDRAWN, Statement, first_places, split_statements
from azkz_graph.check.undefined_terms import find_undefined_terms
from azkz_graph.dataset.dataset import Dataset, format_place, is_passage
from azkz_graph.problem import Place, Problem, Severity
from azkz_graph.text.near_names import near_iri
from azkz_graph.vocabulary import BASE, ID, ONTOLOGY, PREFIXES, RULE_CLASS, TYPE, shorten

SLUG: Final = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*(/[a-z0-9]+(-[a-z0-9]+)*)?")
"""Lower-case ASCII words joined by hyphens; a passage's follows its article's after a slash."""

DEFAULT: Final = DefaultGraph()

REPLACED_BY: Final = NamedNode(PREFIXES["dct"] + "isReplacedBy")


def term_problems(dataset: Dataset, shapes: frozenset[str] = frozenset()) -> Iterator[Problem]:
    """Yield every kind of problem with authored IRIs.

    `shapes` are the IRIs of shapes, which may be mentioned.
    What is unknown while files are unread is not reported: which terms are declared, which things are
    described.
    """
    unread = dataset.unread()
    statements = split_statements(dataset)
    nodes = first_places(statements)
    yield from blank_nodes(nodes)
    yield from outside_graphs(statements, dataset)
    yield from bad_slugs(nodes, dataset)
    yield from iri_problems(statements, nodes, dataset)
    yield from find_split_descriptions(statements, dataset)
    if dataset.project.ontology / "azkz.ttl" not in unread:
        yield from find_undefined_terms(statements, dataset)
    if not unread:
        yield from find_undescribed(statements, nodes, dataset, shapes)


def blank_nodes(nodes: Mapping[object, Place]) -> Iterator[Problem]:
    """Yield nodes without an IRI, each where it first occurs."""
    for node, place in nodes.items():
        if isinstance(node, BlankNode):
            what = "a blank node cannot be cited, and its name changes from one reading to the next"
            yield error(place, "blank-node", what, "give the node an IRI")


def outside_graphs(statements: Iterable[Statement], dataset: Dataset) -> Iterator[Problem]:
    """Yield statements outside of any passage's graph."""
    for subject, _, _, graph, place in statements:
        if graph == DEFAULT:
            what = (
                f"this triple about {shorten_term(subject, dataset)} is in no graph, so no passage states it"
            )
            yield error(place, "graph", what, "put it between the braces of a passage")


def bad_slugs(nodes: Mapping[object, Place], dataset: Dataset) -> Iterator[Problem]:
    """Yield identifiers that are not made of lower-case ASCII words, each where it first occurs."""
    for term, place in nodes.items():
        if (
            isinstance(term, NamedNode)
            and term.value.startswith(ID)
            and not SLUG.fullmatch(term.value, len(ID))
        ):
            mend = "use lower-case letters a to z, digits, and hyphens between words"
            yield error(place, "slug", f"{shorten_term(term, dataset)} is not a slug", mend)


def find_split_descriptions(statements: Iterable[Statement], dataset: Dataset) -> Iterator[Problem]:
    """Yield things whose description continues after another thing's, or in another file."""
    first: dict[object, Place] = {}
    last: object = None
    for subject, _, _, graph, place in statements:
        if is_passage(graph) or graph in (ALIGNMENTS, WITHDRAWN, DEFAULT):
            continue
        here = (subject, place.path)
        if here != last and first.setdefault(subject, place) != place:
            there = format_place(first[subject], dataset.project)
            what = f"{shorten_term(subject, dataset)} is described twice, first at {there}"
            yield error(place, "duplicate-slug", what, "choose another slug, or join the two descriptions")
        last = here


def find_undescribed(
    statements: Sequence[Statement], nodes: Iterable[object], dataset: Dataset, shapes: frozenset[str]
) -> Iterator[Problem]:
    """Yield our IRIs that are used, or name a graph, and are described nowhere except in passages.

    The record of a withdrawal describes nothing.
    """
    rules = (quad.subject for quad in dataset.derived if quad.object == RULE_CLASS and quad.predicate == TYPE)
    passages = {graph for graph in {graph for _, _, _, graph, _ in statements} if is_passage(graph)}
    nowhere = {*passages, WITHDRAWN}
    subjects = {subject for subject, _, _, graph, _ in statements if graph not in nowhere}
    withdrawn = {subject for subject, _, _, graph, _ in statements if graph == WITHDRAWN}
    described = {term.value for term in (*rules, *subjects) if isinstance(term, NamedNode)} | shapes
    loose = {term for term in (*nodes, *passages) if is_dangling(term, described)}
    named: set[object] = set()
    for subject, _, value, graph, place in statements if loose else ():
        if graph == WITHDRAWN:
            continue
        once = {subject, graph} - named if graph in passages else set()
        named |= once
        for term in (*sorted(once, key=str), value):
            if term in loose and term in withdrawn:
                yield describe_use_of_withdrawn(term, place, statements, dataset)
            elif term in loose:
                yield describe_undescribed(term, place, described, dataset)


def is_dangling(term: object, described: set[str]) -> bool:
    """Return whether the term is one of our IRIs, other than a term of the ontology, that is not described."""
    if not isinstance(term, NamedNode) or not term.value.startswith(BASE) or term.value.startswith(ONTOLOGY):
        return False
    return term.value not in described


def describe_undescribed(term: object, place: Place, described: set[str], dataset: Dataset) -> Problem:
    """Build the problem of an IRI that is described nowhere, with the nearest one that is."""
    iri = str(getattr(term, "value", term))
    near = near_iri(iri, described)
    home = "data/article.ttl" if iri.startswith(ID) and "/" in iri[len(ID) :] else "data/entities"
    mend = f"write {shorten(near, dataset.names())}" if near else "correct it"
    what = f"{shorten(iri, dataset.names())} is described nowhere"
    return error(place, "unresolved", what, f"{mend}, or describe it in {home}")


def describe_use_of_withdrawn(
    term: object, place: Place, statements: Iterable[Statement], dataset: Dataset
) -> Problem:
    """Build the problem of a withdrawn IRI that is still used, with what replaces it."""
    replaced = (
        shorten_term(value, dataset)
        for subject, predicate, value, graph, _ in statements
        if (subject, predicate, graph) == (term, REPLACED_BY, WITHDRAWN)
    )
    mend = f"write {' or '.join(replaced) or 'another'}, or take the record out of data/withdrawn.ttl"
    return error(place, "withdrawn", f"{shorten_term(term, dataset)} is withdrawn", mend)


def shorten_term(term: object, dataset: Dataset) -> str:
    """Return the term with a prefix."""
    return shorten(term.value, dataset.names()) if isinstance(term, NamedNode) else "a blank node"


def error(place: Place, code: str, what: str, mend: str) -> Problem:
    """Build a problem that prevents any build."""
    return Problem(place, Severity.ERROR, code, what, mend)

"""Sheets: what a graph says of one thing, each statement with the fact that it is."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, Quad, Triple

from azkz_graph.graph.facts import Fact, Term, Triples, facts_by, is_fact, read_fact, triples
from azkz_graph.graph.node_description import language_rank, terms
from azkz_graph.graph.notes import is_note, notes_on
from azkz_graph.graph.passages import DIGEST, SELECTOR
from azkz_graph.vocabulary import (
    CLAIM,
    DERIVED_BY,
    DESCRIPTION,
    LABEL,
    OBJECT,
    PREDICATE,
    STATED_IN,
    SUBJECT,
    TYPE,
)

ALTERNATIVES = (*terms("schema", "alternateName"), *terms("skos", "altLabel"))
"""The predicates of other names; the first releases had the second."""

ELSEWHERE = (
    *terms("schema", "sameAs"),
    *terms("owl", "sameAs"),
    *terms("skos", "exactMatch", "closeMatch"),
    *terms("rdfs", "seeAlso"),
)
"""The predicates that say what a thing is called in other datasets; the first releases had owl:sameAs."""

TEXTS = (DESCRIPTION, *terms("skos", "definition", "scopeNote"))
"""The predicates that say in words what a thing is, in several languages."""

APART = frozenset({TYPE, LABEL, *TEXTS, *ALTERNATIVES, SELECTOR, DIGEST, *ELSEWHERE})
"""The predicates that have a place of their own on the sheet, or are of no use to a reader."""

FOR_TOOLS = frozenset((*terms("oa", "hasSource"), *terms("geo", "hasGeometry", "hasDefaultGeometry")))
"""The predicates that only annotation clients and spatial stores need; a reader has the section, and the degrees."""

(TARGET,) = terms("oa", "SpecificResource")
"""The class that only annotation clients need."""


@dataclass(frozen=True)
class Statement:
    """A triple, and its fact; without one it is background."""

    triple: Triple
    fact: Fact | None


@dataclass(frozen=True)
class Sheet:
    """What is known of a thing.

    `outgoing` begins with it, kinds first, then by predicate. `incoming` ends with it, but for the descriptions of
    facts and notes, and what only turns a triple of `outgoing` round. It states `states`, as a passage or a rule;
    `uses` are the facts whose predicate it is.
    """

    node: NamedNode
    outgoing: tuple[Statement, ...]
    incoming: tuple[Statement, ...]
    states: tuple[Fact, ...]
    uses: tuple[Fact, ...]
    notes: tuple[NamedNode, ...]

    @property
    def kinds(self) -> tuple[NamedNode, ...]:
        """Return the classes of the thing."""
        return tuple(each for each in self.objects(TYPE) if isinstance(each, NamedNode))

    @property
    def is_view(self) -> bool:
        """Return whether the thing is what somebody claims, and no fact."""
        return CLAIM in self.kinds

    @property
    def names(self) -> tuple[Literal, ...]:
        """Return the labels of the thing, in the order of languages."""
        return by_language(self.objects(LABEL))

    @property
    def other_names(self) -> tuple[Literal, ...]:
        """Return the other names of the thing, in the order of languages."""
        return by_language(each for by in ALTERNATIVES for each in self.objects(by))

    @property
    def elsewhere(self) -> tuple[tuple[NamedNode, NamedNode], ...]:
        """Return the IRIs of the thing in other datasets, each after its predicate."""
        return tuple(
            (by, each) for by in ELSEWHERE for each in self.objects(by) if isinstance(each, NamedNode)
        )

    @property
    def origins(self) -> Mapping[Term, Fact]:
        """Return the facts behind the thing's kinds, names and other IRIs, by their object."""
        apart = (each for each in self.outgoing if each.triple.predicate in APART)
        return {each.triple.object: each.fact for each in apart if each.fact}

    @property
    def said(self) -> tuple[Statement, ...]:
        """Return what begins with the thing and has no place of its own on the sheet."""
        return tuple(each for each in self.outgoing if each.triple.predicate not in APART)

    def objects(self, predicate: NamedNode) -> Iterator[Term]:
        """Yield what the predicate says of the thing."""
        return (each.triple.object for each in self.outgoing if each.triple.predicate == predicate)


def read_sheet(store: Triples, node: NamedNode) -> Sheet:
    """Return all that the store holds on the thing."""
    facts = {fact.triple: fact for part in (SUBJECT, OBJECT) for fact in facts_by(store, part, node)}
    mirrored = {triple for triple, fact in facts.items() if mirrors(store, fact)}
    incoming = [
        quad
        for quad in triples(store, None, None, node)
        if not (quad.triple in mirrored or is_fact(store, quad.subject) or is_note(store, quad.subject))
        if quad.predicate not in FOR_TOOLS
    ]
    outgoing = (
        quad
        for quad in triples(store, node)
        if quad.predicate not in FOR_TOOLS and not (quad.predicate == TYPE and quad.object == TARGET)
    )
    states = {fact.iri: fact for by in (STATED_IN, DERIVED_BY) for fact in facts_by(store, by, node)}
    return Sheet(
        node,
        in_order(outgoing, facts),
        in_order(incoming, facts),
        tuple(states.values()),
        tuple(facts_by(store, PREDICATE, node)),
        notes_on(store, [node]),
    )


def in_order(quads: Iterable[Quad], facts: Mapping[Triple, Fact]) -> tuple[Statement, ...]:
    """Return the triples with their facts, kinds first, then by predicate."""
    ordered = sorted((quad.triple for quad in quads), key=order)
    return tuple(Statement(triple, facts.get(triple)) for triple in ordered)


def order(triple: Triple) -> tuple[bool, str, str, str]:
    """Return a key that puts kinds first, then sorts by predicate."""
    return triple.predicate != TYPE, str(triple.predicate), str(triple.subject), str(triple.object)


def mirrors(store: Triples, fact: Fact) -> bool:
    """Return whether the fact only repeats another one from its other end."""
    used = (read_fact(store, premise).triple for premise in fact.premises)
    turned = (fact.triple.object, fact.triple.subject)
    return not fact.passages and any((triple.subject, triple.object) == turned for triple in used)


def by_language(terms: Iterable[Term]) -> tuple[Literal, ...]:
    """Return the texts in the order of languages, those of one language by their text."""
    texts = (term for term in terms if isinstance(term, Literal))
    return tuple(sorted(texts, key=lambda text: (language_rank(text), text.value)))

"""Evidence of a row: the facts that link its values, the views that it holds, and what is left."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from pyoxigraph import NamedNode, Triple

from azkz_graph.about.views import is_claim
from azkz_graph.graph.facts import Fact, Term, Triples, facts_by, is_fact, read_fact, triples
from azkz_graph.graph.labels import NAMES
from azkz_graph.mcp.reported_views import views_saying
from azkz_graph.mcp.shown_values import PASSAGE, is_kind
from azkz_graph.sparql.query_file import QueryFile
from azkz_graph.vocabulary import OBJECT, RULE_CLASS, SUBJECT, TYPE

Cells = Mapping[Term, None]
"""The values of a row."""


@dataclass(frozen=True)
class Trace:
    """What supports a row; `untraced` are the columns without support."""

    facts: tuple[Fact, ...]
    claims: tuple[NamedNode, ...]
    untraced: tuple[str, ...]


@dataclass(frozen=True)
class Tracer:
    """Traces rows of a query; the facts on a subject are read once for all of them.

    `asked` are the IRIs that the query names, `given` those that stand for its parameters.
    """

    store: Triples
    asked: frozenset[str]
    given: frozenset[str]
    outgoing: dict[NamedNode, list[Fact]] = field(default_factory=dict)
    incoming: dict[NamedNode, list[Fact]] = field(default_factory=dict)

    def trace(self, cells: Mapping[str, Term | None]) -> Trace:
        """Return the claims that the row names or contains.

        And the facts that it names, or that link its values.

        A fact links two values of a row by chance unless the query, or the row, names its predicate. A count, or a
        name from elsewhere, stays untraced.
        """
        there = {term: None for term in cells.values() if term is not None}
        named = [node for node in there if isinstance(node, NamedNode)]
        claims = {node: None for node in named if is_claim(self.store, node)}
        for predicate in named:
            for subject in named:
                claims |= dict.fromkeys(views_saying(self.store, subject, predicate, there))
        facts = {fact.iri: fact for fact in (self.fact(node) for node in named) if fact}
        starts = dict.fromkeys([*named, *claims, *map(NamedNode, sorted(self.given))])
        facts |= {fact.iri: fact for node in starts for fact in self.direct(node, there)}
        facts |= {fact.iri: fact for node in self.between(there) for fact in self.linking(node, there)}
        borne = {part for fact in facts.values() for part in parts(fact)}
        borne |= {quad.object for node in named for by in NAMES for quad in triples(self.store, node, by)}
        return Trace(
            tuple(facts.values()),
            tuple(claims),
            tuple(name for name, term in cells.items() if term is not None and term not in borne),
        )

    def direct(self, node: NamedNode, there: Cells) -> Iterator[Fact]:
        """Return the facts of the node that link two values of the row, or one with a parameter's value."""
        for fact in self.facts(node):
            value = fact.triple.object
            given = isinstance(value, NamedNode) and value.value in self.given
            if (value in there or (given and node in there)) and self.is_meant(fact, there):
                yield fact

    def is_meant(self, fact: Fact, there: Cells) -> bool:
        """Return whether the query or the row names the fact's predicate; facts on a claim always count."""
        predicate = fact.triple.predicate
        return (
            predicate.value in self.asked or predicate in there or is_claim(self.store, fact.triple.subject)
        )

    def between(self, there: Cells) -> Iterator[NamedNode]:
        """Return things outside the row, such as figures and memberships, that link values of it.

        By each relation that the query asks for, and that the thing has, it must have a value of the row or a term that
        the query names: otherwise it is another figure, say, of the same state.
        """
        linked: dict[NamedNode, None] = {}
        for value in there:
            for fact in self.facts_into(value) if isinstance(value, NamedNode) else ():
                subject = fact.triple.subject
                if fact.triple.predicate.value in self.asked and isinstance(subject, NamedNode):
                    linked[subject] = None
        for node in linked:
            facts = list(self.linking(node, there))
            if (
                len(facts) > 1
                and node not in there
                and not is_claim(self.store, node)
                and self.agrees(node, there)
            ):
                yield node

    def agrees(self, node: NamedNode, there: Cells) -> bool:
        """Return whether the thing has a value of the row, or a term of the query, by each relation asked for."""
        told: dict[NamedNode, bool] = {}
        for fact in self.facts(node):
            predicate, value = fact.triple.predicate, fact.triple.object
            if predicate.value in self.asked and predicate not in NAMES:
                agrees = value in there or (isinstance(value, NamedNode) and value.value in self.asked)
                told[predicate] = told.get(predicate, False) or agrees
        return all(told.values())

    def linking(self, node: NamedNode, there: Cells) -> Iterator[Fact]:
        """Return the facts on the thing that end in the row, or in a parameter's value.

        Where the row names a passage or a rule, it is one that a fact has: the article and a rule may give one figure.
        """
        origins = {
            each
            for each in there
            if is_kind(self.store, each, PASSAGE) or is_kind(self.store, each, RULE_CLASS)
        }
        for fact in self.facts(node):
            value, predicate = fact.triple.object, fact.triple.predicate
            meant = value in there or (isinstance(value, NamedNode) and value.value in self.given)
            has_origin = not origins or not origins.isdisjoint([*fact.passages, *fact.rules])
            if meant and has_origin and predicate.value in self.asked and predicate != TYPE:
                yield fact

    def fact(self, node: NamedNode) -> Fact | None:
        """Return the fact, if the node is one."""
        return read_fact(self.store, node) if is_fact(self.store, node) else None

    def facts(self, subject: NamedNode) -> list[Fact]:
        """Return the facts on the subject."""
        if subject not in self.outgoing:
            self.outgoing[subject] = facts_by(self.store, SUBJECT, subject)
        return self.outgoing[subject]

    def facts_into(self, value: NamedNode) -> list[Fact]:
        """Return the facts that end in the value."""
        if value not in self.incoming:
            self.incoming[value] = facts_by(self.store, OBJECT, value)
        return self.incoming[value]


def names_in(query: str) -> frozenset[str]:
    """Return the IRIs that the text of a query names, for whatever purpose.

    >>> sorted(names_in("PREFIX ex: <https://example.org/> SELECT * { ?s a ex:Thing ; <urn:x> 7 }"))[1:]
    ['https://example.org/', 'https://example.org/Thing', 'urn:x']
    """
    text = re.sub(r"^#.*", "", query, flags=re.MULTILINE)
    spaces = dict(re.findall(r"(?i)\bPREFIX\s+([\w-]*):\s*<([^<>]*)>", text))
    # A word that is no prefix is read once: nowhere but at its beginning may a prefix begin.
    names = re.findall(r"(?<![\w-])([\w-]*+):([\w-]+)", text)
    named = {spaces[prefix] + name for prefix, name in names if prefix in spaces}
    kinds = {TYPE.value} if re.search(r"\sa\s", text) else set()
    return frozenset({*kinds, *re.findall(r"<([^<>\s]*)>", text), *named})


def find_given_names(query: QueryFile) -> frozenset[str]:
    """Return the IRIs that are values of the query's parameters."""
    prefixes = re.findall(r"(?im)^[^\S\n]*+PREFIX\s.*$", query.text)
    return names_in("\n".join([*prefixes, *query.parameters.values()]))


def parts(fact: Fact) -> set[Term | Triple]:
    """Return what a fact accounts for: itself, its ends, its passages and its rules."""
    triple = fact.triple
    return {fact.iri, triple.subject, triple.predicate, triple.object, *fact.passages, *fact.rules}

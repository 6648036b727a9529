"""A node of the graph in; all that its page tells of it, in no language yet, out."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from pyoxigraph import Literal, NamedNode

from azkz_graph.about.citation import DATASET, citation
from azkz_graph.about.citation_styles import STYLES
from azkz_graph.about.entity_sheet import ALTERNATIVE, ELSEWHERE
from azkz_graph.graph.facts import (
    Fact,
    Term,
    best_literal,
    facts_by,
    is_fact,
    nodes,
    read_fact,
    triples,
    values,
)
from azkz_graph.graph.node_description import LANGUAGE_RANKS
from azkz_graph.graph.notes import notes_on
from azkz_graph.graph.passages import Passage, read_passage, reading_order
from azkz_graph.graph.triple_index import Index
from azkz_graph.site.data.node_statements import Group, in_article_order, incoming, outgoing
from azkz_graph.vocabulary import (
    DERIVED_BY,
    DERIVED_FROM,
    DESCRIPTION,
    LABEL,
    ONTOLOGY,
    PREDICATE,
    STATED_IN,
    SUBJECT,
    TYPE,
)

CLAIM: Final = NamedNode(ONTOLOGY + "Claim")


@dataclass(frozen=True)
class Sheet:
    """What the page of a thing tells."""

    node: NamedNode
    kinds: tuple[NamedNode, ...]
    names: tuple[Literal, ...]
    other_names: tuple[Literal, ...]
    elsewhere: tuple[tuple[NamedNode, NamedNode], ...]
    origins: Mapping[Term, Fact]
    """The facts by which it has some of its kinds, names and other IRIs, by their object."""
    said: tuple[Group, ...]
    named: tuple[Group, ...]
    states: tuple[Fact, ...]
    notes: tuple[NamedNode, ...]
    citations: Mapping[str, str]

    @property
    def is_view(self) -> bool:
        """Whether the thing is what somebody claims, and no fact."""
        return CLAIM in self.kinds


def read_sheet(graph: Index, node: NamedNode, order: Mapping[str, int]) -> Sheet:
    """All that the graph says of the node, rows in the given order of predicates."""
    return Sheet(
        node,
        nodes(graph, node, TYPE),
        by_language(graph, node, LABEL),
        by_language(graph, node, ALTERNATIVE),
        tuple((predicate, other) for predicate in ELSEWHERE for other in nodes(graph, node, predicate)),
        {
            fact.triple.object: fact
            for fact in facts_by(graph, SUBJECT, node)
            if fact.triple.predicate in (TYPE, LABEL, ALTERNATIVE, *ELSEWHERE)
        },
        outgoing(graph, node, order),
        incoming(graph, node, order),
        tuple(
            in_article_order(graph, [*facts_by(graph, STATED_IN, node), *facts_by(graph, DERIVED_BY, node)])
        ),
        notes_on(graph, [node]),
        citations(graph, node),
    )


def by_language(graph: Index, node: NamedNode, predicate: NamedNode) -> tuple[Literal, ...]:
    """The texts of a predicate, in the dataset's order of languages."""
    texts = [value for value in values(graph, node, predicate) if isinstance(value, Literal)]
    last = len(LANGUAGE_RANKS)
    return tuple(sorted(texts, key=lambda text: (LANGUAGE_RANKS.get(text.language or "", last), text.value)))


def citations(graph: Index, node: NamedNode) -> Mapping[str, str]:
    """The citation of the node in every style; none where the data have no record of themselves to cite from."""
    if not any(triples(graph, None, TYPE, DATASET)):
        return {}
    cited = citation(graph, node)
    return {name: style(cited) for name, style in STYLES.items()}


@dataclass(frozen=True)
class Grounds:
    """What a fact rests on: its passages, its rules with the facts that they used, and what rests on it."""

    fact: Fact
    passages: tuple[Passage, ...]
    premises: tuple[Fact, ...]
    conclusions: tuple[Fact, ...]
    notes: tuple[NamedNode, ...]
    citations: Mapping[str, str]


def read_grounds(graph: Index, node: NamedNode) -> Grounds:
    """What the fact of that IRI rests on."""
    fact = read_fact(graph, node)
    subject = fact.triple.subject
    about = [node, *fact.passages, *([subject] if isinstance(subject, NamedNode) else [])]
    passages = sorted(fact.passages, key=lambda passage: reading_order(graph, passage))
    return Grounds(
        fact,
        tuple(read_passage(graph, passage) for passage in passages),
        tuple(
            in_article_order(
                graph, (read_fact(graph, each) for each in fact.premises if is_fact(graph, each))
            )
        ),
        tuple(in_article_order(graph, facts_by(graph, DERIVED_FROM, node))),
        notes_on(graph, about),
        citations(graph, node),
    )


def facts_with(graph: Index, predicate: NamedNode) -> tuple[Fact, ...]:
    """The facts whose predicate it is."""
    return tuple(in_article_order(graph, facts_by(graph, PREDICATE, predicate)))


def description(graph: Index, node: NamedNode, language: str) -> Literal | None:
    """The description of the node that comes closest to the language."""
    return best_literal(graph, node, DESCRIPTION, language)

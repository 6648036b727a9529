"""A store and one thing in; a sheet of all that is known of it, each value with what it rests on, out."""

from collections.abc import Iterable, Iterator

from pyoxigraph import Literal, NamedNode

from azkz_graph.about.explanation import explain, origin
from azkz_graph.graph.facts import Fact, Triples, facts_by, is_fact, nodes, read_fact, text, triples
from azkz_graph.graph.labels import fact_words, figure_words, label, predicate_words, words
from azkz_graph.graph.name_lookup import find
from azkz_graph.graph.notes import is_note, notes_about
from azkz_graph.graph.passages import DIGEST, SELECTOR, place_words, read_passage
from azkz_graph.text.text_outline import Outline, section
from azkz_graph.vocabulary import (
    DERIVED_BY,
    DESCRIPTION,
    LABEL,
    OBJECT,
    PREDICATE,
    PREFIXES,
    STATED_IN,
    SUBJECT,
    TYPE,
    shorten,
)

LANGUAGES = ("en", "he", "az", "kk", "ru")
ALTERNATIVE = NamedNode(PREFIXES["skos"] + "altLabel")
ELSEWHERE = tuple(
    NamedNode(PREFIXES[prefix] + name)
    for prefix, name in (
        ("owl", "sameAs"),
        ("skos", "exactMatch"),
        ("skos", "closeMatch"),
        ("rdfs", "seeAlso"),
    )
)
"""The predicates that say what a thing is called in other datasets."""

APART = frozenset({TYPE, LABEL, DESCRIPTION, ALTERNATIVE, SELECTOR, DIGEST, *ELSEWHERE})
"""The predicates that have a place of their own on the sheet, or are of no use to a reader."""


def show(store: Triples, name: str, language: str = "en") -> Outline:
    """The sheet of the thing of that slug, IRI, prefixed name or label; of a fact, what it rests on.

    Raises:
        UsageError: nothing, or more than one thing, is called so.
    """
    node = find(store, name)
    return (
        explain(store, read_fact(store, node), language)
        if is_fact(store, node)
        else sheet(store, node, language)
    )


def sheet(store: Triples, node: NamedNode, language: str = "en") -> Outline:
    """All that is known of the thing."""
    outgoing, incoming = facts_by(store, SUBJECT, node), facts_by(store, OBJECT, node)
    stated = [*facts_by(store, STATED_IN, node), *facts_by(store, DERIVED_BY, node)]
    return Outline(
        label(store, node, language),
        items=(
            *head(store, node, outgoing, language),
            *section("Names", tuple(names(store, node))),
            *section("Elsewhere", tuple(elsewhere(store, node, language))),
            *section("What is said of it", said(store, node, outgoing, language)),
            *section("Where else it is named", named(store, node, incoming, language)),
            *section("What it states", listed(store, stated, language)),
            *section("Facts with it", listed(store, facts_by(store, PREDICATE, node), language)),
            *section("Notes", notes_about(store, [node], language)),
        ),
    )


def head(store: Triples, node: NamedNode, facts: Iterable[Fact], language: str) -> Iterator[Outline]:
    """What the thing is, in a few lines."""
    origins = {fact.triple.object: origin(store, fact) for fact in facts if fact.triple.predicate == TYPE}
    yield Outline(shorten(node.value), key="id")
    for kind in nodes(store, node, TYPE):
        yield Outline(label(store, kind, language), key="kind", origin=origins.get(kind, ""))
    figure, description = figure_words(store, node, language), text(store, node, DESCRIPTION, language)
    if figure:
        yield Outline(figure, key="value")
    if description:
        yield Outline(description, key="text")
    if any(triples(store, node, SELECTOR)):
        yield Outline(place_words(read_passage(store, node, language)), key="place")


def names(store: Triples, node: NamedNode) -> Iterator[Outline]:
    """The thing's names, in the dataset's order of languages."""
    found = [
        quad.object
        for predicate in (LABEL, ALTERNATIVE)
        for quad in triples(store, node, predicate)
        if isinstance(quad.object, Literal)
    ]
    ranks = {language: rank for rank, language in enumerate(LANGUAGES)}
    for name in sorted(found, key=lambda name: (ranks.get(name.language or "", 9), name.language or "")):
        yield Outline(name.value, key=name.language or "")


def elsewhere(store: Triples, node: NamedNode, language: str) -> Iterator[Outline]:
    """The thing's IRIs in other datasets."""
    for predicate in ELSEWHERE:
        for other in nodes(store, node, predicate):
            yield Outline(other.value, key=predicate_words(store, predicate, language))


def said(store: Triples, node: NamedNode, facts: Iterable[Fact], language: str) -> tuple[Outline, ...]:
    """The triples that begin with the thing."""
    origins = {fact.triple: origin(store, fact) for fact in facts}
    found = {quad.triple: None for quad in triples(store, node) if quad.predicate not in APART}
    return by_predicate(
        (
            predicate_words(store, triple.predicate, language),
            words(store, triple.object, language),
            origins.get(triple, "[background]"),
        )
        for triple in found
    )


def named(store: Triples, node: NamedNode, facts: Iterable[Fact], language: str) -> tuple[Outline, ...]:
    """The triples that end with the thing, unless they only turn round one that begins with it."""
    mirrored = {fact.triple for fact in facts if mirrors(store, fact)}
    origins = {fact.triple: origin(store, fact) for fact in facts}
    return by_predicate(
        (
            predicate_words(store, quad.predicate, language),
            words(store, quad.subject, language),
            origins.get(quad.triple, "[background]"),
        )
        for quad in triples(store, None, None, node)
        if not (quad.triple in mirrored or is_fact(store, quad.subject) or is_note(store, quad.subject))
    )


def mirrors(store: Triples, fact: Fact) -> bool:
    """Whether the fact is no more than another one read from its other end."""
    used = (read_fact(store, premise).triple for premise in fact.premises)
    turned = (fact.triple.object, fact.triple.subject)
    return not fact.passages and any((triple.subject, triple.object) == turned for triple in used)


def by_predicate(rows: Iterable[tuple[str, str, str]]) -> tuple[Outline, ...]:
    """Lines sorted by predicate, which only the first of its lines names."""
    lines: list[Outline] = []
    previous = None
    for predicate, value, rests_on in sorted(rows):
        lines.append(Outline(value, key="" if predicate == previous else predicate, origin=rests_on))
        previous = predicate
    return tuple(lines)


def listed(store: Triples, facts: Iterable[Fact], language: str) -> tuple[Outline, ...]:
    """The facts in words, sorted by them."""
    lines = {
        fact.iri: Outline(fact_words(store, fact, language), origin=origin(store, fact)) for fact in facts
    }
    return tuple(sorted(lines.values(), key=lambda line: line.text))

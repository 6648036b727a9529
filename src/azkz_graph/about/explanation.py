"""What a fact rests on, down to passages and footnotes, as an outline."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from pyoxigraph import Literal, NamedNode, Triple

from azkz_graph.about.grounds import Grounds, read_grounds
from azkz_graph.dataset.article_file import read_article
from azkz_graph.graph.facts import Fact, Term, Triples, fact_of, is_fact, read_fact, text, triples, values
from azkz_graph.graph.labels import fact_words, label, predicate_words, words
from azkz_graph.graph.name_lookup import find, fold_name
from azkz_graph.graph.notes import notes_about
from azkz_graph.graph.passages import (
    footnote_words,
    own_words,
    place_words,
    read_passage,
    short_name,
    sort_key,
)
from azkz_graph.problem import UsageError
from azkz_graph.text.text_outline import Outline, section
from azkz_graph.vocabulary import DESCRIPTION, TYPE, shorten

MOST_APART: Final = 1000
"""How many facts are taken apart in one explanation; one that is used twice is taken apart twice."""

DEEPEST: Final = 100
"""How far below the fact others are taken apart."""


def why(store: Triples, *statement: str, language: str = "en", article: Path | None = None) -> Outline:
    """Explain a fact; `statement` is its IRI or id, or its subject, predicate and object.

    With `article`, the article's own text, each passage's words are shown.

    Raises:
        UsageError: there is no such fact, or the text is not the article's.
    """
    if len(statement) not in (1, 3):
        raise UsageError("why takes a fact, or a subject, a predicate and an object; give one or three words")
    fact = (
        find_named_fact(store, statement[0]) if len(statement) == 1 else find_stated_fact(store, *statement)
    )
    return explain(store, fact, language, read_article(article) if article else None)


def find_named_fact(store: Triples, name: str) -> Fact:
    """Return the fact of that IRI or id."""
    node = find(store, name)
    if not is_fact(store, node):
        raise UsageError(
            f"{shorten(node.value)} is not a fact; add a predicate and an object, or run azkz show {name}"
        )
    return read_fact(store, node)


def find_stated_fact(store: Triples, subject: str, predicate: str, object: str) -> Fact:
    """Return the fact of that subject, predicate and object, each as a user calls it."""
    start = find(store, subject)
    relation = property_called(store, start, predicate)
    there = values(store, start, relation)
    found = [value for value in there if is_called(store, value, object)]
    if not found:
        raise UsageError(f"this is not in the data; {advice(store, start, relation, there)}")
    fact = fact_of(store, Triple(start, relation, found[0]))
    if fact is None:
        spoken = f"{label(store, start)} · {predicate_words(store, relation)} · {words(store, found[0])}"
        raise UsageError(f"no passage states “{spoken}”: it is background; ask for a fact of the article")
    return fact


def property_called(store: Triples, subject: NamedNode, name: str) -> NamedNode:
    """Return the property of the subject that a user calls so, or else anything called so."""
    if name == "a":
        return TYPE
    for relation in sorted({quad.predicate for quad in triples(store, subject)}, key=str):
        local = re.split(r"[/#]", relation.value)[-1]
        if name in (relation.value, shorten(relation.value), local, predicate_words(store, relation)):
            return relation
    return find(store, name)


def is_called(store: Triples, value: Term, name: str) -> bool:
    """Return whether a user may mean the value by that name: its text, its words, or any of its names."""
    if isinstance(value, Literal):
        spoken = (value.value, str(value), words(store, value), format_literal(value))
        return name in spoken or name.strip('"') == value.value
    if isinstance(value, NamedNode) and fold_name(name) in (
        fold_name(label(store, value)),
        fold_name(shorten(value.value)),
    ):
        return True
    try:
        return value == find(store, name)
    except UsageError:
        return False


def format_literal(literal: Literal) -> str:
    """Return the literal in Turtle, its datatype with a prefix."""
    if literal.language:
        return str(literal)
    return f'"{literal.value}"^^{shorten(literal.datatype.value)}'


def advice(store: Triples, subject: NamedNode, predicate: NamedNode, there: list[Term]) -> str:
    """Say what the subject's values of that predicate are."""
    relation = f"“{label(store, subject)} · {predicate_words(store, predicate)}”"
    names = ", ".join(words(store, value) for value in there)
    return (
        f"{relation} has {names}"
        if names
        else f"{relation} has no value at all; see azkz show {shorten(subject.value)}"
    )


def explain(store: Triples, fact: Fact, language: str = "en", article: str | None = None) -> Outline:
    """Return what the fact rests on, each passage and note once, after the fact and those behind it."""
    grounds = read_grounds(store, fact)
    ordered = grounds.passages
    subject = fact.triple.subject
    noted = [fact.iri, *([subject] if isinstance(subject, NamedNode) else []), *ordered]
    return Outline(
        fact_words(store, fact, language),
        items=(
            Outline(shorten(fact.iri.value), key="fact"),
            *origins(store, grounds, fact, language, iter(range(MOST_APART))),
            *section("Passages", tuple(passage_outline(store, each, language, article) for each in ordered)),
            *section("Notes", notes_about(store, noted, language)),
        ),
    )


def origins(
    store: Triples,
    grounds: Grounds,
    fact: Fact,
    language: str,
    left: Iterator[int],
    above: frozenset[NamedNode] = frozenset(),
) -> Iterator[Outline]:
    """Return the passages that state the fact, and the rules that derived it with the facts that they used.

    A fact of which this one is a premise is not explained again; nor is anything once nothing is `left`, or
    too deep below.
    """
    passages = sorted(fact.passages, key=lambda passage: sort_key(store, passage))
    if passages:
        yield Outline(", ".join(map(short_name, passages)), key="stated in")
    if fact.iri in above or len(above) == DEEPEST or next(left, None) is None:
        return
    premises = sorted(
        (
            premise_outline(store, grounds, premise, language, left, above | {fact.iri})
            for premise in fact.premises
        ),
        key=lambda line: line.text,
    )
    for rule in fact.rules:
        description = text(store, rule, DESCRIPTION, language)
        said = [Outline(description, key="rule")] if description else []
        yield Outline(label(store, rule, language), key="derived by", items=(*said, *premises))


def premise_outline(
    store: Triples,
    grounds: Grounds,
    iri: NamedNode,
    language: str,
    left: Iterator[int],
    above: frozenset[NamedNode],
) -> Outline:
    """Return a fact that a rule used, with what it rests on in turn."""
    fact = grounds.below.get(iri, grounds.fact)
    items = tuple(origins(store, grounds, fact, language, left, above)) if fact.rules else ()
    return Outline(fact_words(store, fact, language), key="from", origin=origin(store, fact), items=items)


def origin(store: Triples, fact: Fact) -> str:
    """Say in short what the fact rests on: its passages in reading order, and the rules that derived it."""
    passages = sorted(fact.passages, key=lambda passage: sort_key(store, passage))
    return f"[{', '.join([*map(short_name, passages), *(f'derived: {short_name(rule)}' for rule in fact.rules)])}]"


def passage_outline(store: Triples, iri: NamedNode, language: str, article: str | None) -> Outline:
    """Return a passage: its place, our sentence on it, its words if the article is given, its footnotes."""
    passage = read_passage(store, iri, language)
    cited = footnote_words(store, iri, language)
    lines = [Outline(passage.description, key="in our words")] if passage.description else []
    lines += [Outline(own_words(passage, article), key="in its words")] if article is not None else []
    lines += [Outline(cited, key="cites")] if cited else []
    lines += [
        Outline(footnote_words(store, footnote, language), key=f"footnote {short_name(footnote)}")
        for footnote in passage.footnotes
    ]
    return Outline(place_words(passage), key=passage.name, items=tuple(lines))

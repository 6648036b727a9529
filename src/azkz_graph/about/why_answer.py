"""Answers to why: what a fact rests on, or whose view it is that is no fact."""

import re
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import Literal, NamedNode, Triple

from azkz_graph.about.explanation import explain
from azkz_graph.about.view_explanation import explain_views
from azkz_graph.about.views import claims_by_relation, claims_on, content, is_claim
from azkz_graph.dataset.article_file import read_article
from azkz_graph.graph.facts import Fact, Term, Triples, fact_of, is_fact, nodes, read_fact, triples, values
from azkz_graph.graph.labels import label, predicate_words, statement_words, words
from azkz_graph.graph.name_lookup import find, fold_name
from azkz_graph.problem import UsageError
from azkz_graph.text.near_names import LETTERS, near_names
from azkz_graph.text.text_outline import Outline
from azkz_graph.vocabulary import CLAIM_OBJECT, CLAIM_PREDICATE, ONTOLOGY, TYPE, shorten

QUOTED_WORD = NamedNode(ONTOLOGY + "quotedWord")


@dataclass(frozen=True)
class WhyAnswer:
    """What a fact rests on; or whose view it is, if it `is_fact` no more than that."""

    outline: Outline
    is_fact: bool


@dataclass(frozen=True)
class FoundViews:
    """Claims that say what is asked for, or only come near it."""

    claims: tuple[NamedNode, ...]
    is_exact: bool


def why(store: Triples, *statement: str, language: str = "en", article: Path | None = None) -> WhyAnswer:
    """Explain a fact, or a view; `statement` is its IRI or id, or its subject, predicate and object.

    With `article`, the article's own text, each passage's words are shown.

    Raises:
        UsageError: there is no such fact and no such view, or the text is not the article's.
    """
    if len(statement) not in (1, 3):
        raise UsageError("why takes a fact, or a subject, a predicate and an object; give one or three words")
    found = find_named(store, statement[0]) if len(statement) == 1 else find_stated(store, *statement)
    text = read_article(article) if article else None
    if isinstance(found, Fact):
        return WhyAnswer(explain(store, found, language, text), True)
    return WhyAnswer(explain_views(store, found.claims, found.is_exact, language, text), False)


def find_named(store: Triples, name: str) -> Fact | FoundViews:
    """Return the fact of that IRI or id, or the claim."""
    node = find(store, name)
    if is_claim(store, node):
        return FoundViews((node,), True)
    if not is_fact(store, node):
        raise UsageError(
            f"{shorten(node.value)} is not a fact; add a predicate and an object, or run azkz show {name}"
        )
    return read_fact(store, node)


def find_stated(store: Triples, subject: str, predicate: str, object: str) -> Fact | FoundViews:
    """Return the fact of that subject, predicate and object, each as a user calls it, or the views that say it."""
    start = find(store, subject)
    relation = property_called(store, start, predicate)
    there = values(store, start, relation)
    found = [value for value in there if is_called(store, value, object)]
    if not found:
        views = find_views(store, start, relation, object)
        if views.claims:
            return views
        raise UsageError(f"this is not in the data; {advice(store, start, relation, there)}")
    fact = fact_of(store, Triple(start, relation, found[0]))
    if fact is None:
        spoken = statement_words(store, start, relation, found[0])
        raise UsageError(f"no passage states “{spoken}”: it is background; ask for a fact of the article")
    return fact


def find_views(store: Triples, subject: NamedNode, predicate: NamedNode, object: str) -> FoundViews:
    """Return the claims that say this of the subject, else those whose words come near."""
    claims = claims_by_relation(store, subject, predicate)
    said = {
        claim: [*values(store, claim, CLAIM_OBJECT), *values(store, claim, QUOTED_WORD)] for claim in claims
    }
    exact = tuple(claim for claim in claims if any(is_called(store, each, object) for each in said[claim]))
    if exact:
        return FoundViews(exact, True)
    near = (claim for claim in claims if any(comes_near(store, each, object) for each in said[claim]))
    return FoundViews(tuple(near), False)


def comes_near(store: Triples, value: Term, name: str) -> bool:
    """Return whether each word of the name is a word of the value, or close to one; short words say little."""
    known, asked = words_in(words(store, value)), words_in(name)
    telling = [word for word in asked if len(word) >= LETTERS] or asked
    return bool(telling) and all(near_names(word, known, 1) for word in telling)


def words_in(text: str) -> list[str]:
    """Return the words of a text, in one case.

    >>> words_in("One of the “important” projects")
    ['one', 'of', 'the', 'important', 'projects']
    """
    return re.findall(r"[\w']+", fold_name(text))


def property_called(store: Triples, subject: NamedNode, name: str) -> NamedNode:
    """Return the property of the subject, or of a claim on it, that a user calls so, or else anything called so."""
    if name == "a":
        return TYPE
    there = {quad.predicate for quad in triples(store, subject)}
    claimed = {term for claim in claims_on(store, subject) for term in nodes(store, claim, CLAIM_PREDICATE)}
    for relation in sorted(there | claimed, key=str):
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
    """Say what the subject's values of that predicate are, or what views say."""
    relation = f"“{label(store, subject)} · {predicate_words(store, predicate)}”"
    if there:
        return f"{relation} has {', '.join(words(store, value) for value in there)}"
    claims = claims_by_relation(store, subject, predicate)
    if claims:
        return f"views say “{'”, “'.join(dict.fromkeys(content(store, claim) for claim in claims))}”"
    return f"{relation} has no value at all; see azkz show {shorten(subject.value)}"

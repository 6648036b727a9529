"""Descriptions of subjects, in the order in which people read them."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from typing import TypeAlias

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Triple

from azkz_graph.graph.facts import Term
from azkz_graph.routes.document_paths import LANGUAGES
from azkz_graph.text.language_range import distance, range_of, takes_in
from azkz_graph.vocabulary import (
    BASE,
    DERIVED_BY,
    DERIVED_FROM,
    DESCRIPTION,
    LABEL,
    OBJECT,
    PREDICATE,
    PREFIXES,
    SHOWN_AS,
    STATED_IN,
    SUBJECT,
    TYPE,
    shorten,
)

Node: TypeAlias = NamedNode | BlankNode | Triple
Description: TypeAlias = Mapping[NamedNode, list[Term]]
"""What is said of one subject: the objects by predicate."""


def terms(prefix: str, *names: str) -> tuple[NamedNode, ...]:
    """Return the terms of the vocabulary behind a prefix."""
    return tuple(NamedNode(PREFIXES[prefix] + name) for name in names)


PREDICATES = (
    TYPE,
    LABEL,
    SHOWN_AS,
    *terms("schema", "alternateName"),
    *terms("skos", "altLabel", "prefLabel"),
    *terms("dct", "title"),
    DESCRIPTION,
    *terms("skos", "definition", "scopeNote", "example"),
    SUBJECT,
    PREDICATE,
    OBJECT,
    *terms("azkz", "claimant", "claimSubject", "claimPredicate", "claimObject", "claimedTriple"),
    STATED_IN,
    DERIVED_BY,
    DERIVED_FROM,
    *terms("oa", "start", "end"),
)
"""The predicates that come first, in this order; the others follow by name."""

PREDICATE_RANKS = {predicate: rank for rank, predicate in enumerate(PREDICATES)}
NUMBERS = re.compile(r"(\d+)")
LANGUAGE_RANKS = {language: rank for rank, language in enumerate(LANGUAGES)}


def describe_nodes(triples: Iterable[Triple | Quad]) -> dict[Node, dict[NamedNode, list[Term]]]:
    """Return what the triples say of each subject, each once, in the order given."""
    found: dict[Node, dict[NamedNode, dict[Term, None]]] = defaultdict(lambda: defaultdict(dict))
    for triple in triples:
        found[triple.subject][triple.predicate][triple.object] = None
    return {
        subject: {predicate: list(objects) for predicate, objects in description.items()}
        for subject, description in found.items()
    }


def english_label(said: Description) -> str | None:
    """Return the English label in a description, or the English name under which a term is shown.

    Of several it is one that names no region, then the first by code points.
    """
    labels = (
        label for name in (LABEL, SHOWN_AS) for label in said.get(name, ()) if isinstance(label, Literal)
    )
    english = (label for label in labels if takes_in("en", label.language))
    found = min(english, key=lambda label: (distance(label.language, "en"), label.value), default=None)
    return found.value if found else None


def in_order(description: Description) -> Description:
    """Return the same with predicates and objects in reading order."""
    predicates = sorted(description, key=predicate_key)
    return {predicate: sorted(description[predicate], key=object_key) for predicate in predicates}


@cache
def predicate_key(predicate: NamedNode) -> tuple[int, str]:
    """Return what predicates are sorted by."""
    return PREDICATE_RANKS.get(predicate, len(PREDICATES)), shorten(predicate.value)


@lru_cache(maxsize=65536)
def object_key(term: Term) -> tuple[int, list[tuple[int, str] | str], str]:
    """Return what objects are sorted by: our IRIs, others, texts by language; then the text, numerically.

    >>> [term.value for term in sorted([Literal("fn10"), Literal("fn2")], key=object_key)]
    ['fn2', 'fn10']
    """
    if isinstance(term, Literal):
        rank = language_rank(term) if term.language else -1
    else:
        rank = -3 if isinstance(term, NamedNode) and term.value.startswith(BASE) else -2
    text = str(term)
    return rank, [in_figures(part) if part.isdecimal() else part for part in NUMBERS.split(text)], text


def language_rank(literal: Literal) -> int:
    """Return the place of a text's language among the project's; the last for any other, and for none."""
    return LANGUAGE_RANKS.get(range_of(literal.language, LANGUAGES) or "", len(LANGUAGE_RANKS))


def in_figures(digits: str) -> tuple[int, str]:
    """Return a numeric sort key for digits, however many; Python reads no number of thousands of digits.

    >>> in_figures("010") > in_figures("9")
    True
    """
    plain = digits if digits.isascii() else "".join(str(unicodedata.decimal(digit)) for digit in digits)
    counted = plain.lstrip("0")
    return len(counted), counted

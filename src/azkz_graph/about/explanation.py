"""What a fact rests on, down to passages and footnotes, as an outline."""

from collections.abc import Iterator
from typing import Final

from pyoxigraph import NamedNode

from azkz_graph.about.grounds import Grounds, read_grounds
from azkz_graph.graph.facts import Fact, Triples, text
from azkz_graph.graph.labels import fact_words, label
from azkz_graph.graph.notes import notes_about
from azkz_graph.graph.passages import (
    footnote_words,
    own_words,
    place_words,
    read_passage,
    short_name,
    sort_key,
)
from azkz_graph.text.text_outline import Outline, section
from azkz_graph.vocabulary import DESCRIPTION, shorten

MOST_APART: Final = 1000
"""How many facts are taken apart in one explanation; one that is used twice is taken apart twice."""

DEEPEST: Final = 100
"""How far below the fact others are taken apart."""


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

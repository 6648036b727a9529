"""Sheet of one thing, as an outline."""

from collections.abc import Iterable, Iterator

from pyoxigraph import NamedNode

from azkz_graph.about.explanation import explain, origin
from azkz_graph.about.sheet import TEXTS, Sheet, Statement, read_sheet
from azkz_graph.about.withdrawn_identifier import withdrawal_words
from azkz_graph.graph.facts import Fact, Triples, is_fact, read_fact, text
from azkz_graph.graph.labels import fact_words, figure_words, label, predicate_words, words
from azkz_graph.graph.name_lookup import find
from azkz_graph.graph.node_description import language_rank
from azkz_graph.graph.notes import note_outline
from azkz_graph.graph.passages import SELECTOR, place_words, read_passage
from azkz_graph.text.text_outline import Outline, section
from azkz_graph.vocabulary import shorten


def show(store: Triples, name: str, language: str = "en") -> Outline:
    """Return the sheet of the thing of that slug, IRI, prefixed name or label; of a fact, what it rests on.

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
    """Return all that is known of the thing."""
    known = read_sheet(store, node)
    return Outline(
        label(store, node, language),
        items=(
            *head(store, known, language),
            *section("Names", tuple(names(known))),
            *section("Elsewhere", tuple(elsewhere(store, known, language))),
            *section("What is said of it", by_predicate(store, known.said, "object", language)),
            *section("Where else it is named", by_predicate(store, known.incoming, "subject", language)),
            *section("What it states", sort_statements(store, known.states, language)),
            *section("Facts with it", sort_statements(store, known.uses, language)),
            *section("Notes", tuple(note_outline(store, note, language) for note in known.notes)),
        ),
    )


def head(store: Triples, known: Sheet, language: str) -> Iterator[Outline]:
    """Return what the thing is, in a few lines."""
    node, origins = known.node, known.origins
    yield Outline(shorten(node.value), key="id")
    if withdrawn := withdrawal_words(store, node):
        yield Outline(withdrawn, key="status")
    for kind in known.kinds:
        rests_on = origin(store, origins[kind]) if kind in origins else ""
        yield Outline(label(store, kind, language), key="kind", origin=rests_on)
    if figure := figure_words(store, node, language):
        yield Outline(figure, key="value")
    for said in (text(store, node, each, language) for each in TEXTS):
        if said:
            yield Outline(said, key="text")
    if any(known.objects(SELECTOR)):
        yield Outline(place_words(read_passage(store, node, language)), key="place")


def names(known: Sheet) -> Iterator[Outline]:
    """Return the thing's names, in the order of languages, in each the label before other names."""
    for name in sorted((*known.names, *known.other_names), key=language_rank):
        yield Outline(name.value, key=name.language or "")


def elsewhere(store: Triples, known: Sheet, language: str) -> Iterator[Outline]:
    """Return the thing's IRIs in other datasets."""
    for predicate, other in known.elsewhere:
        yield Outline(other.value, key=predicate_words(store, predicate, language))


def by_predicate(store: Triples, said: Iterable[Statement], end: str, language: str) -> tuple[Outline, ...]:
    """Return lines sorted by predicate, which only its first line names; `end` is the part that is shown."""
    rows = [
        (
            predicate_words(store, each.triple.predicate, language),
            words(store, getattr(each.triple, end), language),
            origin(store, each.fact) if each.fact else "[background]",
        )
        for each in said
    ]
    lines: list[Outline] = []
    previous = None
    for predicate, value, rests_on in sorted(rows):
        lines.append(Outline(value, key="" if predicate == previous else predicate, origin=rests_on))
        previous = predicate
    return tuple(lines)


def sort_statements(store: Triples, facts: Iterable[Fact], language: str) -> tuple[Outline, ...]:
    """Return the facts in words, sorted."""
    lines = (Outline(fact_words(store, fact, language), origin=origin(store, fact)) for fact in facts)
    return tuple(sorted(lines, key=lambda line: line.text))

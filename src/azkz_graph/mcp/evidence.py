"""Evidence: statements with their basis, and the passages, rules and notes that they rest on."""

from collections.abc import Iterable, Sequence

from pyoxigraph import NamedNode, Triple

from azkz_graph.about.grounds import read_grounds
from azkz_graph.about.views import is_claim
from azkz_graph.graph.facts import Fact, Triples, nodes, text, values
from azkz_graph.graph.labels import HEDGE, label, statement_words
from azkz_graph.graph.notes import NOTE_KIND, READING, notes_on
from azkz_graph.graph.passages import footnote_words, place_words, read_passage, short_name, sort_key
from azkz_graph.mcp.answer_records import (
    Basis,
    Evidence,
    Footnote,
    NoteRecord,
    PassageRecord,
    RuleRecord,
    Statement,
    View,
)
from azkz_graph.mcp.shown_values import PASSAGE, is_kind, relation, value
from azkz_graph.vocabulary import DESCRIPTION


def statement(store: Triples, triple: Triple, fact: Fact | None, language: str = "en") -> Statement:
    """Return the triple with what it rests on; without a fact it is background."""
    subject, predicate, object = triple.subject, triple.predicate, triple.object
    ends = [node for node in (subject, object) if isinstance(node, NamedNode)]
    described = next((node.value for node in ends[:1] if node == subject and is_claim(store, node)), None)
    hedges = dict.fromkeys(hedge for node in ends for hedge in nodes(store, node, HEDGE))
    return Statement(
        words=statement_words(store, subject, predicate, object, language),
        subject=value(store, subject, language),
        predicate=relation(store, predicate, language),
        object=value(store, object, language),
        basis=basis(fact, described is not None),
        fact=fact.iri.value if fact else None,
        stated_in=in_order(store, fact.passages) if fact else (),
        rests_on=in_order(store, passages_below(store, fact)) if fact else (),
        rules=tuple(rule.value for rule in fact.rules) if fact else (),
        premises=tuple(premise.value for premise in fact.premises) if fact else (),
        hedges=tuple(label(store, hedge, language) for hedge in hedges),
        view=described,
    )


def basis(fact: Fact | None, describes_view: bool) -> Basis:
    """Return how the data hold a triple."""
    if fact is None:
        return "background"
    if describes_view:
        return "describes a view"
    if fact.passages:
        return "stated and derived" if fact.rules else "stated"
    return "derived"


def passages_below(store: Triples, fact: Fact) -> set[NamedNode]:
    """Return the passages that state what the fact was derived from, however indirectly."""
    return {passage for each in read_grounds(store, fact).below.values() for passage in each.passages}


def in_order(store: Triples, passages: Iterable[NamedNode]) -> tuple[str, ...]:
    """Return the passages' IRIs in the order of the article."""
    return tuple(each.value for each in sorted(passages, key=lambda each: sort_key(store, each)))


def evidence(
    store: Triples,
    statements: Sequence[Statement],
    views: Sequence[View] = (),
    about: Sequence[NamedNode] = (),
    language: str = "en",
) -> Evidence:
    """Return every passage, rule and note behind the statements and views, and those of `about`."""
    cited = [each.value for each in about if is_kind(store, each, PASSAGE)]
    cited += [iri for each in statements for iri in (*each.stated_in, *each.rests_on)]
    cited += [iri for each in views for iri in each.reported_in]
    passages = sorted(map(NamedNode, dict.fromkeys(cited)), key=lambda each: sort_key(store, each))
    facts = [NamedNode(each.fact) for each in statements if each.fact]
    rules = sorted({iri for each in statements for iri in each.rules})
    claimed = [NamedNode(each.claim) for each in views]
    noted = notes_on(store, dict.fromkeys([*about, *claimed, *facts, *passages]))
    return Evidence(
        tuple(passage_record(store, each, language) for each in passages),
        tuple(rule_record(store, NamedNode(each), language) for each in rules),
        tuple(note_record(store, each, language) for each in noted),
    )


def passage_record(store: Triples, iri: NamedNode, language: str) -> PassageRecord:
    """Return the passage: its place, our sentence on it, its footnotes; a footnote with what it cites."""
    passage = read_passage(store, iri, language)
    footnotes = [
        Footnote(each.value, short_name(each), footnote_words(store, each, language))
        for each in passage.footnotes
    ]
    own = footnote_words(store, iri, language)
    notes = notes_on(store, [iri])
    return PassageRecord(
        iri.value,
        passage.name,
        place_words(passage),
        passage.description or (f"Cites {own}" if own else "not stated"),
        tuple(footnotes),
        tuple(note.value for note in notes),
    )


def rule_record(store: Triples, rule: NamedNode, language: str) -> RuleRecord:
    """Return the rule in words."""
    says = text(store, rule, DESCRIPTION, language) or ""
    return RuleRecord(rule.value, label(store, rule, language), says)


def note_record(store: Triples, note: NamedNode, language: str) -> NoteRecord:
    """Return the editorial note, with the readings that it weighs."""
    return NoteRecord(
        note.value,
        tuple(label(store, kind, language) for kind in nodes(store, note, NOTE_KIND)),
        label(store, note, language),
        text(store, note, DESCRIPTION, language) or "",
        tuple(value(store, reading, language) for reading in values(store, note, READING)),
    )

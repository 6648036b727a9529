"""What the pages of single things show, with the sections of each, in no language yet."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final, NamedTuple

from pyoxigraph import Literal, NamedNode

from azkz_graph.about.citation import DATASET, citation
from azkz_graph.about.citation_styles import STYLES
from azkz_graph.about.sheet import Sheet, read_sheet
from azkz_graph.ask.query_citation import AskedQuery, query_citation
from azkz_graph.ask.result_digest import ResultDigest
from azkz_graph.dataset.place_points import AS_WKT
from azkz_graph.graph.facts import Fact, best_literal, facts_by, is_fact, nodes, read_fact, text, triples
from azkz_graph.graph.notes import AS_MEANT, AS_WRITTEN, NOTE_KIND, READING, is_note, notes_on
from azkz_graph.graph.passages import END, START, Passage, number, read_passage, sort_key
from azkz_graph.graph.triple_index import Index
from azkz_graph.site.data.node_statements import Group, Value, group_by_predicate, in_article_order
from azkz_graph.site.data.page_sections import fragment, sections_of
from azkz_graph.site.data.related_things import relate
from azkz_graph.vocabulary import CLAIM, DERIVED_FROM, DESCRIPTION, TYPE

Contents = Mapping[str, Any]


def thing_contents(graph: Index, node: NamedNode, order: Mapping[str, int]) -> Contents:
    """Return what the page of a thing shows, rows in the given order of predicates."""
    sheet = read_sheet(graph, node)
    relations = relate(graph, sheet)
    said = group_by_predicate(relations.said, "object", order)
    codes = [group for group in said if all(is_code(value) for value in group.values)]
    told = [group for group in said if group not in codes]
    return {
        "sheet": sheet,
        "said": told,
        "said_origin": common_origin(value.fact for group in told for value in group.values),
        "codes": codes,
        "evidence": list_evidence(graph, sheet),
        "related": [
            (key, found, common_origin(fact for each in found for fact in each.facts))
            for key, found in relations.groups
        ],
        "related_first": relations.count > len(relations.said),
        "states": in_article_order(graph, sheet.states),
        "citations": citations(graph, node),
        **section_contents(graph, node, order),
    }


def common_origin(facts: Iterable[Fact | None]) -> Fact | None:
    """Return one of several facts that the same passages state, which need not be named for each; else None."""
    found = list(facts)
    origins = {fact.passages if fact else () for fact in found}
    return found[0] if len(found) > 1 and len(origins) == 1 and () not in origins else None


class Evidence(NamedTuple):
    """A passage that states something of a thing, with these facts and what is noted about it."""

    passage: Passage
    facts: Sequence[Fact]
    notes: Sequence[NamedNode]


def list_evidence(graph: Index, sheet: Sheet) -> list[Evidence]:
    """Return the passages that state what is said of a thing, in the order of the article."""
    found: dict[NamedNode, dict[Fact, None]] = {}
    for each in (*sheet.outgoing, *sheet.incoming):
        for passage in each.fact.passages if each.fact else ():
            found.setdefault(passage, {})[each.fact] = None  # type: ignore[index]
    return [
        Evidence(read_passage(graph, passage), list(found[passage]), notes_on(graph, [passage]))
        for passage in sorted(found, key=lambda passage: sort_key(graph, passage))
    ]


def is_code(value: Value) -> bool:
    """Return whether a value is a plain one that is background: a code, a coordinate."""
    return value.fact is None and isinstance(value.term, Literal)


class FactSection(NamedTuple):
    """What the section of a fact shows beside its triple: its host, what it was derived from, and what from it."""

    id: str
    host: str
    is_view: bool
    premises: Sequence[Fact]
    conclusions: Sequence[Fact]
    notes: Sequence[NamedNode]
    citation: str


class NoteSection(NamedTuple):
    """What the section of a note shows beside its text, its kinds and its readings: its host, and what else is said."""

    id: str
    host: str
    said: Sequence[Group]
    citation: str


class PositionSection(NamedTuple):
    """The position of a text or a place: its first character and the one behind its last, or its coordinates."""

    id: str
    iri: NamedNode
    start: int | None
    end: int | None
    coordinates: str | None


def section_contents(graph: Index, host: NamedNode, order: Mapping[str, int]) -> Contents:
    """Return the sections of a page: those of facts and of notes by their IRIs, and those of positions."""
    sections = sections_of(graph, host)
    notes = [each for each in sections if is_note(graph, each)]
    facts = [each for each in sections if each not in notes and is_fact(graph, each)]
    return {
        "fact_sections": {each: fact_section(graph, each, host) for each in facts},
        "note_sections": {each: note_section(graph, each, host, order) for each in notes},
        "positions": [
            PositionSection(
                fragment(each.value),
                each,
                number(graph, each, START),
                number(graph, each, END),
                text(graph, each, AS_WKT),
            )
            for each in sections
            if each not in notes and each not in facts
        ],
    }


def fact_section(graph: Index, node: NamedNode, host: NamedNode) -> FactSection:
    """Return what the section of a fact on the page of its host shows."""
    fact = read_fact(graph, node)
    subject = fact.triple.subject
    return FactSection(
        fragment(node.value),
        host.value,
        isinstance(subject, NamedNode) and CLAIM in nodes(graph, subject, TYPE),
        in_article_order(graph, (read_fact(graph, each) for each in fact.premises)),
        in_article_order(graph, facts_by(graph, DERIVED_FROM, node)),
        notes_on(graph, [node]),
        citations(graph, node, ("text",)).get("text", ""),
    )


def note_section(graph: Index, note: NamedNode, host: NamedNode, order: Mapping[str, int]) -> NoteSection:
    """Return what the section of a note on the page of its host shows."""
    said = [each for each in read_sheet(graph, note).said if each.triple.predicate not in NOTE_PARTS]
    return NoteSection(
        fragment(note.value),
        host.value,
        group_by_predicate(said, "object", order),
        citations(graph, note, ("text",)).get("text", ""),
    )


NOTE_PARTS: Final = frozenset((NOTE_KIND, READING, AS_WRITTEN, AS_MEANT))
"""What every page shows of a note."""


def citations(graph: Index, node: NamedNode, styles: Iterable[str] = STYLES) -> Mapping[str, str]:
    """Return the citation of the node in each style; none where the data have no record to cite from."""
    if not has_record(graph):
        return {}
    cited = citation(graph, node)
    return {name: STYLES[name](cited) for name in styles}


def answer_citations(graph: Index, asked: AskedQuery, digest: ResultDigest) -> Mapping[str, str]:
    """Return the citation of a saved query and its answer in every style; none as for `citations`."""
    if not has_record(graph):
        return {}
    cited = query_citation(graph, asked, digest)
    return {name: style(cited) for name, style in STYLES.items()}


def has_record(graph: Index) -> bool:
    """Return whether the data have a record of the dataset."""
    return any(triples(graph, None, TYPE, DATASET))


def description(graph: Index, node: NamedNode, language: str) -> Literal | None:
    """Return the description of the node that comes closest to the language."""
    return best_literal(graph, node, DESCRIPTION, language)

"""Answers of tools as text.

Everything is an outline, whose printing makes control characters of the graph's texts harmless.
"""

from collections.abc import Iterator, Sequence

from pyoxigraph import NamedNode

from azkz_graph.graph.passages import short_name
from azkz_graph.mcp.answer_records import Evidence, Statement, Thing, View
from azkz_graph.mcp.tool_answers import (
    Answer,
    CitationText,
    FoundQueries,
    FoundThings,
    Grounds,
    Row,
    Rows,
    SavedQuery,
    Sheet,
)
from azkz_graph.text.counts import counted
from azkz_graph.text.text_outline import Outline, section
from azkz_graph.vocabulary import shorten


def render_answer(answer: Answer) -> str:
    """Return the answer as text; its first line says if the data state what was asked.

    Citations stay unchanged.
    """
    if isinstance(answer, CitationText) and answer.citation:
        return f"{answer.says}\n\n{answer.citation}"
    lines = tuple(parts(answer))
    if answer.close:
        lines += (Outline(", ".join(answer.close), key="close to it"),)
    return str(Outline(answer.says, items=lines))


def parts(answer: Answer) -> Iterator[Outline]:
    """Yield what stands under the first line."""
    match answer:
        case FoundThings():
            yield from (outline_thing(each) for each in answer.things)
            yield from (
                [Outline(f"{counted(answer.more, 'more is', 'more are')} not listed; give a longer name")]
                if answer.more
                else []
            )
        case FoundQueries():
            yield from (query_outline(each) for each in answer.queries)
        case Rows():
            yield from rows_parts(answer)
        case Sheet():
            yield from sheet_parts(answer)
        case Grounds():
            yield from grounds_parts(answer)


def outline_thing(thing: Thing) -> Outline:
    """Return a thing in one line, with our line on it."""
    named = f"{thing.name} ({', '.join(thing.kinds)})" if thing.kinds else thing.name
    found = f", found as {thing.matched}" if thing.matched not in (None, thing.name) else ""
    return Outline(f"{named}{found}", key=thing.short, items=lines(thing.description))


def query_outline(query: SavedQuery) -> Outline:
    """Return a saved query with its parameters."""
    given = tuple(Outline(f"{each.type}; {each.description}", key=each.name) for each in query.parameters)
    return Outline(query.question, key=query.name, items=(*lines(query.description), *given))


def rows_parts(rows: Rows) -> Iterator[Outline]:
    """Yield the rows, and what they rest on."""
    yield from lines(rows.question)
    yield from lines(rows.description)
    yield from (row_outline(number, row) for number, row in enumerate(rows.rows, rows.offset + 1))
    yield from section("Facts in these rows", tuple(map(statement_outline, rows.statements)))
    yield from outline_grounds(rows.views, rows.evidence, rows.citation)


def row_outline(number: int, row: Row) -> Outline:
    """Return a row, a line for each column."""
    values = [Outline(format_named(each.words, each.iri), key=name) for name, each in row.values.items()]
    traced = [Outline(short(row.facts) or "none that can be told", key="facts")]
    traced += [Outline(short(row.views), key="views, not asserted")] if row.views else []
    traced += [Outline(", ".join(row.untraced), key="untraced")] if row.untraced else []
    return Outline(f"Row {number}", items=(*values, *traced))


def sheet_parts(sheet: Sheet) -> Iterator[Outline]:
    """Yield what is known of a thing."""
    if sheet.thing:
        yield outline_thing(sheet.thing)
    yield from section("Names", tuple(Outline(each.words, key=each.language or "") for each in sheet.names))
    yield from section("Elsewhere", tuple(Outline(each) for each in sheet.elsewhere))
    yield from section("Statements", tuple(map(statement_outline, sheet.statements)))
    yield from section("Relations that it has", tuple(Outline(each) for each in sheet.relations))
    yield from outline_grounds(sheet.views, sheet.evidence, sheet.citation)


def grounds_parts(grounds: Grounds) -> Iterator[Outline]:
    """Yield what a fact rests on."""
    if grounds.statement:
        yield statement_outline(grounds.statement)
    yield from section("Derived from", tuple(map(statement_outline, grounds.premises)))
    there = tuple(Outline(format_named(each.words, each.iri)) for each in grounds.instead)
    yield from section("What is stated by that relation instead", there)
    yield from outline_grounds(grounds.views, grounds.evidence, grounds.citation)


def outline_grounds(views: Sequence[View], evidence: Evidence, citation: str | None) -> Iterator[Outline]:
    """Return views, passages, rules and notes, and how to cite."""
    yield from section("Views, not asserted by the data", tuple(map(view_outline, views)))
    yield from section("Passages", tuple(passage_outlines(evidence)))
    rules = tuple(Outline(f"{each.name}: {each.says}", key=shorten(each.iri)) for each in evidence.rules)
    yield from section("Rules", rules)
    yield from section("Editorial notes", tuple(note_outlines(evidence)))
    yield from section("To be cited as", lines(citation))


def statement_outline(statement: Statement) -> Outline:
    """Return a statement with its basis."""
    sources = [
        statement.basis,
        *(f"{word} {names(iris)}" for word, iris in sources_of(statement) if iris),
        *([f"hedged: {', '.join(statement.hedges)}"] if statement.hedges else []),
        *([shorten(statement.fact)] if statement.fact else []),
    ]
    return Outline(statement.words, origin=f"[{'; '.join(sources)}]")


def sources_of(statement: Statement) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return the passages and rules that a statement rests on, each with the word before them."""
    return (("in", statement.stated_in), ("by rule", statement.rules), ("from", statement.rests_on))


def view_outline(view: View) -> Outline:
    """Return a view with whose it is."""
    holders = ", ".join(each.words for each in view.claimants) or "nobody who is named"
    limits = f" ({'; '.join(view.within)})" if view.within else ""
    hedges = f" ({', '.join(view.hedges)})" if view.hedges else ""
    origin = f"[reported in {names(view.reported_in)}; {shorten(view.claim)}]"
    return Outline(f"According to {holders}{hedges}: {view.content}{limits}", origin=origin)


def passage_outlines(evidence: Evidence) -> Iterator[Outline]:
    """Yield the passages, each with its footnotes."""
    for each in evidence.passages:
        cited = [Outline(note.cites, key=f"footnote {note.name}") for note in each.footnotes]
        place = [Outline(f"{each.place}; {each.iri}", key="place")]
        yield Outline(each.in_our_words, key=each.name, items=(*place, *cited))


def note_outlines(evidence: Evidence) -> Iterator[Outline]:
    """Yield the notes, each with the readings that it weighs."""
    for each in evidence.notes:
        readings = [Outline(format_named(one.words, one.iri), key="may be") for one in each.readings]
        kinds = f" ({', '.join(each.kinds)})" if each.kinds else ""
        yield Outline(f"{each.title}{kinds}", key=shorten(each.iri), items=(*lines(each.says), *readings))


def lines(text: str | None) -> tuple[Outline, ...]:
    """Return the text as a line, if there is any."""
    return (Outline(text),) if text else ()


def format_named(words: str, iri: str | None) -> str:
    """Return the words, with the IRI by which they can be asked for."""
    return f"{words} ({shorten(iri)})" if iri else words


def names(iris: Sequence[str]) -> str:
    """Return what passages and rules are called inside their article or folder."""
    return ", ".join(short_name(NamedNode(iri)) for iri in iris)


def short(iris: Sequence[str]) -> str:
    """Return the IRIs as prefixed names."""
    return ", ".join(map(shorten, iris))

"""Pages of a saved query's rows, each with the facts that support it."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import Final

from pyoxigraph import NamedNode, QueryBoolean, QuerySolutions

from azkz_graph.ask.answers import Answer, answer
from azkz_graph.ask.parameters import bind_terms, parameter_terms, refuse_misplaced
from azkz_graph.graph.facts import Term, Triples
from azkz_graph.mcp.evidence import evidence, statement
from azkz_graph.mcp.library import Library, citation_of
from azkz_graph.mcp.reported_views import view
from azkz_graph.mcp.row_evidence import Trace, Tracer, find_given_names, names_in
from azkz_graph.mcp.saved_queries import parameters
from azkz_graph.mcp.shown_values import PASSAGE, is_kind, value
from azkz_graph.mcp.tool_answers import Row, Rows
from azkz_graph.mcp.tool_lookup import Unknown, lookup, quote
from azkz_graph.problem import UsageError
from azkz_graph.sparql.query_file import QueryFile
from azkz_graph.text.counts import counted
from azkz_graph.vocabulary import QUERY

MOST_COUNTED: Final = 10_000
"""How many rows are read at most."""

Cells = Mapping[str, Term | None]
Given = Mapping[str, str | int | Sequence[str | int]]


def ask(
    library: Library,
    query: str,
    parameters: Given | None = None,
    limit: int = 20,
    offset: int = 0,
    language: str = "en",
) -> Rows:
    """Return the rows of the saved query from `offset` on, at most `limit`.

    Raises:
        UsageError: the query has no such parameter, a value has the wrong type or kind or is withdrawn, or `offset` is
            past the end.
    """
    file = library.queries[query]
    given = values_given(file, parameters or {})
    for name, texts in things_among(file, given).items():
        for position, text in enumerate(texts):
            node = lookup(library.store, text)
            if isinstance(node, Unknown):
                says = f"{node.says} The query {query} has no rows for it."
                return Rows(False, says, query, file.summary, close=node.close)
            given[name][position] = node.value
    values = parameter_terms(file, given, library.store, mark="")
    # What occurs nowhere is not stated: that is an answer here, and no mistake of the client.
    refuse_misplaced(file, values, library.store, mark="", allowed=("rowless", "nowhere"))
    text = bind_terms(file, values)
    found = list(islice(cells(answer(library.store, text, source=query)), MOST_COUNTED + 1))
    return page(library, QueryFile(file.path, text), given, found, limit, offset, language)


def values_given(file: QueryFile, given: Given) -> dict[str, list[str]]:
    """Return the values of each parameter, as a user would type them."""
    known = {name.replace("_", "-"): name for name in file.parameters}
    values = {}
    for name, texts in given.items():
        if name.replace("_", "-") not in known:
            there = f"it has: {', '.join(file.parameters)}" if known else "it has none; leave it out"
            raise UsageError(f"the query {file.name} has no parameter {quote(name)}; {there}")
        several = texts if isinstance(texts, Sequence) and not isinstance(texts, str) else [texts]
        values[known[name.replace("_", "-")]] = [str(each) for each in several]
    return values


def things_among(file: QueryFile, given: Mapping[str, list[str]]) -> dict[str, list[str]]:
    """Return the parameters whose values are names of things."""
    types = {each.name: each.type for each in parameters(file)}
    return {name: values for name, values in given.items() if types[name] in ("entity", "term")}


def cells(found: Answer) -> Iterator[Cells]:
    """Return the rows: of SELECT its solutions, of CONSTRUCT its triples.

    ASK has one if the answer is yes.
    """
    if isinstance(found, QueryBoolean):
        return iter([{}] if found else [])
    if isinstance(found, QuerySolutions):
        names = [variable.value for variable in found.variables]
        return ({name: solution[name] for name in names} for solution in found)
    return iter(
        [
            {"subject": triple.subject, "predicate": triple.predicate, "object": triple.object}
            for triple in sorted(found, key=str)
        ]
    )


def page(
    library: Library,
    file: QueryFile,
    given: Mapping[str, list[str]],
    found: Sequence[Cells],
    limit: int,
    offset: int,
    language: str,
) -> Rows:
    """Return the rows from `offset` on, with what supports them."""
    row = file.row
    restriction = "; ".join(f"{name}: {quote(', '.join(values))}" for name, values in given.items())
    if not found:
        says = f"Not stated: the data hold no row for “{file.summary}”" + (
            f" with {restriction}." if given else "."
        )
        return Rows(False, says, file.name, file.summary, file.description, row)
    if offset >= len(found):
        raise UsageError(
            f"offset is {offset}, and the answer has {counted(len(found), 'row')}; make it smaller"
        )
    store, shown = library.store, found[offset : offset + limit]
    tracer = Tracer(store, names_in(file.text), find_given_names(file))
    traces = [tracer.trace(cells) for cells in shown]
    facts = {fact.iri: fact for trace in traces for fact in trace.facts}
    claims = dict.fromkeys(claim for trace in traces for claim in trace.claims)
    statements = tuple(statement(store, fact.triple, fact, language) for fact in facts.values())
    views = tuple(view(store, claim, language) for claim in claims)
    return Rows(
        True,
        sentence(len(found), offset, traces, bool(views) or "views" in file.tags),
        file.name,
        file.summary,
        file.description,
        row,
        tuple(
            row_record(library, cells, trace, language) for cells, trace in zip(shown, traces, strict=True)
        ),
        len(found),
        offset,
        statements,
        views,
        evidence(store, statements, views, passages_in(store, shown), language),
        citation=citation_of(library, NamedNode(QUERY + file.name), f"“{file.summary}”"),
    )


def passages_in(store: Triples, shown: Sequence[Cells]) -> list[NamedNode]:
    """Return the passages that the rows name."""
    named = {term for cells in shown for term in cells.values() if is_kind(store, term, PASSAGE)}
    return [term for term in named if isinstance(term, NamedNode)]


def row_record(library: Library, cells: Cells, trace: Trace, language: str) -> Row:
    """Return the row with what supports it."""
    return Row(
        {name: value(library.store, term, language) for name, term in cells.items()},
        tuple(fact.iri.value for fact in trace.facts),
        tuple(claim.value for claim in trace.claims),
        trace.untraced,
    )


def sentence(total: int, offset: int, traces: Sequence[Trace], has_views: bool) -> str:
    """Say how many rows there are, which are here, and what to note about them."""
    counted = f"more than {MOST_COUNTED:,}" if total > MOST_COUNTED else f"{total:,}"
    end = offset + len(traces)
    parts = [f"Rows {offset + 1:,} to {end:,} of {counted}."]
    if end < total:
        parts.append(f"There are more: ask again with offset {end}.")
    if any(trace.untraced for trace in traces):
        parts.append("What is untraced in a row rests on more than the facts named there: see show and why.")
    if has_views:
        parts.append("There are views among them: somebody claims them, the data do not assert them.")
    return " ".join(parts)

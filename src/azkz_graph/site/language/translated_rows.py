"""Answers in the language of a page: what queries ask for in English is shown as the graph says it in that language."""

from collections.abc import Iterable, Sequence, Set
from dataclasses import replace
from typing import Final

from pyoxigraph import Literal, Quad, Triple

from azkz_graph.ask.parameters import value_type
from azkz_graph.charts.answer_rows import Row, Rows
from azkz_graph.graph.facts import Term, triples, values
from azkz_graph.graph.triple_index import Index
from azkz_graph.sparql.query_file import QueryFile
from azkz_graph.text.language_range import takes_in

WRITTEN: Final = "en"
"""The language in which saved queries ask for texts."""


def translate_answer(query: QueryFile, found: Rows, graph: Index, language: str) -> Rows:
    """Return the answer with English texts in the language, where the graph has them.

    A query that readers can ask in a language of their choice is left alone, as is a column with texts of other
    languages: they show texts for their own sake.
    """
    if takes_in(language, WRITTEN) or any(value_type(query, name) == "language" for name in query.parameters):
        return found
    columns = [name for name in found.variables if is_english(found, name)]
    return replace(found, rows=tuple(translate_row(row, columns, graph, language) for row in found))


def translate_row(row: Row, columns: Sequence[str], graph: Index, language: str) -> Row:
    """Return the row with the texts of the columns in the language."""
    near = frozenset(row.terms.values())
    return Row(
        {
            name: translate(term, near, graph, language) if name in columns else term
            for name, term in row.terms.items()
        }
    )


def is_english(found: Rows, name: str) -> bool:
    """Return whether all texts of a column are English, and any."""
    terms = (row.get(name) for row in found)
    return {term.language for term in terms if isinstance(term, Literal) and term.language} == {WRITTEN}


def translate(term: Term, near: Set[Term], graph: Index, language: str) -> Term:
    """Return an English text as the graph says it in the language, of a thing in the same row if of any.

    It stays as it is if the graph does not say it, or says it in several ways.
    """
    if not isinstance(term, Literal) or term.language != WRITTEN:
        return term
    quads = list(triples(graph, None, None, term))
    # A text that the query made, such as one with a reader's parameter in it, is not to be remembered for ever.
    if not quads:
        return term
    own = tuple(quad for quad in quads if quad.subject in near)
    return graph.remembered(
        ("translation", term, language, own), lambda: find_translation(term, own or quads, graph, language)
    )


def find_translation(term: Literal, quads: Iterable[Quad], graph: Index, language: str) -> Literal:
    """Return the one text in the language that stands beside the term in some of the quads, else the term."""
    found = {other for quad in quads for other in said_in(graph, quad, language)}
    return found.pop() if len(found) == 1 else term


def said_in(graph: Index, quad: Quad, language: str) -> list[Literal]:
    """Return the text that stands beside that of a quad in the language; none if there are several."""
    assert not isinstance(quad.subject, Triple), "a fact describes its triple in RDF 1.1"
    found = [
        value
        for value in values(graph, quad.subject, quad.predicate)
        if isinstance(value, Literal) and value.language == language
    ]
    return found if len(found) == 1 else []

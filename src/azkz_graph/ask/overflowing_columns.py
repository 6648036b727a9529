"""Columns of an answer that are empty because the engine has no number for their value.

An error in an expression leaves its variable without a value. Whether the error is a number with too many digits, the
same query tells with numbers of the type double, which have no such limit.
Source: https://www.w3.org/TR/sparql11-query/#assignment.
"""

import math
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Final

from pyoxigraph import Literal, QuerySolutions

from azkz_graph.dataset.computable_numbers import LIMITS
from azkz_graph.problem import UsageError
from azkz_graph.sparql.query_keywords import TOKEN
from azkz_graph.text.counts import counted
from azkz_graph.vocabulary import XSD

Piece = tuple[str, str]
"""A token, or a character between two, and the words in it that may be keywords or numbers."""

VARIABLE: Final = re.compile(r"[?$]\w+")
NUMBER: Final = re.compile(r"[0-9]+(?:\.[0-9]+)?")
NUMBERS: Final = re.compile(r"[0-9.-]+")
TOTALS: Final = frozenset({"SUM", "AVG", "ABS"})


def describe_overflow(text: str, ask: Callable[[str], object]) -> str | None:
    """Say which columns of a query's answer are empty because of numbers beyond the engine; None if none is.

    `ask` answers a query.
    """
    doubles, columns = with_doubles(text)
    found = ask(text) if columns else None
    if not isinstance(found, QuerySolutions):
        return None
    count, empty = count_empty(found, columns)
    if not empty:
        return None
    try:
        others = ask(doubles)
    except UsageError:
        return None
    assert isinstance(others, QuerySolutions)
    same, left = count_empty(others, columns)
    lost = {name: empty[name] - left[name] for name in empty if empty[name] > left[name]}
    if count != same or not lost:
        return None
    named = ", ".join(f"?{name} in {counted(number, 'row')}" for name, number in lost.items())
    return (
        f"a number is too large or too long to compute, which leaves {named} empty: the engine has {LIMITS}"
    )


def count_empty(rows: QuerySolutions, columns: frozenset[str]) -> tuple[int, Mapping[str, int]]:
    """Return how many rows there are, and in how many of them some columns have no value that is finite."""
    names = [variable.value for variable in rows.variables if variable.value in columns]
    count, empty = 0, Counter[str]()
    for row in rows:
        count += 1
        empty.update(name for name in names if not is_finite(row[name]))
    return count, empty


def is_finite(term: object) -> bool:
    """Return whether there is a term, and it is not infinity or no number."""
    if isinstance(term, Literal) and term.datatype.value == f"{XSD}double":
        return math.isfinite(float(term.value.replace("INF", "inf")))
    return term is not None


def with_doubles(text: str) -> tuple[str, frozenset[str]]:
    """Return the query with doubles in the expressions that compute, and the variables that these are the values of.

    >>> with_doubles("SELECT (?a + 1 AS ?b) (?a AS ?c) {}")
    ('SELECT (<http://www.w3.org/2001/XMLSchema#double>(?a) + 1e0 AS ?b) (?a AS ?c) {}', frozenset({'b'}))
    """
    pieces = list(pieces_of(text))
    written = [piece for piece, _ in pieces]
    columns = set()
    for start, end, name in assignments(pieces):
        inner = range(start + 1, end)
        if any(computes(pieces[place]) for place in inner):
            columns.add(name)
            for place in inner:
                written[place] = as_double(pieces[place])
    return "".join(written), frozenset(columns)


def pieces_of(text: str) -> Iterator[Piece]:
    """Yield the pieces of a query, which together are the whole."""
    end = 0
    for token in TOKEN.finditer(text):
        yield from ((character, "") for character in text[end : token.start()])
        yield token[0], token["words"] or ""
        end = token.end()
    yield from ((character, "") for character in text[end:])


def assignments(pieces: Sequence[Piece]) -> Iterator[tuple[int, int, str]]:
    """Yield where the expression of each `(… AS ?name)` begins and ends, and the name."""
    opened: list[int] = []
    word = -1
    for place, (piece, words) in enumerate(pieces):
        if piece == "(":
            opened.append(place)
        elif piece == ")" and opened:
            start = opened.pop()
            if start < word:
                name = "".join(each[0] for each in pieces[word + 1 : place]).strip()
                if VARIABLE.fullmatch(name):
                    yield start, word, name[1:]
                word = -1
        elif words.upper() == "AS":
            word = place


def computes(piece: Piece) -> bool:
    """Return whether a piece of an expression is a sign or a function that computes."""
    text, words = piece
    return text in ("+", "*", "/") or "-" in words or words.upper() in TOTALS


def as_double(piece: Piece) -> str:
    """Return a piece of an expression, a variable or a number as a double."""
    text, words = piece
    if VARIABLE.fullmatch(text):
        return f"<{XSD}double>({text})"
    return NUMBER.sub(lambda number: f"{number[0]}e0", text) if NUMBERS.fullmatch(words) else text

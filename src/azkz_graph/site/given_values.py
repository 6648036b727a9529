"""A saved query and what a reader gave for its parameters in; the terms, or what is wrong with each value, out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, Store

from azkz_graph.names import folded
from azkz_graph.parameters import converter, value_type
from azkz_graph.problem import UsageError
from azkz_graph.query_file import QueryFile
from azkz_graph.wording import labels


@dataclass(frozen=True)
class GivenValue:
    """A value as it was given, and its term, or else the key of the message that says why it is none."""

    text: str
    term: NamedNode | Literal | None
    fault: str = ""


GivenValues = Mapping[str, Sequence[GivenValue]]
"""The values by parameter."""


def given_values(query: QueryFile, given: Mapping[str, Sequence[str]], store: Store) -> GivenValues:
    """The values of each parameter that is given; the query has all of them."""
    return {name: [value(query, name, text, store) for text in texts] for name, texts in given.items()}


def value(query: QueryFile, parameter: str, text: str, store: Store) -> GivenValue:
    """One value of a parameter."""
    convert = converter(query, parameter)
    try:
        return GivenValue(text, convert(store, parameter, text))
    except UsageError:
        return GivenValue(text, None, fault(value_type(query, parameter), text, store))


def fault(type: str, text: str, store: Store) -> str:
    """The key of the message on what is wrong with a value of the type, of those that the scripts tell."""
    if type not in ("entity", "term"):
        return f"script_question_not_{type}"
    called = {node for label, node in labels(store) if folded(label) == folded(text)}
    return "script_question_not_one" if called else "script_question_not_found"


def bound_to(query: QueryFile, values: GivenValues) -> str:
    """The text of the query with the values, which have no faults, each once in place of the defaults."""
    terms = {name: dict.fromkeys(str(value.term) for value in found) for name, found in values.items()}
    return query.bound({name: " ".join(found) for name, found in terms.items() if found})


def is_faulty(values: GivenValues) -> bool:
    """Whether any value is none."""
    return any(value.term is None for found in values.values() for value in found)

"""Values that a reader gave for a query's parameters, as terms, or what is wrong with each."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from pyoxigraph import Literal, NamedNode, Store

from azkz_graph.ask.misplaced_values import misplaced_values
from azkz_graph.ask.parameters import Term, bind_terms, converter, entity, value_type, value_types
from azkz_graph.graph.name_lookup import meanings
from azkz_graph.problem import UsageError
from azkz_graph.sparql.query_file import QueryFile


@dataclass(frozen=True)
class GivenValue:
    """A value as it was given, and its term; the key of the message why it is none, unless it was not looked at."""

    text: str
    term: NamedNode | Literal | None
    fault: str = ""


GivenValues = Mapping[str, Sequence[GivenValue]]
"""The values by parameter."""


def check_values(query: QueryFile, given: Mapping[str, Sequence[str]], store: Store) -> GivenValues:
    """Return the values of each parameter that is given; the query has all of them.

    What comes after the first fault is kept for the form, but looked at no more.
    """
    found: dict[str, list[GivenValue]] = {}
    for name, texts in given.items():
        found[name] = kept = []
        if not is_faulty(found):
            for value in values(query, name, texts, store):
                kept.append(value)
                if value.fault:
                    break
        kept.extend(GivenValue(text, None) for text in texts[len(kept) :])
    return found if is_faulty(found) else mark_misplaced(query, found, store)


def mark_misplaced(query: QueryFile, values: GivenValues, store: Store) -> GivenValues:
    """Return the values, with a fault those that can have no row."""
    misplaced = misplaced_values(query, given_terms(values), value_types(query), store)
    faults = {(each.parameter, each.term): each.fault for each in misplaced if each.fault != "rowless"}
    return {
        name: [
            replace(value, term=None, fault=f"script_question_{fault}")
            if value.term and (fault := faults.get((name, value.term)))
            else value
            for value in given
        ]
        for name, given in values.items()
    }


def values(query: QueryFile, parameter: str, texts: Sequence[str], store: Store) -> Iterator[GivenValue]:
    """Yield the values of one parameter."""
    type, convert = value_type(query, parameter), converter(query, parameter)
    if convert is entity:
        found = meanings(store, texts)
        for text in texts:
            things = found[text]
            term = next(iter(things)) if len(things) == 1 else None
            fault = "" if term else f"script_question_not_{'one' if things else 'found'}"
            yield GivenValue(text, term, fault)
        return
    for text in texts:
        try:
            yield GivenValue(text, convert(store, parameter, text))
        except UsageError:
            yield GivenValue(text, None, f"script_question_not_{type}")


def bind_values(query: QueryFile, values: GivenValues) -> str:
    """Return the text of the query with the values, which have no faults, each once in place of the defaults."""
    return bind_terms(query, given_terms(values))


def given_terms(values: GivenValues) -> dict[str, tuple[Term, ...]]:
    """Return the terms of each parameter that has values, each once; those with a fault have none."""
    return {
        name: terms
        for name, found in values.items()
        if (terms := tuple(dict.fromkeys(value.term for value in found if value.term is not None)))
    }


def is_faulty(values: GivenValues) -> bool:
    """Return whether any value is none."""
    return any(value.term is None for found in values.values() for value in found)

"""Form in which a reader chooses the values of a query's parameters."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from azkz_graph.ask.parameters import value_type
from azkz_graph.site.data.given_values import GivenValue, GivenValues
from azkz_graph.site.data.publication import Publication
from azkz_graph.site.language.page_words import Words
from azkz_graph.site.language.shown_text import brief
from azkz_graph.sparql.query_file import QueryFile

Options = tuple[tuple[str, str], ...]
NOTHING: Final[Mapping[str, Sequence[GivenValue]]] = {}


@dataclass(frozen=True)
class Parameter:
    """One field: `options` are the IRIs or values that may be chosen, each with its label; none if any may be typed.

    `descriptions` say what it is, by language. `chosen` are the values that were given, `faults` what is wrong with
    them.
    """

    name: str
    type: str
    descriptions: Mapping[str, str]
    default: str
    options: Options
    chosen: tuple[str, ...] = ()
    faults: tuple[str, ...] = ()


@dataclass(frozen=True)
class QuestionForm:
    """The form of one question."""

    name: str
    parameters: tuple[Parameter, ...]


def question_form(
    publication: Publication, query: QueryFile, words: Words, values: GivenValues = NOTHING
) -> QuestionForm:
    """Return the fields of the query's parameters, in the order of its text, filled in with the values."""
    return QuestionForm(
        query.name,
        tuple(parameter(publication, query, words, name, values.get(name, ())) for name in query.parameters),
    )


def parameter(
    publication: Publication, query: QueryFile, words: Words, name: str, given: Sequence[GivenValue]
) -> Parameter:
    """One field; what can be chosen is what the answer has in that place, or else every thing."""
    type = value_type(query, name)
    known = options(publication, query, words, name, type)
    chosen = [option(value, words) if known else (value.text, "") for value in given]
    return Parameter(
        name,
        type,
        query.parameter_descriptions(name),
        query.parameters[name],
        with_chosen(known, chosen) if known else (),
        tuple(text for text, _ in chosen),
        tuple(words.t(value.fault, given=brief(value.text)) for value in given if value.fault),
    )


def option(value: GivenValue, words: Words) -> tuple[str, str]:
    """Return the value as it may be chosen, with its label."""
    if value.term is None:
        return value.text, brief(value.text)
    return value.term.value, words.label(value.term)


def with_chosen(known: Options, chosen: Sequence[tuple[str, str]]) -> Options:
    """Return what may be chosen, and what was chosen beside it."""
    values = {value for value, _ in known}
    return (*known, *dict.fromkeys(each for each in chosen if each[0] not in values))


def options(publication: Publication, query: QueryFile, words: Words, name: str, type: str) -> Options:
    """Return what may be chosen, sorted by how the language calls it."""
    answer = publication.rows(query.name)
    terms = {term for row in answer if (term := row.get(name)) is not None}
    if not terms and type == "entity":
        terms = {thing for _, things in publication.kinds for thing in things}
    if type not in ("entity", "term", "year", "language"):
        return ()
    found = {(term.value, words.label(term)) for term in terms if hasattr(term, "value")}
    return tuple(sorted(found, key=lambda option: (option[1].casefold(), option[0])))

"""A saved query in; the fields of the form by which a reader chooses values for its parameters out."""

from dataclasses import dataclass

from azkz_graph.parameters import declarations, declared_type, type_of
from azkz_graph.query_file import QueryFile
from azkz_graph.site.publication import ALL, CONTENT, Publication
from azkz_graph.site.words import Words


@dataclass(frozen=True)
class Parameter:
    """One field: `options` are the IRIs or values that may be chosen, each with its label; none if any may be typed."""

    name: str
    type: str
    description: str
    default: str
    options: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class QuestionForm:
    """The form of one question."""

    name: str
    parameters: tuple[Parameter, ...]


def question_form(publication: Publication, query: QueryFile, words: Words) -> QuestionForm:
    """The fields of the query's parameters, in the order of its text."""
    return QuestionForm(
        query.name,
        tuple(
            parameter(publication, query, words, name, default) for name, default in query.parameters.items()
        ),
    )


def parameter(publication: Publication, query: QueryFile, words: Words, name: str, default: str) -> Parameter:
    """One field; what can be chosen is what the answer has in that place, or else every thing."""
    declared = declarations(query).get(name)
    type = declared_type(query, name) or type_of(default)
    told = declared.get("description", "") if isinstance(declared, dict) else ""
    return Parameter(name, type, str(told), default, options(publication, query, words, name, type))


def options(
    publication: Publication, query: QueryFile, words: Words, name: str, type: str
) -> tuple[tuple[str, str], ...]:
    """What may be chosen, sorted by how the language calls it."""
    answer = publication.rows(query.name)
    terms = {term for row in answer if (term := row.get(name)) is not None}
    if not terms and type == "entity":
        publication.graph.depend(ALL, CONTENT)
        terms = {thing for _, things in publication.kinds for thing in things}
    if type not in ("entity", "term", "year", "language"):
        return ()
    found = {(term.value, words.label(term)) for term in terms if hasattr(term, "value")}
    return tuple(sorted(found, key=lambda option: (option[1].casefold(), option[0])))

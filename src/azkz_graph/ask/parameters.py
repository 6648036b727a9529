"""Parameters of saved queries: users' values as RDF terms, put into the query.

The query's header says the type of each parameter. Nothing that a user gives becomes part of a query as text:
it becomes a term first, and the term writes itself.
"""

import datetime
import re
from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any, Final

from pyoxigraph import Literal, NamedNode, Store

from azkz_graph.ask.misplaced_values import misplaced_values
from azkz_graph.graph.name_lookup import find, meanings, the_one
from azkz_graph.problem import UsageError
from azkz_graph.sparql.query_file import QueryFile
from azkz_graph.text.near_names import near_names
from azkz_graph.vocabulary import XSD

Term = NamedNode | Literal

PATTERNS: Final[Mapping[str, str]] = {
    "language": "[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*",
    "year": "-?([1-9][0-9]{3,}|0[0-9]{3})",
    "date": "(?!0000)[0-9]{4}-[0-9]{2}-[0-9]{2}",
    "integer": "[+-]?[0-9]{1,18}",
}
"""What a value of a type is written like, in the regular expressions that Python and ECMAScript share."""

OPTIONS = ("data", "endpoint", "explain", "format", "help", "out", "timeout")
"""The options of `azkz query` itself, which a user may have meant."""


def bind_parameters(
    query: QueryFile,
    given: Mapping[str, Sequence[str]],
    store: Store,
    *,
    mark: str = "--",
    warn: Callable[[str], None] | None = None,
) -> str:
    """Return the text of the query with each parameter's values, each once, in place of its default.

    The store is the one that is to be asked. `mark` stands before a parameter's name where an error mentions its value.
    `warn` is called for a value that no row has, but might have.

    Raises:
        UsageError: the query has no such parameter, or the value is not of the parameter's type or kind, is
            withdrawn, or occurs nowhere in the store.
    """
    values = parameter_terms(query, given, store, mark=mark)
    refuse_misplaced(query, values, store, mark=mark, warn=warn)
    return bind_terms(query, values)


def refuse_misplaced(
    query: QueryFile,
    values: Mapping[str, Sequence[Term]],
    store: Store,
    *,
    mark: str = "--",
    warn: Callable[[str], None] | None = None,
    allowed: Collection[str] = ("rowless",),
) -> None:
    """Raise UsageError if any value can have no row, unless its fault is allowed; see `bind_parameters`."""
    for each in misplaced_values(query, values, value_types(query), store):
        told = f"{mark}{each.parameter}: {each.sentence}"
        if each.fault not in allowed:
            raise UsageError(told)
        if warn is not None:
            warn(told)


def parameter_terms(
    query: QueryFile, given: Mapping[str, Sequence[str]], store: Store, *, mark: str = "--"
) -> dict[str, tuple[Term, ...]]:
    """Return the terms that are given for each parameter, each once; see `bind_parameters`."""
    found = {}
    for name, texts in given.items():
        parameter = find_parameter(query, name)
        found[parameter] = tuple(dict.fromkeys(terms(query, parameter, texts, store, mark)))
    return found


def bind_terms(query: QueryFile, values: Mapping[str, Sequence[Term]]) -> str:
    """Return the text of the query with the terms of each parameter in place of its default."""
    return query.bound({parameter: " ".join(map(str, found)) for parameter, found in values.items()})


def terms(query: QueryFile, parameter: str, texts: Sequence[str], store: Store, mark: str) -> list[Term]:
    """Return the term of each value of a parameter.

    Raises:
        UsageError: a value is not of the parameter's type; the first such value is named.
    """
    convert = converter(query, parameter)
    if convert is not entity:
        return [convert(store, mark + parameter, text) for text in texts]
    found = meanings(store, texts)
    try:
        return [the_one(store, text, found[text]) for text in texts]
    except UsageError as error:
        raise UsageError(f"{mark}{parameter}: {error}") from None


def find_parameter(query: QueryFile, name: str) -> str:
    """Return the parameter of that name, in which `-` may stand for `_`."""
    known = {parameter.replace("_", "-"): parameter for parameter in query.parameters}
    found = known.get(name.replace("_", "-"))
    if found is not None:
        return found
    near = near_names(name, [*known, *OPTIONS])
    if not known and not near:
        raise UsageError(
            f"--{name} is not an option, and the query {query.name} has no parameters; leave it out"
        )
    options = ", ".join(f"--{parameter}" for parameter in near or known)
    raise UsageError(
        f"the query {query.name} has no parameter --{name}; {'close to it' if near else 'it has'}: {options}"
    )


def converter(query: QueryFile, parameter: str) -> Callable[[Store, str, str], Term]:
    """Return what makes a term of a parameter's value: by the type in the header, else by the default.

    It takes the store, what an error calls the parameter, and the value.
    """
    type = value_type(query, parameter)
    if type not in CONVERTERS:
        raise UsageError(
            f"{query.path}: {parameter} has the type {type!r}; make it one of {', '.join(CONVERTERS)}"
        )
    return CONVERTERS[type]


def value_type(query: QueryFile, parameter: str) -> str:
    """Return the type of the parameter's values, from the header or the default."""
    return find_type(query, parameter) or type_of(query.parameters[parameter])


def value_types(query: QueryFile) -> dict[str, str]:
    """Return the type of each parameter's values."""
    return {parameter: value_type(query, parameter) for parameter in query.parameters}


def find_type(query: QueryFile, parameter: str) -> str | None:
    """Return the type in the query's header.

    The usual form, `#+   name: {type: …`, is read here: the YAML library takes a fifth of a fast answer's time.
    """
    usual = rf"^#\+\s+{re.escape(parameter)}:\s*\{{\s*type:\s*(\w+)\s*[,}}]"
    match = re.search(usual, query.text, re.MULTILINE)
    if match:
        return match[1]
    declared = declarations(query).get(parameter)
    return str(declared["type"]) if isinstance(declared, dict) and "type" in declared else None


def declarations(query: QueryFile) -> Mapping[str, Any]:
    """Return what the query's header says of its parameters, by name."""
    parameters = header(query).get("parameters")
    return parameters if isinstance(parameters, dict) else {}


def header(query: QueryFile) -> Mapping[str, Any]:
    """Return the query's documentation.

    Raises:
        UsageError: it is no YAML.
    """
    import yaml

    try:
        return query.header
    except yaml.MarkedYAMLError as error:
        lines = [number for number, line in enumerate(query.text.splitlines(), 1) if line.startswith("#+")]
        where = lines[min(error.problem_mark.line, len(lines) - 1)] if error.problem_mark else 1
        raise UsageError(
            f"{query.path}:{where}: the header is not YAML: {error.problem}; correct it"
        ) from None


def type_of(default: str) -> str:
    """Return the type that a default in SPARQL suggests.

    >>> [type_of(default) for default in ('UNDEF', '"2016"^^xsd:gYear', '"he"', '7')]
    ['entity', 'year', 'text', 'integer']
    """
    patterns = {
        "year": r'"[^"]*"\^\^.*gYear>?$',
        "date": r'"[^"]*"\^\^.*date>?$',
        "text": r"[\"'].*",
        "integer": r"[+-]?\d+$",
    }
    return next((type for type, pattern in patterns.items() if re.match(pattern, default)), "entity")


def entity(store: Store, parameter: str, text: str) -> Term:
    """Find a thing or a term of the vocabulary, by slug, prefixed name, IRI or label."""
    try:
        return find(store, text)
    except UsageError as error:
        raise UsageError(f"{parameter}: {error}") from None


def plain_text(store: Store, parameter: str, text: str) -> Term:
    """Return a text without a language."""
    return Literal(text)


def language(store: Store, parameter: str, text: str) -> Term:
    """Return a language tag as text, in lower case. Source: https://www.rfc-editor.org/rfc/rfc5646."""
    if not re.fullmatch(PATTERNS["language"], text):
        raise UsageError(f"{parameter}: {text!r} is not a language tag; write one such as en, he or kk")
    return Literal(text.lower())


def year(store: Store, parameter: str, text: str) -> Term:
    """Return a year. Source: https://www.w3.org/TR/xmlschema11-2/#gYear."""
    if not re.fullmatch(PATTERNS["year"], text):
        raise UsageError(f"{parameter}: {text!r} is not a year; write it in four digits, such as 2016")
    return Literal(text, datatype=NamedNode(XSD + "gYear"))


def date(store: Store, parameter: str, text: str) -> Term:
    """Return a day of the calendar. Source: https://www.w3.org/TR/xmlschema11-2/#date."""
    try:
        if not re.fullmatch(PATTERNS["date"], text):
            raise ValueError
        datetime.date.fromisoformat(text)
    except ValueError:
        raise UsageError(
            f"{parameter}: {text!r} is not a date; write it as year, month and day: 1992-08-27"
        ) from None
    return Literal(text, datatype=NamedNode(XSD + "date"))


def integer(store: Store, parameter: str, text: str) -> Term:
    """Return a whole number."""
    if not re.fullmatch(PATTERNS["integer"], text):
        raise UsageError(f"{parameter}: {text!r} is not a whole number; write up to 18 digits")
    return Literal(str(int(text)), datatype=NamedNode(XSD + "integer"))


CONVERTERS: Final[Mapping[str, Callable[[Store, str, str], Term]]] = {
    "entity": entity,
    "term": entity,
    "text": plain_text,
    "language": language,
    "year": year,
    "date": date,
    "integer": integer,
}
"""What makes an RDF term of a user's text, by the type that a query's header gives."""

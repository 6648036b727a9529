"""Parameters of SHACL, and the checks that they ask for.

Source: https://www.w3.org/TR/shacl/#core-components.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from pyoxigraph import BlankNode, Literal

from azkz_graph.check.compiled import constraint_check as checks
from azkz_graph.check.compiled.constraint_check import Check, Failing
from azkz_graph.check.compiled.shape_description import (
    About,
    Said,
    UncompiledShapesError,
    count,
    iri,
    members,
    one,
    text,
    truth,
)
from azkz_graph.check.shacl_results import Term
from azkz_graph.check.shapes import SH
from azkz_graph.vocabulary import RDFS


@dataclass(frozen=True)
class Asked:
    """The value of a parameter, what is said of its shape and of every node, and how a shape is referred to."""

    value: Term
    about: About
    said: Said
    failing: Callable[[Term], Failing]


def datatype(asked: Asked) -> Check:
    """Compile sh:datatype, except for the two datatypes that pySHACL accepts on every literal."""
    wanted = iri(asked.value)
    if wanted.value in (RDFS + "Literal", RDFS + "Datatype"):
        raise UncompiledShapesError(f"sh:datatype {wanted}")
    return checks.of_datatype(wanted)


def node_kind(asked: Asked) -> Check:
    """Compile sh:nodeKind."""
    wanted = iri(asked.value)
    if wanted.value not in checks.KINDS:
        raise UncompiledShapesError(f"sh:nodeKind {wanted}")
    return checks.of_kind(wanted)


def constant(term: Term) -> Term:
    """Return a term that means the same in the shapes and in the data."""
    if isinstance(term, BlankNode):
        raise UncompiledShapesError("a blank node as a value")
    return term


def within(asked: Asked) -> Check:
    """Compile sh:in."""
    return checks.within({constant(term) for term in members(asked.said, asked.value)})


def languages(asked: Asked) -> Check:
    """Compile sh:languageIn."""
    wanted = {text(term).lower() for term in members(asked.said, asked.value)}
    if "*" in wanted:
        raise UncompiledShapesError("sh:languageIn of any language")
    return checks.in_languages(wanted)


def unique_languages(asked: Asked) -> Check:
    """Compile sh:uniqueLang."""
    if not truth(asked.value):
        raise UncompiledShapesError("sh:uniqueLang false")
    return checks.unique_languages()


def pattern(asked: Asked) -> Check:
    """Compile sh:pattern, a regular expression of Python, as in pySHACL."""
    wanted = text(asked.value)
    try:
        return checks.of_pattern(wanted)
    except re.error as fault:
        raise UncompiledShapesError(f"sh:pattern {wanted}") from fault


def in_range(passing: Callable[[int], bool]) -> Callable[[Asked], Check]:
    """Compile a bound of values; `passing` gets the order of a value to it."""

    def check(asked: Asked) -> Check:
        if not isinstance(asked.value, Literal):
            raise UncompiledShapesError("a bound that is no literal")
        return checks.in_range(asked.value, passing)

    return check


def qualified_count(asked: Asked) -> Check:
    """Compile sh:qualifiedValueShape with sh:qualifiedMinCount."""
    least = count(one(asked.about, SH + "qualifiedMinCount"))
    return checks.qualified_count(asked.failing(asked.value), least)


def any_of(asked: Asked) -> Check:
    """Compile sh:or."""
    return checks.any_of([asked.failing(term) for term in members(asked.said, asked.value)])


PARAMETERS: Final[Mapping[str, tuple[str, Callable[[Asked], Check]]]] = {
    SH + "class": ("Class", lambda asked: checks.of_class(iri(asked.value))),
    SH + "datatype": ("Datatype", datatype),
    SH + "nodeKind": ("NodeKind", node_kind),
    SH + "minCount": ("MinCount", lambda asked: checks.min_count(count(asked.value))),
    SH + "maxCount": ("MaxCount", lambda asked: checks.max_count(count(asked.value))),
    SH + "minInclusive": ("MinInclusive", in_range(lambda order: order >= 0)),
    SH + "minExclusive": ("MinExclusive", in_range(lambda order: order > 0)),
    SH + "maxInclusive": ("MaxInclusive", in_range(lambda order: order <= 0)),
    SH + "minLength": ("MinLength", lambda asked: checks.of_length(count(asked.value))),
    SH + "pattern": ("Pattern", pattern),
    SH + "languageIn": ("LanguageIn", languages),
    SH + "uniqueLang": ("UniqueLang", unique_languages),
    SH + "lessThan": ("LessThan", lambda asked: checks.less_than(iri(asked.value))),
    SH + "disjoint": ("Disjoint", lambda asked: checks.disjoint(iri(asked.value))),
    SH + "hasValue": ("HasValue", lambda asked: checks.has_value(constant(asked.value))),
    SH + "in": ("In", within),
    SH + "or": ("Or", any_of),
    SH + "qualifiedValueShape": ("QualifiedMinCount", qualified_count),
}
"""The first word of each parameter's constraint component, and how its check is made."""

OF_PROPERTIES: Final = {
    SH + name
    for name in (
        "minCount",
        "maxCount",
        "uniqueLang",
        "lessThan",
        "disjoint",
        "qualifiedValueShape",
        "qualifiedMinCount",
    )
}
"""The parameters that only a property shape may have."""

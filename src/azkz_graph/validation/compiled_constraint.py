"""A SPARQL constraint and an index of quads in; the results that it reports of a focus node out.

Source: https://www.w3.org/TR/shacl/#sparql-constraints.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from pyoxigraph import NamedNode

from azkz_graph.problem import Severity
from azkz_graph.shacl import Result, Term
from azkz_graph.shapes import SH
from azkz_graph.validation.literal_value import UndecidedError
from azkz_graph.validation.quad_index import QuadIndex
from azkz_graph.validation.shape_description import (
    TOLD,
    About,
    Said,
    UncompiledShapesError,
    iri,
    one,
    text,
    truth,
)
from azkz_graph.validation.sparql_expression import Row
from azkz_graph.validation.sparql_plan import Plan, plan
from azkz_graph.validation.sparql_steps import solutions, term
from azkz_graph.vocabulary import PREFIXES

COMPONENT: Final = "SPARQLConstraintComponent"

NOT_BOUND: Final = {"failure", "currentShape", "shapesGraph", "PATH"}
"""Variables of which SHACL says more than that they are variables."""


@dataclass(frozen=True)
class Constraint:
    """A SPARQL constraint; its query is asked with the focus node in `this`."""

    iri: str
    message: str
    query: Plan


def compiled_constraint(said: Said, node: Term) -> Constraint | None:
    """The constraint that a node describes; None if it is deactivated.

    Raises:
        UncompiledShapesError: it says what is not known here.
    """
    about = said.get(node, {})
    if unknown := about.keys() - TOLD - {SH + "select", SH + "prefixes"}:
        raise UncompiledShapesError(f"{min(unknown)} of a constraint")
    query = text(one(about, SH + "select"))
    refuse_unusual(query)
    header = "".join(f"PREFIX {name}: <{space}>\n" for name, space in prefixes(said, about).items())
    found = plan(header + query, {"this"})
    if "this" not in found.selected:
        raise UncompiledShapesError("a query that does not select $this")
    if SH + "deactivated" in about and truth(one(about, SH + "deactivated")):
        return None
    return Constraint(iri(node).value, text(one(about, SH + "message")), found)


def refuse_unusual(query: str) -> None:
    """Refuse what pySHACL refuses in a query, or reads in a way of its own."""
    from pyshacl.errors import ValidationFailure
    from pyshacl.helper.sparql_query_helper import SPARQLQueryHelper

    if any(re.search(rf"[$?]{name}\b", query) for name in NOT_BOUND):
        raise UncompiledShapesError("a variable that SHACL binds")
    if not SPARQLQueryHelper.bind_this_regex.search(query):
        raise UncompiledShapesError("a query that does not ask of $this")
    try:
        SPARQLQueryHelper(None, None, query).check_invalid_sparql(query)  # type: ignore[no-untyped-call]
    except ValidationFailure as fault:
        raise UncompiledShapesError(str(fault)) from fault


def prefixes(said: Said, about: About) -> dict[str, str]:
    """The prefixes of a constraint's query, those included that pySHACL gives to every query."""
    found = {name: PREFIXES[name] for name in ("rdf", "rdfs", "owl")}
    node = one(about, SH + "prefixes")
    declared: dict[str, str] = {}
    for declaration in said.get(node, {}).get(SH + "declare", ()) if node is not None else ():
        told = said.get(declaration, {})
        name, space = one(told, SH + "prefix"), one(told, SH + "namespace")
        if name is None or space is None or text(name) in declared:
            raise UncompiledShapesError("a prefix that is declared twice, or by half")
        declared[text(name)] = space.value
    return found | declared


def constraint_results(
    constraint: Constraint, severity: Severity, index: QuadIndex, focus: Term
) -> Iterator[Result]:
    """What the constraint reports of a focus node, a result for each solution of its query.

    Raises:
        UndecidedError: pySHACL has to judge the data.
    """
    for row in solutions(constraint.query.steps, index, {"this": focus}):
        yield result(constraint, severity, focus, row)


def result(constraint: Constraint, severity: Severity, focus: Term, row: Row) -> Result:
    """What a solution reports."""
    terms = {name: term(row[name]) for name in constraint.query.selected if name in row and name != "this"}
    path, value = terms.pop("path", None), terms.pop("value", focus)
    told = {**terms, "this": focus, **({} if path is None else {"path": path}), "value": value}
    return Result(
        focus,
        path if isinstance(path, NamedNode) else None,
        value,
        constraint.iri,
        COMPONENT,
        severity,
        filled(constraint.message, told.items()),
    )


def filled(message: str, values: Iterable[tuple[str, Term]]) -> str:
    """The message with the values in place of their variables.

    >>> filled("Not {?value}.", [("value", NamedNode("https://example.org/"))])
    'Not https://example.org/.'
    """
    for name, value in values:
        try:
            message = re.sub(f"{{[?$]{name}}}", value.value, message)
        except re.error as fault:
            # pySHACL takes a backslash in the value for an escape, and may fail over it.
            raise UndecidedError from fault
    return message

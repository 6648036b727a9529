"""SPARQL constraints of shapes, answered by Oxigraph.

Source: https://www.w3.org/TR/shacl/#sparql-constraints.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from pyoxigraph import NamedNode, QuerySolutions, Store, Variable

from azkz_graph.check.compiled.constraint_store import as_written
from azkz_graph.check.compiled.literal_value import UndecidedError
from azkz_graph.check.compiled.quad_index import QuadIndex
from azkz_graph.check.compiled.shape_description import (
    TOLD,
    About,
    Said,
    UncompiledShapesError,
    iri,
    one,
    text,
    truth,
)
from azkz_graph.check.shacl_results import Result, Term
from azkz_graph.check.shapes import SH
from azkz_graph.problem import Severity
from azkz_graph.vocabulary import PREFIXES

COMPONENT: Final = "SPARQLConstraintComponent"

ASKS_OF_THIS: Final = re.compile(r"[\s{}()][$?]this\b")

UNUSUAL: Final = re.compile(
    r"(?i)\b(?:MINUS|VALUES|SERVICE|OPTIONAL|UNION|GRAPH|FROM|GROUP)\b|\bAS\s++[$?]this\b|<[^\s=]"
    r"|\{\s*+SELECT\b|[$?](?-i:failure|currentShape|shapesGraph|PATH)\b"
)
"""What SHACL forbids in a constraint, variables to which it gives a meaning, and what no constraint of ours needs."""

COMPUTES: Final = re.compile(r"(?i)\bFILTER\s*+\(|\bBIND\s*+\((?!\s*+[\w:]++\s++AS\b)")
"""An expression of more than one name."""

COMPARED: Final = re.compile(r"[?$](\w++)\s*+(?:[<>]|!?=)|[<>=]\s*+[?$](\w++)")
"""A variable that is compared as it is, on either side of the operator."""


@dataclass(frozen=True)
class Constraint:
    """A SPARQL constraint.

    `query` is asked with the focus node as `this`; `computed` are the terms that it names, by their IRIs, if it
    computes anything, and `is_of_values` says whether it compares values as they stand in the data.
    """

    iri: str
    message: str
    query: str
    computed: frozenset[str]
    is_of_values: bool


def compile_constraint(said: Said, node: Term) -> Constraint | None:
    """Compile the constraint that a node describes; None if it is deactivated.

    Raises:
        UncompiledShapesError: only pySHACL can apply it.
    """
    about = said.get(node, {})
    if unknown := about.keys() - TOLD - {SH + "select", SH + "prefixes"}:
        raise UncompiledShapesError(f"{min(unknown)} of a constraint")
    query = text(one(about, SH + "select"))
    refuse_unusual(query)
    spaces = prefixes(said, about)
    whole = "".join(f"PREFIX {name}: <{space}>\n" for name, space in spaces.items()) + query
    try:
        found = Store().query(whole)
    except SyntaxError as fault:
        raise UncompiledShapesError(f"a query that cannot be read: {fault}") from fault
    if not isinstance(found, QuerySolutions) or "this" not in {each.value for each in found.variables}:
        raise UncompiledShapesError("a query that does not select $this")
    if SH + "deactivated" in about and truth(one(about, SH + "deactivated")):
        return None
    named = re.findall(r"(?<!\w)(\w*+):(\w++)", query) if COMPUTES.search(query) else []
    computed = frozenset(spaces.get(name, "") + local for name, local in named)
    bound = re.findall(r"(?i)\bAS\s++[?$](\w++)", query)
    compared = {name for pair in COMPARED.findall(query) for name in pair if name}
    message = text(one(about, SH + "message"))
    return Constraint(iri(node).value, message, whole, computed, not compared <= set(bound))


def refuse_unusual(query: str) -> None:
    """Refuse what pySHACL refuses in a query or reads in its own way, and what is too rare to tell apart."""
    if not ASKS_OF_THIS.search(query):
        raise UncompiledShapesError("a query that does not ask of $this")
    if found := UNUSUAL.search(query):
        raise UncompiledShapesError(f"{found[0]} in a query")


def prefixes(said: Said, about: About) -> dict[str, str]:
    """Return the prefixes of a constraint's query, with those that pySHACL gives to every query."""
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
    """Yield a result for each solution of the constraint's query for a focus node.

    Raises:
        UndecidedError: pySHACL has to judge the data.
    """
    asked = index.asked
    if (asked.odd | (asked.texts if constraint.is_of_values else frozenset())) & constraint.computed:
        raise UndecidedError
    for row in solutions(asked.store, constraint.query, focus):
        yield result(constraint, severity, focus, row)


def solutions(store: Store, query: str, focus: Term) -> list[dict[str, Term | None]]:
    """Return the solutions of a query for a focus node, without it.

    They are read to their end here: what the engine answers with belongs to the thread that asked, and a fault in a
    message would keep it, with the frames of its traceback, until some thread frees it.
    """
    found = store.query(query, substitutions={Variable("this"): focus})
    assert isinstance(found, QuerySolutions), "it was compiled as one"
    names = [each.value for each in found.variables if each.value != "this"]
    return [{name: solution[name] for name in names} for solution in found]


def result(constraint: Constraint, severity: Severity, focus: Term, row: Mapping[str, Term | None]) -> Result:
    """Return what a solution reports."""
    terms = {name: as_written(value) for name, value in row.items() if value is not None}
    path, value = terms.pop("path", None), terms.pop("value", focus)
    told = {**terms, "this": focus, **({} if path is None else {"path": path}), "value": value}
    return Result(
        focus,
        path if isinstance(path, NamedNode) else None,
        value,
        constraint.iri,
        COMPONENT,
        severity,
        fill_message(constraint.message, told.items()),
    )


def fill_message(message: str, values: Iterable[tuple[str, Term]]) -> str:
    """Return the message with the values in place of their variables.

    >>> fill_message("Not {?value}.", [("value", NamedNode("https://example.org/"))])
    'Not https://example.org/.'
    """
    for name, value in values:
        try:
            message = re.sub(f"{{[?$]{name}}}", value.value, message)
        except re.error as fault:
            # pySHACL takes a backslash in the value for an escape, and may fail over it.
            raise UndecidedError from fault
    return message

"""The text of a SELECT query in; the steps that answer it, in the order that looks at the fewest triples, out.

A query is a group of triple patterns with property paths, BIND and FILTER, and patterns asked for by EXISTS. What else
SPARQL has is refused. Source: https://www.w3.org/TR/sparql11-query/#sparqlAlgebra.
"""

from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass

import rdflib
from pyoxigraph import NamedNode
from rdflib import URIRef, Variable
from rdflib import paths as rdflib_paths
from rdflib.plugins.sparql import prepareQuery
from rdflib.plugins.sparql.parserutils import CompValue

from azkz_graph.rdflib_graph import pyoxigraph_term
from azkz_graph.validation.property_path import Alternative, Inverse, Optional, Path
from azkz_graph.validation.property_path import Sequence as InSequence
from azkz_graph.validation.shape_description import UncompiledShapesError
from azkz_graph.validation.sparql_expression import Expression, expression
from azkz_graph.validation.sparql_steps import Bind, Keep, Match, Slot, Step, solutions


@dataclass(frozen=True)
class Plan:
    """The steps of a query, one after the other, and the variables that it selects."""

    steps: Sequence[Step]
    selected: tuple[str, ...]


def plan(text: str, bound: Set[str]) -> Plan:
    """The plan of a query that is asked with values for the variables in `bound`.

    Raises:
        UncompiledShapesError: the query cannot be read, or has what is not known here.
    """
    try:
        algebra = prepareQuery(text).algebra
    except Exception as fault:
        # rdflib passes on the errors of its parser, which have no class in common with its own.
        raise UncompiledShapesError(f"a query that cannot be read: {fault}") from fault
    part = algebra.p
    if algebra.name != "SelectQuery" or algebra.datasetClause:
        raise UncompiledShapesError("a query that is no plain SELECT")
    while part.name in ("Distinct", "Project"):
        part = part.p
    return Plan(steps(part, bound), tuple(str(name) for name in algebra.PV))


def steps(part: CompValue, bound: Set[str]) -> list[Step]:
    """The steps of a group, filters as early as they can be."""
    in_turn = in_order(part, bound)
    waiting = [step for step in in_turn if isinstance(step, Keep)]
    placed: list[Step] = []
    known = set(bound)
    for step in in_turn:
        if isinstance(step, Keep):
            continue
        placed.append(step)
        known |= bindings([step])
        ready = [
            keep
            for keep in waiting
            if isinstance(keep, Keep) and keep.names is not None and keep.names <= known
        ]
        placed += ready
        waiting = [keep for keep in waiting if keep not in ready]
    return placed + waiting


def in_order(part: CompValue, bound: Set[str]) -> list[Step]:
    """The steps of a group in the order of the query, but for triple patterns that stand together."""
    if part.name == "BGP":
        return list(ordered([pattern(triple) for triple in part.triples], bound))
    if part.name == "Join" and part.p2.name == "BGP":
        before = in_order(part.p1, bound)
        return before + in_order(part.p2, bound | bindings(before))
    if part.name not in ("Extend", "Filter"):
        raise UncompiledShapesError(f"{part.name} in a query")
    before = in_order(part.p, bound)
    known = bound | bindings(before)
    if part.name == "Extend":
        return [*before, Bind(str(part.var), made(part.expr, known))]
    parts = [part.expr]
    if isinstance(part.expr, CompValue) and part.expr.name == "ConditionalAndExpression":
        parts = [part.expr.expr, *part.expr.other]
    return [*before, *(Keep(made(each, known), variables(each)) for each in parts)]


def bindings(steps: Iterable[Step]) -> Set[str]:
    """The variables that the steps bind."""
    found: set[str] = set()
    for step in steps:
        found |= step.names() if isinstance(step, Match) else {step.name} if isinstance(step, Bind) else set()
    return found


def made(node: object, known: Set[str]) -> Expression:
    """The function of an expression in which the variables of `known` have values."""

    def exists(asked: CompValue) -> Expression:
        inner = asked.graph
        if not is_joined(inner.p if inner.name == "Filter" else inner):
            raise UncompiledShapesError(f"EXISTS of a {inner.name} in a query")
        found = steps(inner, known)
        return lambda index, row: any(True for _ in solutions(found, index, row))

    return expression(node, exists)


def is_joined(part: CompValue) -> bool:
    """Whether the part has nothing but triple patterns, so that none of it is apart from the variables around it."""
    return part.name == "BGP" or (part.name == "Join" and is_joined(part.p1) and part.p2.name == "BGP")


def variables(node: object) -> Set[str] | None:
    """The variables of an expression; None if it asks for patterns, which have variables of their own."""
    if isinstance(node, Variable):
        return {str(node)}
    if isinstance(node, list):
        found = [variables(part) for part in node]
    elif isinstance(node, CompValue):
        if node.name in ("Builtin_EXISTS", "Builtin_NOTEXISTS"):
            return None
        found = [variables(part) for name, part in node.items() if name != "_vars"]
    else:
        return set()
    return None if None in found else {name for names in found for name in names or ()}


def ordered(patterns: list[Match], bound: Set[str]) -> Iterator[Match]:
    """The patterns, those first of which most is known."""
    known, left = set(bound), list(patterns)
    while left:
        first = min(left, key=lambda match: unknowns(match, known))
        left.remove(first)
        known |= first.names()
        yield first


def unknowns(match: Match, known: Set[str]) -> int:
    """How much is open in a pattern: an object finds its subjects less soon than a subject its objects."""
    subject, path, object = (
        isinstance(slot, str) and slot not in known for slot in (match.subject, match.path, match.object)
    )
    return object + 2 * subject + 4 * path


def pattern(triple: tuple[object, object, object]) -> Match:
    """A triple pattern of rdflib."""
    subject, object = slot(triple[0]), slot(triple[2])
    middle = str(triple[1]) if isinstance(triple[1], Variable) else path(triple[1])
    match = Match(subject, middle, object)
    several = [each for each in (subject, middle, object) if isinstance(each, str)]
    if len(set(several)) < len(several):
        raise UncompiledShapesError("a variable twice in a pattern of a query")
    return match


def slot(node: object) -> Slot:
    """A variable's name, or the term."""
    if isinstance(node, Variable):
        return str(node)
    if isinstance(node, (URIRef, rdflib.Literal)):
        return pyoxigraph_term(node)
    raise UncompiledShapesError(f"{node} in a pattern of a query")


def path(node: object, first: bool = True) -> Path:
    """A property path of rdflib; what may be left out must not be its first step."""
    if isinstance(node, URIRef):
        return NamedNode(str(node))
    if isinstance(node, rdflib_paths.InvPath) and isinstance(node.arg, URIRef):
        return Inverse(NamedNode(str(node.arg)))
    if isinstance(node, rdflib_paths.SequencePath):
        return InSequence(tuple(path(each, first and place == 0) for place, each in enumerate(node.args)))
    if isinstance(node, rdflib_paths.AlternativePath):
        return Alternative(tuple(path(each, first) for each in node.args))
    if isinstance(node, rdflib_paths.MulPath) and node.mod == "?" and not first:
        return Optional(path(node.path, first))
    raise UncompiledShapesError(f"{node} in a pattern of a query")

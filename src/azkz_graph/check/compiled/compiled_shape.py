"""Compiled shapes and their results."""

from collections.abc import Collection, Iterator, Set
from dataclasses import dataclass

from pyoxigraph import NamedNode

from azkz_graph.check.compiled.compiled_constraint import Constraint, constraint_results
from azkz_graph.check.compiled.constraint_check import Check, EachValue, Valued
from azkz_graph.check.compiled.property_path import Path, compile_path
from azkz_graph.check.compiled.quad_index import NONE, QuadIndex
from azkz_graph.check.shacl_results import Result, Term
from azkz_graph.problem import Severity


@dataclass(frozen=True)
class CompiledShape:
    """A property shape, or a node shape, which has no path; its checks with their components.

    `iri` and `message` are empty if only other shapes refer to it.
    """

    iri: str
    path: Path | None
    severity: Severity
    message: str
    checks: tuple[tuple[str, Check], ...]
    properties: tuple["CompiledShape", ...]
    constraints: tuple[Constraint, ...]


def find_failing(shape: CompiledShape, index: QuadIndex, nodes: Collection[Term]) -> Set[Term]:
    """Return the nodes that do not conform to the shape; value nodes are looked up only where it needs them.

    Value nodes are looked up only where it needs them.
    """
    tests = [check.passing for _, check in shape.checks if isinstance(check, EachValue)]
    if shape.path is None and not shape.properties and len(tests) == len(shape.checks):
        return {node for test in tests for node in nodes if not test(node)}
    valued = with_values(shape, index, nodes)
    found = {focus for _, check in shape.checks for focus, _ in check(index, valued)}
    for part in shape.properties:
        found |= find_failing(part, index, nodes)
    return found


def with_values(shape: CompiledShape, index: QuadIndex, nodes: Collection[Term]) -> Valued:
    """Return the nodes with their value nodes: what is at the end of the path, or themselves if there is none."""
    if shape.path is None:
        return [(node, (node,)) for node in nodes]
    if isinstance(shape.path, NamedNode):
        joined = index.joined(shape.path)
        return [(node, joined.get(node, NONE)) for node in nodes]
    ends = compile_path(index, shape.path)
    return [(node, ends(node)) for node in nodes]


def shape_results(shape: CompiledShape, index: QuadIndex, nodes: Collection[Term]) -> Iterator[Result]:
    """Yield what validation of the nodes reports.

    Raises:
        UndecidedError: pySHACL has to judge the data.
    """
    path = shape.path if isinstance(shape.path, NamedNode) else None
    valued = with_values(shape, index, nodes)
    for component, check in shape.checks:
        for focus, value in check(index, valued):
            yield Result(focus, path, value, shape.iri, component, shape.severity, shape.message)
    for part in shape.properties:
        yield from shape_results(part, index, nodes)
    for constraint in shape.constraints:
        for node in nodes:
            yield from constraint_results(constraint, shape.severity, index, node)

"""Compiler of a shapes' file: its shapes, with their targets.

What is not known here is refused, never passed over. Source: https://www.w3.org/TR/shacl/#shapes.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import Final

from pyoxigraph import NamedNode

from azkz_graph.check.compiled.compiled_constraint import Constraint, compile_constraint
from azkz_graph.check.compiled.compiled_shape import CompiledShape, find_failing
from azkz_graph.check.compiled.constraint_check import Check, Failing
from azkz_graph.check.compiled.constraint_parameter import OF_PROPERTIES, PARAMETERS, Asked
from azkz_graph.check.compiled.shape_description import (
    FIRST,
    KINDS,
    NODE_SHAPE,
    PROPERTY_SHAPE,
    REST,
    TOLD,
    TYPE,
    About,
    Said,
    UncompiledShapesError,
    iri,
    one,
    path,
    text,
    truth,
)
from azkz_graph.check.shacl_results import SEVERITIES, Term
from azkz_graph.check.shapes import SH
from azkz_graph.problem import Severity

CLASSES, SUBJECTS = SH + "targetClass", SH + "targetSubjectsOf"
PATH, MESSAGE, DEACTIVATED = SH + "path", SH + "message", SH + "deactivated"
QUALIFIED, LEAST = SH + "qualifiedValueShape", SH + "qualifiedMinCount"

OF_SHAPES: Final = (
    TOLD
    | PARAMETERS.keys()
    | {
        CLASSES,
        SUBJECTS,
        PATH,
        LEAST,
        *(SH + name for name in ("property", "sparql")),
    }
)
"""The predicates of shapes."""

OTHERS: Final = (
    {FIRST, REST},
    {SH + "inversePath"},
    {SH + "alternativePath"},
    {SH + "declare"},
    {SH + "prefix", SH + "namespace"},
    TOLD | {SH + "select", SH + "prefixes"},
)
"""The predicates of lists, paths, prefixes and constraints."""

ALWAYS: Final = CompiledShape("", None, Severity.ERROR, "", (), (), ())
"""A shape to which everything conforms, as it does to one that is deactivated."""


@dataclass(frozen=True)
class Target:
    """A shape and its targets: the instances of classes, the subjects of predicates."""

    shape: CompiledShape
    classes: tuple[NamedNode, ...]
    predicates: tuple[NamedNode, ...]


def targets(said: Said) -> Iterator[Target]:
    """Return every shape that has a target.

    Raises:
        UncompiledShapesError: the shapes say what is not known here, or are no shapes.
    """
    refuse_unknown(said)
    for node, about in said.items():
        if CLASSES in about or SUBJECTS in about:
            classes, predicates = (tuple(map(iri, about.get(name, ()))) for name in (CLASSES, SUBJECTS))
            yield Target(shape(said, node, (), reports=True), classes, predicates)


def refuse_unknown(said: Said) -> None:
    """Refuse every node that is neither a shape nor a part of one, whether a target leads to it or not."""
    for node, about in said.items():
        if not any(about.keys() <= known for known in (OF_SHAPES, *OTHERS)):
            raise UncompiledShapesError(f"{', '.join(sorted(about.keys() - OF_SHAPES))} of {node}")
        kinds = set(about.get(TYPE, ()))
        if not kinds <= KINDS or len(kinds) > 1:
            raise UncompiledShapesError(f"what {node} is")
        if kinds & {NODE_SHAPE, PROPERTY_SHAPE} and (PATH in about) != (PROPERTY_SHAPE in kinds):
            raise UncompiledShapesError(f"the path of {node}")


def shape(said: Said, node: Term, above: tuple[Term, ...], reports: bool) -> CompiledShape:
    """Compile the shape that a node describes; one whose results are reported has an IRI and a message.

    `above` has the shapes that refer to it, for none may refer to itself.
    """
    about = said.get(node)
    if about is None or not about.keys() <= OF_SHAPES or node in above:
        raise UncompiledShapesError(f"{node} as a shape")
    if DEACTIVATED in about and truth(one(about, DEACTIVATED)):
        return ALWAYS
    below = (*above, node)
    checks = tuple(component_checks(said, about, below))
    return CompiledShape(
        iri(node).value if reports else "",
        path(said, one(about, PATH)) if PATH in about else None,
        severity(about),
        text(one(about, MESSAGE)) if reports and checks else "",
        checks,
        tuple(properties(said, about, below, reports)),
        tuple(constraints(said, about, reports)),
    )


def severity(about: About) -> Severity:
    """Return the severity of a shape's results."""
    told = one(about, SH + "severity")
    found = Severity.ERROR if told is None else SEVERITIES.get(iri(told).value)
    if found is None:
        raise UncompiledShapesError(f"the severity {told}")
    return found


def component_checks(said: Said, about: About, below: tuple[Term, ...]) -> Iterator[tuple[str, Check]]:
    """Yield the checks that the parameters of a shape ask for, each with its component."""
    if (wrong := about.keys() & OF_PROPERTIES) and PATH not in about:
        raise UncompiledShapesError(f"{min(wrong)} of a node shape")
    if (QUALIFIED in about) != (LEAST in about):
        raise UncompiledShapesError(
            "sh:qualifiedValueShape and sh:qualifiedMinCount, the one without the other"
        )
    refer = partial(compile_referred, said, below)
    for name in about.keys() & PARAMETERS.keys():
        word, made = PARAMETERS[name]
        value = one(about, name)
        if value is not None:
            yield f"{word}ConstraintComponent", made(Asked(value, about, said, refer))


def compile_referred(said: Said, below: tuple[Term, ...], node: Term) -> Failing:
    """Compile the shape that another refers to."""
    return partial(find_failing, shape(said, node, below, reports=False))


def properties(said: Said, about: About, below: tuple[Term, ...], reports: bool) -> Iterator[CompiledShape]:
    """Yield the property shapes of a node shape."""
    for node in about.get(SH + "property", ()):
        if PATH in about or PATH not in said.get(node, {}):
            raise UncompiledShapesError(f"{node} as a property shape")
        yield shape(said, node, below, reports)


def constraints(said: Said, about: About, reports: bool) -> Iterator[Constraint]:
    """Yield the SPARQL constraints of a node shape, which has no other message."""
    for node in about.get(SH + "sparql", ()):
        if PATH in about or MESSAGE in about or not reports:
            raise UncompiledShapesError(f"{node} of a shape with a path or a message")
        found = compile_constraint(said, node)
        if found is not None:
            yield found

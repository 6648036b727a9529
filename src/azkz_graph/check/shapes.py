"""The shapes' file: its shapes as pySHACL takes them, their names, and its problems."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from pyoxigraph import Literal, NamedNode, Quad, Store

from azkz_graph.check.rdflib_graph import rdflib_graph
from azkz_graph.dataset.source_file import error
from azkz_graph.dataset.turtle_reader import Parsed, read_turtle
from azkz_graph.problem import Place, Problem
from azkz_graph.sparql.nesting_depth import is_too_deep
from azkz_graph.sparql.other_servers import elsewhere
from azkz_graph.vocabulary import PREFIXES, SHAPES

if TYPE_CHECKING:
    from rdflib import Graph

SH: Final = PREFIXES["sh"]
NAME: Final = NamedNode(SH + "name")
SELECT: Final = NamedNode(SH + "select")
PREFIX: Final = NamedNode(SH + "prefix")
NAMESPACE: Final = NamedNode(SH + "namespace")


@dataclass(frozen=True)
class Shapes:
    """The shapes of a project: their triples with places, and what keeps them from being used."""

    path: Path
    places: Mapping[Quad, Place]
    problems: tuple[Problem, ...]

    def iris(self) -> frozenset[str]:
        """Return the IRIs of all shapes and constraints."""
        subjects = (quad.subject for quad in self.places)
        return frozenset(
            subject.value
            for subject in subjects
            if isinstance(subject, NamedNode) and subject.value.startswith(SHAPES)
        )

    def names(self) -> Mapping[str, str]:
        """Return what each shape is called, by its IRI."""
        return {
            str(quad.subject).strip("<>"): quad.object.value
            for quad in self.places
            if quad.predicate == NAME and isinstance(quad.object, Literal)
        }


def read_shapes(path: Path) -> Shapes:
    """Read the shapes in a Turtle file, with the SPARQL of their constraints."""
    return shapes_of(path, read_turtle(path))


def shapes_of(path: Path, parsed: Parsed) -> Shapes:
    """Return the shapes that a file holds."""
    places = dict(parsed.quads)
    return Shapes(path, places, (*parsed.problems, *query_problems(path, places)))


def query_problems(path: Path, places: Mapping[Quad, Place]) -> Iterator[Problem]:
    """Yield a problem for each SPARQL constraint whose query cannot be read."""
    header = "".join(f"PREFIX {prefix}: <{space}>\n" for prefix, space in declare_prefixes(places).items())
    for quad, place in places.items():
        if quad.predicate == SELECT and isinstance(quad.object, Literal):
            if elsewhere(quad.object.value) or is_too_deep(quad.object.value):
                what = "the SPARQL of the constraint that ends here asks another server, or nests too deeply"
                yield error(path, place.line, "query-form", what, "query the data alone, and nest it less")
                continue
            try:
                Store().query(header + quad.object.value)
            except (SyntaxError, RuntimeError, ValueError):
                what = "the SPARQL of the constraint that ends here cannot be read"
                yield error(path, place.line, "syntax", what, "correct it, or the prefixes that it uses")


def declare_prefixes(places: Mapping[Quad, Place]) -> Mapping[str, str]:
    """Return the prefixes that constraints may use, with their namespaces."""
    values = {(quad.subject, quad.predicate): quad.object for quad in places}
    return {
        prefix.value: space.value
        for (node, predicate), prefix in values.items()
        if predicate == PREFIX and isinstance(prefix, Literal)
        if isinstance(space := values.get((node, NAMESPACE)), Literal)
    }


def shapes_graph(shapes: Shapes) -> Graph:
    """Return the shapes, each property shape with the targets of the node shapes that have it.

    A target's nodes are then looked at together, which takes pySHACL a fraction of the time that it takes to go
    from node to node; the results are the same. Source: https://www.w3.org/TR/shacl/#PropertyConstraintComponent
    (the results of a property shape are those of its node shape), https://www.w3.org/TR/shacl/#targets.
    """
    import rdflib

    sh = rdflib.SH

    graph = rdflib_graph(quad.triple for quad in shapes.places)
    for node, part in list(graph.subject_objects(sh.property)):
        if (node, sh.deactivated, None) in graph:
            continue
        for target in (sh.targetClass, sh.targetSubjectsOf):
            for value in list(graph.objects(node, target)):
                graph.add((part, target, value))
        if (part, sh.targetClass, None) in graph or (part, sh.targetSubjectsOf, None) in graph:
            graph.remove((node, sh.property, part))
    return graph

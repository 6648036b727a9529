"""What a shapes' file says of each shape; what is not known here is refused."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from pyoxigraph import BlankNode, Literal, NamedNode, Quad

from azkz_graph.check.compiled.property_path import Alternative, Inverse, Path
from azkz_graph.check.shacl_results import Term
from azkz_graph.check.shapes import SH
from azkz_graph.vocabulary import RDF, XSD

About = Mapping[str, Sequence[Term]]
"""What is said of a node, by the predicate."""

Said = Mapping[Term, About]
"""What is said of every node."""

TYPE: Final = RDF + "type"
FIRST, REST, NIL = RDF + "first", RDF + "rest", NamedNode(RDF + "nil")

NODE_SHAPE, PROPERTY_SHAPE = NamedNode(SH + "NodeShape"), NamedNode(SH + "PropertyShape")
KINDS: Final = {NODE_SHAPE, PROPERTY_SHAPE, NamedNode(SH + "SPARQLConstraint")}

TOLD: Final = {TYPE, *(SH + name for name in ("name", "description", "message", "severity", "deactivated"))}
"""What is said of a shape or constraint beside what it asks for."""


class UncompiledShapesError(Exception):
    """The shapes use something that only pySHACL can apply."""


def describe_shapes(quads: Iterable[Quad]) -> Said:
    """Return what the quads say, by subject and predicate."""
    said: dict[Term, dict[str, list[Term]]] = {}
    for quad in quads:
        if isinstance(quad.object, (NamedNode, BlankNode, Literal)) and isinstance(
            quad.subject, (NamedNode, BlankNode)
        ):
            values = said.setdefault(quad.subject, {}).setdefault(quad.predicate.value, [])
            if quad.object not in values:
                values.append(quad.object)
        else:
            raise UncompiledShapesError("a triple about a triple")
    return said


def one(about: About, name: str) -> Term | None:
    """Return the one value of a predicate; None if it has none."""
    values = about.get(name, ())
    if len(values) > 1:
        raise UncompiledShapesError(f"several values of {name}")
    return values[0] if values else None


def iri(term: Term | None) -> NamedNode:
    """Return the term, which must be an IRI."""
    if not isinstance(term, NamedNode):
        raise UncompiledShapesError(f"{term} where an IRI stands")
    return term


def text(term: Term | None) -> str:
    """Return the text of a literal, with a language or without."""
    if not isinstance(term, Literal) or not (term.language or term.datatype.value == XSD + "string"):
        raise UncompiledShapesError(f"{term} where a text stands")
    return term.value


def count(term: Term | None) -> int:
    """Return the whole number of a literal."""
    if (
        not isinstance(term, Literal)
        or term.datatype.value != XSD + "integer"
        or not re.fullmatch("0|[1-9][0-9]*", term.value, re.ASCII)
    ):
        raise UncompiledShapesError(f"{term} where a number stands")
    return int(term.value)


def truth(term: Term | None) -> bool:
    """Return the truth value of a literal."""
    if (
        not isinstance(term, Literal)
        or term.datatype.value != XSD + "boolean"
        or term.value not in ("true", "false")
    ):
        raise UncompiledShapesError(f"{term} where true or false stands")
    return term.value == "true"


def members(said: Said, head: Term | None) -> list[Term]:
    """Return the members of a list, which must not be empty."""
    found: list[Term] = []
    while head != NIL:
        about = said.get(head, {}) if head is not None else {}
        value = one(about, FIRST)
        if value is None or about.keys() != {FIRST, REST} or len(found) > len(said):
            raise UncompiledShapesError("a list that has no end")
        found.append(value)
        head = one(about, REST)
    if not found:
        raise UncompiledShapesError("a list of nothing")
    return found


def path(said: Said, node: Term | None) -> Path:
    """Return the path that a node describes: a predicate, its inverse, or alternatives of these.

    Source: https://www.w3.org/TR/shacl/#property-paths.
    """
    if isinstance(node, NamedNode):
        return node
    about = said.get(node, {}) if node is not None else {}
    if about.keys() == {SH + "inversePath"}:
        return Inverse(iri(one(about, SH + "inversePath")))
    if about.keys() == {SH + "alternativePath"}:
        paths = [path(said, each) for each in members(said, one(about, SH + "alternativePath"))]
        if len(paths) > 1 and not any(isinstance(each, Alternative) for each in paths):
            return Alternative(tuple(paths))
    raise UncompiledShapesError("a path of a kind that is not known")

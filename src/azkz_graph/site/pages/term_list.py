"""Lists of the ontology's terms, and of its shapes in words."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from pyoxigraph import Literal, NamedNode

from azkz_graph.graph.facts import Term, nodes
from azkz_graph.graph.node_description import Description, Node, describe_nodes, terms
from azkz_graph.site.data.publication import Publication, anchor
from azkz_graph.vocabulary import BASE, LABEL, ONTOLOGY, SHAPES, TYPE, shorten

(DEFINITION, NOTE, EXAMPLE) = terms("skos", "definition", "scopeNote", "example")
(PATH, MESSAGE, SEVERITY, PROPERTY, SPARQL, TARGET_CLASS, NAME) = terms(
    "sh", "path", "message", "severity", "property", "sparql", "targetClass", "name"
)
(IS_DEFINED_BY,) = terms("rdfs", "isDefinedBy")
(OWL_CLASS, OBJECT_PROPERTY, DATATYPE_PROPERTY, ANNOTATION_PROPERTY) = terms(
    "owl", "Class", "ObjectProperty", "DatatypeProperty", "AnnotationProperty"
)
PROPERTIES: Final = frozenset((OBJECT_PROPERTY, DATATYPE_PROPERTY, ANNOTATION_PROPERTY))
APART: Final = frozenset((TYPE, LABEL, DEFINITION, NOTE, EXAMPLE, IS_DEFINED_BY))


@dataclass(frozen=True)
class Constraint:
    """What a shape demands of a property, in words."""

    anchor: str
    path: NamedNode | None
    severity: str
    message: str


@dataclass(frozen=True)
class ListedTerm:
    """A term as the ontology's page shows it, in no language yet."""

    node: NamedNode
    anchor: str
    short: str
    rows: tuple[tuple[NamedNode, tuple[Term, ...]], ...]
    constraints: tuple[Constraint, ...]


@dataclass(frozen=True)
class ListedShape:
    """A node shape with its constraints."""

    anchor: str
    name: str
    classes: tuple[NamedNode, ...]
    constraints: tuple[Constraint, ...]


def term_groups(publication: Publication) -> list[tuple[str, list[ListedTerm]]]:
    """Return the terms by group, under the key of the group's heading."""
    groups: dict[str, list[ListedTerm]] = {
        key: [] for key in ("classes", "properties", "individuals", "foreign_terms")
    }
    wanted = by_path(shape_list(publication))
    for subject in publication.arrangement.union:
        if isinstance(subject, NamedNode) and (key := group(publication, subject)):
            groups[key].append(list_term(publication, subject, wanted.get(subject, ())))
    return [(key, found) for key, found in groups.items() if found]


def group(publication: Publication, node: NamedNode) -> str | None:
    """Return the key of the group in which a term is listed; None if the node is no term."""
    kinds = set(nodes(publication.graph, node, TYPE))
    if not node.value.startswith(BASE):
        return "foreign_terms"
    if not node.value.startswith(ONTOLOGY):
        return None
    if OWL_CLASS in kinds:
        return "classes"
    return "properties" if PROPERTIES & kinds else "individuals"


def list_term(publication: Publication, node: NamedNode, constraints: Iterable[Constraint]) -> ListedTerm:
    """One term."""
    said = publication.arrangement.union[node]
    rows = tuple((predicate, tuple(found)) for predicate, found in said.items() if predicate not in APART)
    return ListedTerm(node, anchor(node.value), shorten(node.value), rows, tuple(constraints))


def by_path(shapes: Iterable[ListedShape]) -> Mapping[NamedNode, list[Constraint]]:
    """Return the constraints by the property that they are about, each message once."""
    found: dict[NamedNode, dict[str, Constraint]] = {}
    for shape in shapes:
        for constraint in shape.constraints:
            if constraint.path is not None:
                found.setdefault(constraint.path, {}).setdefault(constraint.message, constraint)
    return {path: list(each.values()) for path, each in found.items()}


def shape_list(publication: Publication) -> list[ListedShape]:
    """Return the node shapes in the order of their file."""
    said = describe_nodes(publication.shapes.places)
    return [
        list_shape(node, found, said)
        for node, found in said.items()
        if isinstance(node, NamedNode)
        and node.value.startswith(SHAPES)
        and (PROPERTY in found or SPARQL in found)
    ]


def list_shape(
    node: NamedNode,
    found: Description,
    said: Mapping[Node, Description],
) -> ListedShape:
    """One node shape."""
    parts = [part for predicate in (PROPERTY, SPARQL) for part in found.get(predicate, ())]
    return ListedShape(
        node.value.removeprefix(SHAPES),
        text(found, NAME) or node.value.removeprefix(SHAPES),
        tuple(each for each in found.get(TARGET_CLASS, ()) if isinstance(each, NamedNode)),
        tuple(constraint(part, said.get(part, {})) for part in parts if isinstance(part, NamedNode)),
    )


def constraint(node: NamedNode, said: Description) -> Constraint:
    """One property shape or query."""
    path, severity = said.get(PATH, [None])[0], said.get(SEVERITY, [None])[0]
    return Constraint(
        node.value.removeprefix(SHAPES),
        path if isinstance(path, NamedNode) else None,
        severity.value.rpartition("#")[2].lower() if isinstance(severity, NamedNode) else "violation",
        text(said, MESSAGE) or text(said, NAME) or shorten(node.value),
    )


def text(said: Description, predicate: NamedNode) -> str | None:
    """Return the first text of a predicate."""
    return next((term.value for term in said.get(predicate, ()) if isinstance(term, Literal)), None)

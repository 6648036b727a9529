"""Lists of the ontology's terms, and of its shapes in words."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from pyoxigraph import Literal, NamedNode

from azkz_graph.graph.facts import Term, nodes, triples
from azkz_graph.graph.node_description import Description, Node, describe_nodes, in_order, terms
from azkz_graph.site.data.publication import Publication, anchor
from azkz_graph.vocabulary import BASE, GRAPH, LABEL, ONTOLOGY, PREDICATE, SHAPES, SHOWN_AS, TYPE, shorten

(DEFINITION, EXAMPLE, NOTE) = terms("skos", "definition", "example", "scopeNote")
(PATH, MESSAGE, SEVERITY, PROPERTY, SPARQL, TARGET_CLASS, NAME) = terms(
    "sh", "path", "message", "severity", "property", "sparql", "targetClass", "name"
)
(IS_DEFINED_BY,) = terms("rdfs", "isDefinedBy")
(OWL_CLASS, OBJECT_PROPERTY, DATATYPE_PROPERTY, ANNOTATION_PROPERTY) = terms(
    "owl", "Class", "ObjectProperty", "DatatypeProperty", "AnnotationProperty"
)
PROPERTIES: Final = frozenset((OBJECT_PROPERTY, DATATYPE_PROPERTY, ANNOTATION_PROPERTY))
APART: Final = frozenset((TYPE, LABEL, SHOWN_AS, DEFINITION, EXAMPLE, NOTE, IS_DEFINED_BY))


@dataclass(frozen=True)
class Constraint:
    """What a shape demands of a property, in words."""

    anchor: str
    path: NamedNode | None
    severity: str
    message: str


@dataclass(frozen=True)
class ListedTerm:
    """A term as the ontology's page shows it, in no language yet.

    `referrers` are the terms that are described by it, each with the predicates. It is the predicate of so many
    `facts`, and the class of so many `things` in the list of all, where they are the group `kind`.
    """

    node: NamedNode
    anchor: str
    short: str
    rows: tuple[tuple[NamedNode, tuple[Term, ...]], ...]
    constraints: tuple[Constraint, ...]
    referrers: tuple[tuple[Node, tuple[NamedNode, ...]], ...]
    facts: int
    things: int
    kind: int

    @property
    def is_ours(self) -> bool:
        """Return whether the term is of the ontology itself, and of no other vocabulary."""
        return self.node.value.startswith(ONTOLOGY)


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
    said = describe_terms(publication)
    wanted, referrers = by_path(shape_list(publication)), find_referrers(said)
    facts: Counter[Term] = Counter()
    kinds: dict[NamedNode, tuple[int, int]] = {}
    # Where not everything can be listed, it cannot be counted for a page either.
    if publication.whole:
        facts.update(quad.object for quad in triples(publication.graph, None, PREDICATE))
        kinds = {kind: (len(found), place) for place, (kind, found) in enumerate(publication.kinds, 1)}
    for node, description in said.items():
        if key := group(publication, node):
            term = ListedTerm(
                node,
                anchor(node.value),
                shorten(node.value),
                tuple((by, tuple(found)) for by, found in description.items() if by not in APART),
                tuple(wanted.get(node, ())),
                tuple((each, tuple(by)) for each, by in referrers.get(node, {}).items()),
                facts[node],
                *kinds.get(node, (0, 0)),
            )
            groups[key].append(term)
    return [(key, found) for key, found in groups.items() if found]


def describe_terms(publication: Publication) -> dict[NamedNode, Description]:
    """Return what is said of each term that the ontology describes, in reading order."""
    quads = publication.graphs.get(NamedNode(GRAPH + "ontology"), ())
    subjects = dict.fromkeys(quad.subject for quad in quads if isinstance(quad.subject, NamedNode))
    ordered = sorted(subjects, key=publication.arrangement.key)
    said = describe_nodes(quad for subject in ordered for quad in triples(publication.graph, subject))
    return {subject: in_order(said[subject]) for subject in ordered}


def find_referrers(said: Mapping[NamedNode, Description]) -> Mapping[Term, Mapping[Node, list[NamedNode]]]:
    """Return the terms that are described by each term, with the predicates."""
    found: dict[Term, dict[Node, list[NamedNode]]] = {}
    for node, description in said.items():
        for predicate, objects in description.items():
            for each in objects:
                if isinstance(each, NamedNode) and predicate not in APART:
                    found.setdefault(each, {}).setdefault(node, []).append(predicate)
    return found


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

"""A derived dataset and the shapes in; the results of SHACL validation as problems with the line at fault out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from azkz_graph.dataset import Dataset
from azkz_graph.places import Places
from azkz_graph.problem import Problem, Severity
from azkz_graph.vocabulary import ONTOLOGY, PREFIXES, shorten

if TYPE_CHECKING:
    from rdflib import Graph
    from rdflib.term import Node

SH: Final = PREFIXES["sh"]
EXPLAINS: Final = NamedNode(ONTOLOGY + "explains")
ABOUT: Final = NamedNode(PREFIXES["schema"] + "about")
DATASET_CLASS: Final = NamedNode(PREFIXES["dcat"] + "Dataset")

SEVERITIES: Final[Mapping[str, Severity]] = {
    SH + "Violation": Severity.ERROR,
    SH + "Warning": Severity.WARNING,
    SH + "Info": Severity.INFO,
}

FAULTS: Final[Mapping[str, str]] = {
    "ClassConstraintComponent": "{value} is not of the kind that {path} asks for",
    "DatatypeConstraintComponent": "{value} has a datatype that {path} does not take",
    "DisjointConstraintComponent": "{value} must not be the value of {path} here too",
    "HasValueConstraintComponent": "{path} lacks a value that it must have",
    "InConstraintComponent": "{value} is none of the values that {path} takes",
    "LanguageInConstraintComponent": "{value} is in a language that {path} does not take",
    "LessThanConstraintComponent": "{value} is not less than what it must be less than",
    "MaxCountConstraintComponent": "{path} has too many values",
    "MinCountConstraintComponent": "{path} is missing",
    "NodeKindConstraintComponent": "{value} is no IRI",
    "OrConstraintComponent": "{value} fits none of the kinds that {path} takes",
    "PatternConstraintComponent": "{value} is not of the form that {path} takes",
    "QualifiedMinCountConstraintComponent": "{path} lacks a value that it should have",
    "UniqueLangConstraintComponent": "{path} has two values in one language",
}
"""What is wrong, by the constraint component; any other says that the value is not as it should be."""


@dataclass(frozen=True)
class Result:
    """One result of a validation report, in the terms of https://www.w3.org/TR/shacl/#validation-report."""

    focus: NamedNode
    path: NamedNode | None
    value: NamedNode | Literal | None
    shape: str
    component: str
    severity: Severity
    message: str


def validate(dataset: Dataset) -> Iterator[Problem]:
    """Validate every triple of the dataset, in all graphs, and yield a problem for each result of the report."""
    places = Places.of(dataset)
    explanations = explained(dataset)
    for result in results(dataset):
        yield problem(result, places, explanations)


def results(dataset: Dataset) -> list[Result]:
    """What pySHACL reports; the focus of a fault of the graph as a whole is the node at fault."""
    import pyshacl
    import rdflib

    rdflib.NORMALIZE_LITERALS = False
    shapes = rdflib.Graph().parse(dataset.project.ontology / "shapes.ttl")
    _, report, text = pyshacl.validate(rdflib_graph(dataset.triples()), shacl_graph=shapes, inference="none")
    if not isinstance(report, rdflib.Graph):
        raise RuntimeError(f"the shapes cannot be used: {text}")
    found = report.subjects(rdflib.RDF.type, rdflib.URIRef(SH + "ValidationResult"))
    whole = {str(quad.subject).strip("<>") for quad in dataset.places if quad.object == DATASET_CLASS}
    return [parsed(report, node, whole) for node in found]


def rdflib_graph(triples: Iterable[Triple]) -> Graph:
    """The triples as a graph of rdflib, their lexical forms untouched."""
    import rdflib

    known: dict[object, Node] = {}

    def node(term: object) -> Node:
        if term not in known:
            known[term] = rdflib_term(term)
        return known[term]

    graph = rdflib.Graph()
    for triple in triples:
        graph.add((node(triple.subject), node(triple.predicate), node(triple.object)))
    return graph


def rdflib_term(term: object) -> Node:
    """The term of pyoxigraph as a term of rdflib."""
    import rdflib

    if isinstance(term, NamedNode):
        return rdflib.URIRef(term.value)
    if isinstance(term, BlankNode):
        return rdflib.BNode(term.value)
    if not isinstance(term, Literal):
        raise TypeError(f"{term} is no term of RDF 1.1")
    if term.language:
        return rdflib.Literal(term.value, lang=term.language)
    is_text = term.datatype.value == PREFIXES["xsd"] + "string"
    return rdflib.Literal(term.value, datatype=None if is_text else rdflib.URIRef(term.datatype.value))


def parsed(report: Graph, node: Node, whole: set[str]) -> Result:
    """One result node of the report; `whole` has the IRIs whose faults are those of the graph as a whole."""
    import rdflib

    def told(name: str) -> Node | None:
        return report.value(node, rdflib.URIRef(SH + name))

    focus, value = told("focusNode"), told("value")
    if str(focus) in whole and isinstance(value, rdflib.URIRef):
        focus, value = value, None
    constraint = told("sourceConstraint")
    path = told("resultPath")
    return Result(
        NamedNode(str(focus)),
        NamedNode(str(path)) if isinstance(path, rdflib.URIRef) else None,
        pyoxigraph_term(value),
        str(constraint if isinstance(constraint, rdflib.URIRef) else told("sourceShape")),
        str(told("sourceConstraintComponent")).removeprefix(SH),
        SEVERITIES[str(told("resultSeverity"))],
        str(told("resultMessage")),
    )


def pyoxigraph_term(term: Node | None) -> NamedNode | Literal | None:
    """The term of rdflib as a term of pyoxigraph; None for a blank node of the shapes."""
    import rdflib

    if isinstance(term, rdflib.URIRef):
        return NamedNode(str(term))
    if not isinstance(term, rdflib.Literal):
        return None
    if term.language:
        return Literal(str(term), language=term.language)
    return Literal(str(term), datatype=NamedNode(str(term.datatype)) if term.datatype else None)


def explained(dataset: Dataset) -> dict[tuple[str, str], str]:
    """The notes that explain a shape's results, by the shape and the node that they are about."""
    shapes: dict[object, list[str]] = {}
    things: dict[object, list[str]] = {}
    for quad in dataset.places:
        if isinstance(quad.object, NamedNode) and quad.predicate in (EXPLAINS, ABOUT):
            table = shapes if quad.predicate == EXPLAINS else things
            table.setdefault(quad.subject, []).append(quad.object.value)
    return {
        (shape, thing): str(note).strip("<>")
        for note, explains in shapes.items()
        for shape in explains
        for thing in things.get(note, [])
    }


def problem(result: Result, places: Places, explanations: Mapping[tuple[str, str], str]) -> Problem:
    """The result as a problem at the line of the triple, or at the nearest that there is."""
    fault, mend = told(result)
    return Problem(
        places.nearest(result.focus, result.path, result.value),
        result.severity,
        shorten(result.shape),
        f"{shorten(result.focus.value)}: {fault}",
        mend,
        explanations.get((result.shape, result.focus.value)),
    )


def told(result: Result) -> tuple[str, str]:
    """What is wrong and how to mend it; the message of a SPARQL constraint says both, with a colon between."""
    message = result.message[:1].lower() + result.message[1:].rstrip(".")
    fault, colon, mend = message.partition(": ")
    if colon and result.component == "SPARQLConstraintComponent":
        return fault, mend
    path = shorten(result.path.value) if result.path else "the property"
    pattern = FAULTS.get(result.component, "the node is not as it should be")
    return pattern.format(path=path, value=shown(result.value)), message


def shown(value: NamedNode | Literal | None) -> str:
    """A value as it is written in Turtle, with prefixes."""
    if isinstance(value, NamedNode):
        return shorten(value.value)
    if value is None:
        return "the value"
    datatype = value.datatype.value
    if value.language or datatype == PREFIXES["xsd"] + "string":
        return str(value)
    return f'"{value.value}"^^{shorten(datatype)}'

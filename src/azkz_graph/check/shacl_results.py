"""SHACL validation by pySHACL."""

from __future__ import annotations

import logging
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from pyoxigraph import BlankNode, Literal, NamedNode

from azkz_graph.check.rdflib_graph import pyoxigraph_term, rdflib_graph
from azkz_graph.check.shapes import SH, Shapes, shapes_graph
from azkz_graph.dataset.dataset import Dataset
from azkz_graph.dataset.garbage_collection import pause_collection
from azkz_graph.problem import Severity
from azkz_graph.vocabulary import PREFIXES

if TYPE_CHECKING:
    from rdflib import Graph
    from rdflib.term import Node

DATASET_CLASS: Final = NamedNode(PREFIXES["dcat"] + "Dataset")

SEVERITIES: Final = {
    SH + "Violation": Severity.ERROR,
    SH + "Warning": Severity.WARNING,
    SH + "Info": Severity.INFO,
}


Term = NamedNode | BlankNode | Literal


class UnusableShapesError(Exception):
    """The shapes' file can be read, but its content cannot be applied as shapes."""


@dataclass(frozen=True)
class Result:
    """One result of a validation report, in the terms of https://www.w3.org/TR/shacl/#validation-report."""

    focus: Term
    path: NamedNode | None
    value: Term | None
    shape: str
    component: str
    severity: Severity
    message: str


def validate(dataset: Dataset, shapes: Shapes) -> list[Result]:
    """Return what pySHACL reports on every triple of the dataset, in all graphs.

    Raises:
        UnusableShapesError: pySHACL cannot apply the shapes.
    """
    import pyshacl
    import rdflib

    rdflib.NORMALIZE_LITERALS = False
    with silence_logging(), pause_collection():
        data = rdflib_graph(dataset.triples())
        try:
            _, report, text = pyshacl.validate(data, shacl_graph=shapes_graph(shapes), inference="none")
        except Exception as fault:
            # pySHACL passes on its own errors and those of the SPARQL parser, which have no class in common.
            raise UnusableShapesError(" ".join(str(fault).split())) from fault
    if not isinstance(report, rdflib.Graph):
        raise UnusableShapesError(" ".join(text.split()))
    return read_report(report, dataset)


def read_report(report: Graph, dataset: Dataset) -> list[Result]:
    """Return the results of a validation report on the dataset.

    The focus of a fault of the graph as a whole is the node at fault.
    """
    import rdflib

    whole = {str(quad.subject).strip("<>") for quad in dataset.places if quad.object == DATASET_CLASS}
    nodes = report.subjects(rdflib.RDF.type, rdflib.URIRef(SH + "ValidationResult"))
    return [result(report, node, whole) for node in nodes]


@contextmanager
def silence_logging() -> Iterator[None]:
    """Keep the libraries from logging ill-formed literals and shapes, which are problems of their own."""
    before = logging.root.manager.disable
    logging.disable()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        logging.disable(before)


def result(report: Graph, node: Node, whole: set[str]) -> Result:
    """Read one result node of the report.

    `whole` has the IRIs whose faults are those of the graph as a whole.
    """
    import rdflib

    def told(name: str) -> Node | None:
        return report.value(node, rdflib.URIRef(SH + name))

    def term(name: str) -> Term | None:
        found = told(name)
        return None if found is None else pyoxigraph_term(found)

    focus, value, path, constraint = map(term, ("focusNode", "value", "resultPath", "sourceConstraint"))
    if constraint is not None and str(told("focusNode")) in whole and isinstance(value, NamedNode):
        focus, value = value, None
    return Result(
        focus or BlankNode(),
        path if isinstance(path, NamedNode) else None,
        value,
        str(told("sourceShape" if constraint is None else "sourceConstraint")),
        str(told("sourceConstraintComponent")).removeprefix(SH),
        SEVERITIES[str(told("resultSeverity"))],
        str(told("resultMessage")),
    )

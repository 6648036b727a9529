"""The quads of a dataset in; the line at which something is said of a thing, out."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pyoxigraph import NamedNode, Quad

from azkz_graph.dataset import Dataset
from azkz_graph.problem import Place
from azkz_graph.vocabulary import GRAPH, OBJECT, PREDICATE, SUBJECT

RULES = GRAPH + "derived/"


@dataclass(frozen=True)
class Places:
    """Where triples, properties and subjects were first written; `start` is where nothing nearer is known.

    What the program added has the place that it comes from: the node of a stated fact that of the triple, what a
    rule concludes that of the rule.
    """

    triples: Mapping[tuple[object, object, object], Place]
    properties: Mapping[tuple[object, object], Place]
    subjects: Mapping[object, Place]
    start: Place

    @classmethod
    def of(cls, dataset: Dataset) -> "Places":
        """The places of a dataset's quads."""
        triples: dict[tuple[object, object, object], Place] = {}
        properties: dict[tuple[object, object], Place] = {}
        subjects: dict[object, Place] = {}
        for quad, place in dataset.places.items():
            triples.setdefault((quad.subject, quad.predicate, quad.object), place)
            properties.setdefault((quad.subject, quad.predicate), place)
            subjects.setdefault(quad.subject, place)
        for fact, place in fact_places(dataset, triples):
            subjects.setdefault(fact, place)
        for quad, place in rule_places(dataset):
            subjects.setdefault(quad.subject, place)
        return cls(triples, properties, subjects, Place(dataset.project.data / "facts.trig", 1))

    def nearest(self, subject: object, predicate: object = None, value: object = None) -> Place:
        """The line of the triple; failing that of the property, of the subject, of the value as a subject."""
        for table, key in (
            (self.triples, (subject, predicate, value)),
            (self.properties, (subject, predicate)),
            (self.subjects, subject),
            (self.subjects, value),
        ):
            if key in table:
                return table[key]  # type: ignore[index]
        return self.start


def fact_places(
    dataset: Dataset, triples: Mapping[tuple[object, object, object], Place]
) -> Iterator[tuple[object, Place]]:
    """Every fact that a passage states with the place of its triple."""
    described: dict[object, dict[NamedNode, object]] = {}
    for quad in dataset.derived:
        if quad.predicate in (SUBJECT, PREDICATE, OBJECT):
            described.setdefault(quad.subject, {})[quad.predicate] = quad.object
    for fact, parts in described.items():
        place = triples.get((parts.get(SUBJECT), parts.get(PREDICATE), parts.get(OBJECT)))
        if place is not None:
            yield fact, place


def rule_places(dataset: Dataset) -> Iterator[tuple[Quad, Place]]:
    """Every quad that a rule concludes with the place of the rule."""
    for quad in dataset.derived:
        graph = quad.graph_name
        if isinstance(graph, NamedNode) and graph.value.startswith(RULES):
            name = graph.value.removeprefix(RULES)
            yield quad, Place(dataset.project.ontology / "rules" / f"{name}.rq", 1)

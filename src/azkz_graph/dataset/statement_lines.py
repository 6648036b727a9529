"""Lines at which something is said of a thing."""

from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass

from pyoxigraph import NamedNode, Quad

from azkz_graph.dataset.dataset import Dataset
from azkz_graph.dataset.source_file import stored_path
from azkz_graph.problem import Place
from azkz_graph.vocabulary import GRAPH, OBJECT, PREDICATE, SUBJECT

RULES = GRAPH + "derived/"

PARTS = (SUBJECT, PREDICATE, OBJECT)


@dataclass(frozen=True)
class Places:
    """Where triples, properties and subjects were first written; `start` is where nothing nearer is known.

    What the program added has the place that it comes from: the node of a stated fact has that of its triple,
    a conclusion that of its rule.
    """

    triples: Mapping[tuple[object, object, object], Place]
    properties: Mapping[tuple[object, object], Place]
    subjects: Mapping[object, Place]
    start: Place

    @classmethod
    def of(cls, dataset: Dataset, things: Set[object] | None = None) -> "Places":
        """Collect the places of a dataset's quads, or only of those about some things."""
        facts = fact_parts(dataset, things)
        wanted = things if things is None else things | {fact.get(SUBJECT) for fact in facts.values()}
        triples: dict[tuple[object, object, object], Place] = {}
        properties: dict[tuple[object, object], Place] = {}
        subjects: dict[object, Place] = {}
        for quad, place in dataset.places.items():
            subject = quad.subject
            if wanted is None or subject in wanted:
                triples.setdefault((subject, quad.predicate, quad.object), place)
                properties.setdefault((subject, quad.predicate), place)
                subjects.setdefault(subject, place)
        for fact, parts in facts.items():
            stated = triples.get((parts.get(SUBJECT), parts.get(PREDICATE), parts.get(OBJECT)))
            if stated is not None:
                subjects.setdefault(fact, stated)
        for quad, place in rule_places(dataset, things):
            subjects.setdefault(quad.subject, place)
        return cls(triples, properties, subjects, Place(stored_path(dataset.project.data / "facts.trig"), 1))

    def nearest(self, subject: object, predicate: object = None, value: object = None) -> Place:
        """Return the line of the triple.

        Failing that of the property, of the subject, of the value as a subject.
        """
        for table, key in (
            (self.triples, (subject, predicate, value)),
            (self.properties, (subject, predicate)),
            (self.subjects, subject),
            (self.subjects, value),
        ):
            if key in table:
                return table[key]  # type: ignore[index]
        return self.start

    def others(self, subject: object, predicate: object, place: Place) -> list[Place]:
        """Return the other lines that state a value of the property, in their order."""
        lines = {line for each, line in self.triples.items() if each[:2] == (subject, predicate)}
        return sorted(lines - {place})


def fact_parts(dataset: Dataset, things: Set[object] | None) -> Mapping[object, Mapping[NamedNode, object]]:
    """Return the subject, predicate and object of every fact, or only of those among some things."""
    described: dict[object, dict[NamedNode, object]] = {}
    for quad in dataset.derived:
        if (things is None or quad.subject in things) and quad.predicate in PARTS:
            described.setdefault(quad.subject, {})[quad.predicate] = quad.object
    return described


def rule_places(dataset: Dataset, things: Set[object] | None) -> Iterator[tuple[Quad, Place]]:
    """Yield every quad that a rule concludes, or only those about some things, with the place of the rule."""
    for quad in dataset.derived:
        if things is None or quad.subject in things:
            graph = quad.graph_name
            if isinstance(graph, NamedNode) and graph.value.startswith(RULES):
                name = graph.value.removeprefix(RULES)
                yield quad, Place(dataset.project.ontology / "rules" / f"{name}.rq", 1)

"""The authored quads in; the line at which something is said of a thing, out."""

from collections.abc import Mapping
from dataclasses import dataclass

from azkz_graph.dataset import Dataset
from azkz_graph.problem import Place


@dataclass(frozen=True)
class Places:
    """Where triples, properties and subjects were first written; `start` is where nothing nearer is known."""

    triples: Mapping[tuple[object, object, object], Place]
    properties: Mapping[tuple[object, object], Place]
    subjects: Mapping[object, Place]
    start: Place

    @classmethod
    def of(cls, dataset: Dataset) -> "Places":
        """The places of a dataset's authored quads."""
        triples: dict[tuple[object, object, object], Place] = {}
        properties: dict[tuple[object, object], Place] = {}
        subjects: dict[object, Place] = {}
        for quad, place in dataset.places.items():
            triples.setdefault((quad.subject, quad.predicate, quad.object), place)
            properties.setdefault((quad.subject, quad.predicate), place)
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

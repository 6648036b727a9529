"""Order in which people read a dataset.

The dataset and the article come first, then things by kind in the order of the ontology's classes, then the
terms of the ontology, and the facts, in the order of the article, last.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from math import inf
from typing import TypeAlias

from pyoxigraph import Literal, NamedNode, Triple

from azkz_graph.dataset.dataset import Dataset
from azkz_graph.dataset.dataset_record import DatasetRecord, dataset_record
from azkz_graph.graph.node_description import (
    Description,
    Node,
    describe_nodes,
    english_label,
    in_order,
    terms,
)
from azkz_graph.graph.triple_index import Index
from azkz_graph.vocabulary import FACT_CLASS, OBJECT, PREDICATE, STATED_IN, SUBJECT, TYPE, WITHDRAWN_IN

Key: TypeAlias = tuple[int, float, str]
(POSITION,) = terms("schema", "position")
PARTS = (*terms("oa", "hasSelector"), *terms("geo", "hasGeometry"))
(OWL_CLASS,) = terms("owl", "Class")
(SECTION,) = terms("azkz", "Section")

FIRST = (
    *terms("dcat", "Dataset"),
    *terms("schema", "Article"),
    *terms("azkz", "Section", "Passage", "Footnote"),
)
LAST = (
    *terms("azkz", "Hedge", "NoteKind"),
    *terms("owl", "Ontology", "Class", "ObjectProperty", "DatatypeProperty", "AnnotationProperty"),
    *terms("azkz", "Rule", "Fact"),
)
"""The kinds that stand before and behind those that only the ontology orders."""


@dataclass(frozen=True)
class Arrangement:
    """A dataset laid out for reading: its sections, where each subject stands, and its triples in that order.

    A key is a place in `titles`, a position in the article, and a text. `union` holds every triple once,
    whatever its graphs.
    """

    dataset: Dataset
    titles: tuple[str, ...]
    keys: Mapping[Node, Key]
    union: Mapping[Node, Description]

    @cached_property
    def record(self) -> DatasetRecord:
        """Return what the dataset says of itself as a publication."""
        return dataset_record(self.dataset)

    @cached_property
    def index(self) -> Index:
        """Return the triples by their parts."""
        return Index(self.triples())

    def key(self, subject: Node) -> Key:
        """Return what subjects are sorted by."""
        return self.keys.get(subject, (self.titles.index(title(None, {})), inf, str(subject)))

    def title(self, subject: Node) -> str:
        """Return the heading of the section in which the subject stands."""
        return self.titles[self.key(subject)[0]]

    def triples(self) -> Iterator[Triple]:
        """Return every triple once, in reading order."""
        for subject, description in self.union.items():
            for predicate, objects in description.items():
                yield from (Triple(subject, predicate, term) for term in objects)


def arrange(dataset: Dataset) -> Arrangement:
    """Put everything in the dataset in reading order."""
    subjects = describe_nodes(dataset.quads())
    kinds = kind_order(subjects)
    titles = tuple(title(kind, subjects.get(kind, {}) if kind else {}) for kind in kinds)
    keys = subject_keys(subjects, {kind: rank for rank, kind in enumerate(kinds)})
    union = {subject: in_order(subjects[subject]) for subject in sorted(subjects, key=keys.__getitem__)}
    return Arrangement(dataset, titles, keys, union)


def subject_keys(
    subjects: Mapping[Node, Description], ranks: Mapping[NamedNode | None, int]
) -> dict[Node, Key]:
    """Return the key of each subject; a selector stands behind what it selects, a point behind its place."""
    places = positions(subjects)
    keys: dict[Node, Key] = {
        subject: (kind_rank(description, ranks), places.get(subject, inf), sort_text(subject, description))
        for subject, description in subjects.items()
    }
    owners = {
        part: subject
        for subject, description in subjects.items()
        for predicate in PARTS
        for part in description.get(predicate, ())
        if isinstance(part, NamedNode) and part in subjects
    }
    for part, owner in owners.items():
        rank, position, text = keys[owner]
        keys[part] = (rank, position, f"{text} {part}")
    return keys


def kind_order(subjects: Mapping[Node, Description]) -> list[NamedNode | None]:
    """Return every kind of subject, in the order of the sections.

    None is the kind of what has none, withdrawnIn that of what was withdrawn, which has no class either.
    """
    classes = [
        subject
        for subject, description in subjects.items()
        if OWL_CLASS in description.get(TYPE, ()) and isinstance(subject, NamedNode)
    ]
    between = [kind for kind in classes if kind not in FIRST and kind not in LAST]
    return [*FIRST, *between, None, WITHDRAWN_IN, *LAST]


def kind_rank(description: Description, ranks: Mapping[NamedNode | None, int]) -> int:
    """Return the section of a subject: that of the first of its kinds."""
    if WITHDRAWN_IN in description:
        return ranks[WITHDRAWN_IN]
    kinds = [kind for kind in description.get(TYPE, ()) if isinstance(kind, NamedNode)]
    return min((ranks[kind] for kind in kinds if kind in ranks), default=ranks[None])


def positions(subjects: Mapping[Node, Description]) -> dict[Node, float]:
    """Return the place in the article of sections, passages, and the facts that passages state."""
    own: dict[Node, float] = {
        subject: float(number.value)
        for subject, description in subjects.items()
        for number in description.get(POSITION, ())
        if isinstance(number, Literal) and number.value.isdecimal()
    }
    stated = {
        subject: min(own.get(passage, inf) for passage in description[STATED_IN])  # type: ignore[arg-type]
        for subject, description in subjects.items()
        if STATED_IN in description
    }
    return own | stated


def sort_text(subject: Node, description: Description) -> str:
    """Return what subjects of one place are sorted by: their IRI, and facts by the triple that they are about."""
    if FACT_CLASS not in description.get(TYPE, ()):
        return str(subject)
    return " ".join(str(term) for part in (SUBJECT, PREDICATE, OBJECT) for term in description.get(part, ()))


def title(kind: NamedNode | None, description: Description) -> str:
    """Return the heading of a kind's section: the English label of the class, or words made from its name.

    >>> title(NamedNode("http://www.w3.org/2002/07/owl#ObjectProperty"), {})
    'Object property'
    """
    if kind is None:
        return "Of no kind"
    name = re.split(r"[/#]", kind.value)[-1]
    heading = english_label(description) or re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name).lower()
    return heading[:1].upper() + heading[1:]

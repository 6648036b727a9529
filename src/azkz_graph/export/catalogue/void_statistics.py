"""Counts of a graph's things, kinds and properties."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from azkz_graph.vocabulary import BASE, TYPE


@dataclass(frozen=True)
class Census:
    """The counts of a graph. Classes and properties are IRIs, the most frequent first; examples are by class."""

    triples: int
    subjects: int
    objects: int
    entities: int
    classes: Mapping[str, int]
    properties: Mapping[str, int]
    examples: Mapping[str, str]


def census(lines: Iterable[bytes]) -> Census:
    """Count lines of N-Triples as `azkz_graph.export.formats.ntriples` writes them, sorted, each once.

    `entities` are the subjects whose IRI is one of ours; the example of a class is its first instance among them.
    """
    subjects: set[bytes] = set()
    objects: set[bytes] = set()
    classes: Counter[str] = Counter()
    properties: Counter[str] = Counter()
    examples: dict[str, str] = {}
    for line in lines:
        subject, predicate, rest = line.split(b" ", 2)
        term = rest.rstrip(b" .\n")
        subjects.add(subject)
        objects.add(term)
        properties[iri(predicate)] += 1
        # Data that no check has passed may have a text for a class.
        if iri(predicate) == TYPE.value and term.startswith(b"<") and not term.startswith(b"<<"):
            classes[iri(term)] += 1
            if iri(subject).startswith(BASE):
                examples.setdefault(iri(term), iri(subject))
    entities = sum(iri(subject).startswith(BASE) for subject in subjects)
    return Census(
        properties.total(),
        len(subjects),
        len(objects),
        entities,
        rank_counts(classes),
        rank_counts(properties),
        examples,
    )


def iri(term: bytes) -> str:
    """Return the IRI between the angle brackets.

    >>> iri(b"<https://schema.org/name>")
    'https://schema.org/name'
    """
    return term[1:-1].decode()


def rank_counts(counts: Counter[str]) -> dict[str, int]:
    """Return the counts, the largest first, and equal ones in the order of their names."""
    return dict(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])))

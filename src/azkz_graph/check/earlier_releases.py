"""A dataset beside what earlier releases published."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from pyoxigraph import NamedNode

from azkz_graph.dataset.dataset import Dataset
from azkz_graph.dataset.source_file import stored_path
from azkz_graph.dataset.statement_lines import Places
from azkz_graph.dataset.turtle_reader import read_turtle
from azkz_graph.problem import Place
from azkz_graph.register.comparison import Change, Renames, compare
from azkz_graph.register.published_contents import Contents
from azkz_graph.register.release_history import Edition, current_edition, last_editions, read_history
from azkz_graph.register.release_register import FOLDER
from azkz_graph.register.withdrawals import (
    WITHDRAWN,
    Withdrawal,
    recorded_renames,
    recorded_withdrawals,
    whole,
)
from azkz_graph.vocabulary import QUERY, SHAPES, shorten


@dataclass(frozen=True)
class EarlierReleases:
    """What earlier releases published, what the dataset holds now, and which withdrawals are recorded.

    `former` has each identifier as the last release published it that did, and the facts of the last release.
    """

    dataset: Dataset
    history: Sequence[Edition]
    current: Edition
    records: Mapping[str, Withdrawal]

    @cached_property
    def last(self) -> Mapping[str, Edition]:
        """Return the last release that published each identifier, by shortened IRI."""
        return last_editions(self.history)

    @cached_property
    def renames(self) -> Renames:
        """Return what replaces each identifier that is gone: by its record; without one, a new identifier of its label.

        Only a record makes that so; until then it spares editors what follows from it.
        """
        known = self.current.contents.identifiers
        new = {(each.kind, each.labels[0]): iri for iri, each in known.items() if iri not in self.last}
        gone = (
            edition.contents.identifiers[iri]
            for iri, edition in self.last.items()
            if iri not in known and iri not in self.records
        )
        alike = {each.iri: new.get((each.kind, each.labels[0]), "") for each in gone if each.labels[0]}
        guessed = {iri: successor for iri, successor in alike.items() if successor}
        return {**guessed, **recorded_renames(self.records.values())}

    @cached_property
    def changes(self) -> tuple[Change, ...]:
        """Return how the dataset differs from what was published."""
        if not self.history:
            return ()
        identifiers = {iri: edition.contents.identifiers[iri] for iri, edition in self.last.items()}
        former = Contents(identifiers, self.history[-1].contents.facts)
        return compare(former, self.current.contents, self.renames)

    @cached_property
    def places(self) -> Places:
        """Return where everything is written."""
        return Places.of(self.dataset)

    @cached_property
    def record_prefixes(self) -> Mapping[str, str]:
        """Return the prefixes that data/withdrawn.ttl declares; none if there is no such file."""
        return read_turtle(stored_path(self.dataset.project.data / "withdrawn.ttl"), WITHDRAWN).prefixes

    def line_of_entry(self, iri: str) -> Place:
        """Return the line of the register that has an identifier."""
        edition = self.last[iri]
        line = list(edition.contents.identifiers).index(iri) + 2
        return Place(self.dataset.project.data / FOLDER / edition.version / "identifiers.tsv", line)

    def line_of(self, iri: str, *predicates: NamedNode) -> Place:
        """Return the line that describes an identifier, at best one with a predicate; else its line in the register."""
        node, project = NamedNode(whole(iri)), self.dataset.project
        for predicate in predicates:
            if (node, predicate) in self.places.properties:
                return self.places.properties[node, predicate]
        if node in self.places.subjects:
            return self.places.subjects[node]
        if node.value.startswith(QUERY):
            return Place(project.queries / f"{node.value.removeprefix(QUERY)}.rq", 1)
        if node.value.startswith(SHAPES):
            return Place(project.ontology / "shapes.ttl", 1)
        return self.line_of_entry(iri)


def earlier_releases(dataset: Dataset) -> EarlierReleases:
    """Return a derived dataset beside what its register says.

    Raises:
        UsageError: the register or a saved query cannot be read.
    """
    return beside_history(dataset, read_history(dataset.project.data))


def beside_history(dataset: Dataset, history: Sequence[Edition]) -> EarlierReleases:
    """Return a derived dataset beside these releases.

    Raises:
        UsageError: a saved query cannot be read.
    """
    records = {shorten(each.iri): each for each in recorded_withdrawals(dataset)}
    return EarlierReleases(dataset, history, current_edition(dataset, history), records)

"""History of a publication: its versions, what each changed, and what became of each identifier."""

import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Final, NamedTuple

from azkz_graph.dataset.dataset import Dataset
from azkz_graph.disk.atomic_folder import MANIFEST, SUMS
from azkz_graph.problem import UsageError
from azkz_graph.register.comparison import Alteration, Change
from azkz_graph.register.published_contents import Contents, Identifier, PublishedFact
from azkz_graph.register.release_history import Step
from azkz_graph.register.release_register import RegisteredRelease, read_register
from azkz_graph.register.withdrawals import (
    Withdrawal,
    recorded_withdrawals,
    trace_changes,
    withdrawals_along,
)
from azkz_graph.routes.document_paths import document, page_fault, page_path
from azkz_graph.routes.version_paths import ontology_version_iri, version_iri
from azkz_graph.versions.registered_archives import find_archives
from azkz_graph.versions.release_archive import StoredRelease
from azkz_graph.versions.version_difference import Difference
from azkz_graph.versions.version_source import Version
from azkz_graph.vocabulary import shorten

ONTOLOGY_FILE: Final = "ontology/azkz.ttl"
"""The file of a release that has the ontology."""


@dataclass(frozen=True)
class PublishedVersion:
    """A version with what has changed since the one before.

    `release` is None while it is not released; `stored` is its archive or folder, if the site has it.
    """

    step: Step
    release: RegisteredRelease | None = None
    stored: StoredRelease | None = None

    @property
    def number(self) -> str:
        """Return the version's number; empty while it is not released."""
        return self.release.version if self.release else ""

    @property
    def issued(self) -> str:
        """Return the date of the release; empty while it is not released."""
        return self.release.issued if self.release else ""

    @property
    def before(self) -> str:
        """Return the number of the version before; empty of the first."""
        return self.step.before.version if self.step.before else ""

    @property
    def contents(self) -> Contents:
        """Return what it publishes."""
        return self.step.after.contents

    def files(self) -> Iterator[tuple[str, bytes]]:
        """Yield the name and the content of each file that the site publishes of it; none if it has no archive."""
        if self.stored is None or self.release is None:
            return
        if self.stored.path.is_file():
            yield self.release.archive, self.stored.path.read_bytes()
        for name in self.stored.present():
            if (data := self.file(name)) is not None:
                yield name, data

    def file(self, name: str) -> bytes | None:
        """Return one of these files; None if there is none of the name.

        Raises:
            UsageError: it is not what the manifest says.
        """
        if self.stored is None or self.release is None:
            return None
        if name == self.release.archive and self.stored.path.is_file():
            return self.stored.path.read_bytes()
        if name in (MANIFEST, SUMS):
            return self.stored.read(name)
        digest = self.digests.get(name)
        data = self.stored.read(name) if digest else None
        if data is not None and hashlib.sha256(data).hexdigest() != digest:
            raise UsageError(
                f"{self.stored.path / name} is not what {MANIFEST} says; fetch the release again"
            )
        return data

    @cached_property
    def digests(self) -> Mapping[str, str]:
        """Return the SHA-256 of each file that the manifest lists; none if the site has no files of it."""
        entries = self.stored.manifest["files"] if self.stored else ()
        return {str(entry["path"]): str(entry["sha256"]) for entry in entries if "sha256" in entry}

    @property
    def has_ontology(self) -> bool:
        """Return whether the ontology as of this version is among its files."""
        return ONTOLOGY_FILE in self.digests

    @cached_property
    def difference(self) -> Difference | None:
        """Return how it differs from the version before; None of the first."""
        before, after, changes = self.step
        if before is None:
            return None
        old = Version(before.version, version_iri(before.version), before.contents)
        return Difference(old, Version(after.version, version_iri(after.version), after.contents), changes)


class Event(NamedTuple):
    """What happened to an identifier in a version, and to how many of the facts about it in which way."""

    version: str
    changes: tuple[Change, ...]
    facts: Mapping[Alteration, int]


@dataclass(frozen=True)
class VersionHistory:
    """The released versions, the oldest first, and what was withdrawn, by IRI.

    `unreleased` is what has changed since the last of them, if anything has.
    """

    versions: tuple[PublishedVersion, ...] = ()
    unreleased: PublishedVersion | None = None
    withdrawals: Mapping[str, Withdrawal] = field(default_factory=dict)

    @property
    def all(self) -> tuple[PublishedVersion, ...]:
        """Return the released versions and what follows them, the oldest first."""
        return (*self.versions, *([self.unreleased] if self.unreleased else []))

    @cached_property
    def version_pages(self) -> Mapping[str, str]:
        """Return the path of the page of each version of the dataset and the ontology, without suffix, by IRI.

        The ontology as of a version is known from the files of that version.
        """
        iris = [version_iri(each.number) for each in self.versions]
        iris += [ontology_version_iri(each.number) for each in self.versions if each.has_ontology]
        return {iri: path for iri in iris if (path := document(iri))}

    @cached_property
    def withdrawn_pages(self) -> Mapping[str, str]:
        """Return the path of the page of each withdrawn identifier that had one of its own, by IRI."""
        iris = (iri for iri in self.withdrawals if page_fault(iri) is None)
        found = ((iri, page_path(iri)) for iri in iris)
        return {iri: path for iri, path in found if path and "#" not in path}

    @cached_property
    def first_versions(self) -> Mapping[str, str]:
        """Return the first version that published each identifier and fact, by shortened IRI."""
        found: dict[str, str] = {}
        for version in self.all:
            for iri in (*version.contents.identifiers, *version.contents.facts):
                found.setdefault(iri, version.number)
        return found

    @cached_property
    def events(self) -> Mapping[str, tuple[Event, ...]]:
        """Return what happened to each identifier since it was first published, by shortened IRI."""
        found: dict[str, list[Event]] = {}
        for version in self.all:
            own: dict[str, list[Change]] = {}
            facts: dict[str, Counter[Alteration]] = {}
            for change in version.step.changes:
                for iri in (change.iri, *change.replaced_by):
                    own.setdefault(iri, []).append(change)
                if change.kind == "fact":
                    for iri in self.named_in(change, version):
                        facts.setdefault(iri, Counter())[change.alteration] += 1
            for iri in own.keys() | facts.keys():
                changes = tuple(own.get(iri, ()))
                found.setdefault(iri, []).append(Event(version.number, changes, facts.get(iri, {})))
        return {iri: tuple(events) for iri, events in found.items()}

    def named_in(self, change: Change, version: PublishedVersion) -> set[str]:
        """Return the things that a changed fact is about, those of its successors too."""
        facts = (self.fact(iri, version) for iri in (change.iri, *change.replaced_by))
        return {part for fact in facts if fact for part in (fact.subject, fact.object)}

    def fact(self, iri: str, version: PublishedVersion) -> PublishedFact | None:
        """Return a fact of a version, or of the one before it, by its shortened IRI."""
        before = version.step.before
        return version.contents.facts.get(iri) or (before.contents.facts.get(iri) if before else None)

    @cached_property
    def past_facts(self) -> Mapping[str, PublishedFact]:
        """Return every fact that any version published, as the last of them published it, by shortened IRI."""
        return {iri: fact for version in self.all for iri, fact in version.contents.facts.items()}

    @cached_property
    def past_identifiers(self) -> Mapping[str, Identifier]:
        """Return every identifier that any version published, as the last of them published it, by shortened IRI."""
        return {iri: each for version in self.all for iri, each in version.contents.identifiers.items()}

    def of(self, iri: str) -> "Past | None":
        """Return since when an identifier is published, and what has happened to it; None if no version tells."""
        short = shorten(iri)
        if short not in self.first_versions:
            return None
        return Past(short, self.first_versions[short], self.events.get(short, ()))

    def since(self, iri: str) -> str:
        """Return the first version that published an identifier; empty if none did."""
        return self.first_versions.get(shorten(iri), "")


class Past(NamedTuple):
    """The first version that published an identifier, empty if none is released, and what happened in others."""

    iri: str
    since: str
    events: Sequence[Event]

    @property
    def is_eventful(self) -> bool:
        """Return whether anything but its first publication has happened to it."""
        return any(
            event.version != self.since
            or any(change.alteration is not Alteration.ADDED for change in event.changes)
            for event in self.events
        )


NO_HISTORY = VersionHistory()


def read_version_history(dataset: Dataset, folder: Path | None = None) -> VersionHistory:
    """Read the history of a derived dataset, with the archives of its releases that lie in the folder.

    By default that is `releases/` of the project, if there is one. Versions are compared here, and nowhere else.

    Raises:
        UsageError: the register or an archive cannot be read, or an archive is not that of the register.
    """
    registered, stored = read_register(dataset.project.data), find_archives(dataset.project, folder)
    if not registered and not any(True for _ in recorded_withdrawals(dataset)):
        return NO_HISTORY
    *steps, last = trace_changes(dataset)
    versions = tuple(
        PublishedVersion(step, release, stored.get(release.version))
        for step, release in zip(steps, registered, strict=True)
    )
    unreleased = PublishedVersion(last) if versions and last.changes else None
    return VersionHistory(versions, unreleased, withdrawals_along([*steps, last], dataset))

"""Whether a release, or one file of it, is as it was published."""

import csv
import hashlib
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from pyoxigraph import Literal, NamedNode, RdfFormat, parse

from azkz_graph.disk.atomic_folder import MANIFEST, SUMS
from azkz_graph.export.graph_digest import graph_digest
from azkz_graph.export.release import DATASET_FILES
from azkz_graph.graph.facts import Term
from azkz_graph.problem import UsageError
from azkz_graph.register.published_contents import read_contents, shorten_term
from azkz_graph.versions.file_damage import (
    FORMATS,
    Damage,
    Finding,
    diagnose,
    misnamed_facts,
    read_triples,
)
from azkz_graph.versions.release_archive import StoredRelease
from azkz_graph.vocabulary import shorten

WHOLE: Final = "azkz.nt"
"""The file by whose triples those of the other formats are judged."""

WITH_FACTS: Final = tuple(DATASET_FILES)
"""The files that have every fact, beside facts.csv."""

RDF12: Final = "azkz-rdf12.ttl"
"""The one among them whose triples are others."""


@dataclass(frozen=True)
class Verdict:
    """What a verification found, and what it compared; it is good if there is nothing to fetch again."""

    findings: tuple[Finding, ...]
    compared: tuple[str, ...]

    @property
    def is_good(self) -> bool:
        """Return whether everything holds what was published."""
        return all(finding.damage is Damage.WRITTEN_AGAIN for finding in self.findings)


def verify_release(release: StoredRelease, reference: StoredRelease | None = None) -> Verdict:
    """Verify a release against its own lists, its facts and formats, and against an undamaged copy if there is one.

    Raises:
        UsageError: the release cannot be read.
    """
    files = {name: read_or_none(release, name) for name in release.names()}
    entries = {str(entry["path"]): entry for entry in release.manifest["files"]}
    sound = {name: data for name, data in files.items() if data is not None and is_sound(data, entries[name])}
    findings = [
        *verify_files(files, entries, sound, reference),
        *verify_sums(release, entries),
        *find_unlisted(release),
    ]
    disagreements = list(compare_formats(sound))
    facts: list[Finding] = []
    compared = [f"{len(files):,} files: size and SHA-256"]
    if WHOLE in sound:
        triples = read_triples(sound[WHOLE], FORMATS[".nt"])
        facts = list(misnamed_facts(WHOLE, triples))
        digest = graph_digest(triples)
        if digest != release.manifest.get("rdfc10", digest):
            facts.append(Finding(MANIFEST, Damage.CHECKSUM, f"the graph of {WHOLE} has the digest {digest}"))
        compared.append(f"graph: {digest} (SHA-256 of RDFC-1.0)")
        compared.append(
            f"{len(facts_of(sound[WHOLE], FORMATS['.nt'])):,} facts: identifiers, and the same in every format"
        )
    return Verdict(tuple(sorted({*findings, *disagreements, *facts})), tuple(compared))


def is_sound(data: bytes, entry: Mapping[str, Any]) -> bool:
    """Return whether the bytes are those that the manifest names."""
    return hashlib.sha256(data).hexdigest() == entry.get("sha256")


def verify_files(
    files: Mapping[str, bytes | None],
    entries: Mapping[str, Mapping[str, Any]],
    sound: Mapping[str, bytes],
    reference: StoredRelease | None,
) -> Iterator[Finding]:
    """Yield what is wrong with each file that the manifest lists.

    What a damaged file held, an undamaged copy tells, or else an undamaged file of another format.
    """
    other = next((name for name in WITH_FACTS if name in sound and name != RDF12), None)
    triples = (
        read_triples(sound[other], FORMATS[Path(other).suffix]) if other and len(sound) < len(files) else None
    )
    for name, data in files.items():
        if data is None:
            yield Finding(name, Damage.MISSING, "it is not there; fetch it again")
        elif name not in sound:
            original = original_of(name, entries[name], reference)
            same = triples if name in WITH_FACTS and name != RDF12 else None
            yield from diagnose(name, data, size_of(entries[name]), original, same)


def size_of(entry: Mapping[str, Any]) -> int:
    """Return how many bytes a file has by the manifest."""
    size = entry.get("bytes")
    return size if isinstance(size, int) else 0


def original_of(name: str, entry: Mapping[str, Any], reference: StoredRelease | None) -> bytes | None:
    """Return the file as it was released, from an undamaged copy that has the bytes which the manifest names."""
    data = read_or_none(reference, name) if reference else None
    return data if data is not None and is_sound(data, entry) else None


def verify_file(name: str, data: bytes, entry: Mapping[str, Any], reference: StoredRelease | None) -> Verdict:
    """Verify one file of a release, by its entry in the release's manifest."""
    compared = (f"{name}: size and SHA-256",)
    if is_sound(data, entry):
        return Verdict((), compared)
    findings = diagnose(name, data, size_of(entry), original_of(name, entry, reference), None)
    return Verdict(tuple(sorted(findings)), compared)


def read_or_none(release: StoredRelease, name: str) -> bytes | None:
    """Return a file of a release; None if it is not there."""
    try:
        return release.read(name)
    except UsageError:
        return None


def verify_sums(release: StoredRelease, entries: Mapping[str, Mapping[str, Any]]) -> Iterator[Finding]:
    """Yield where SHA256SUMS, if there is one, does not agree with the manifest."""
    data = read_or_none(release, SUMS)
    if data is None:
        return
    lines = [line.split("  ", 1) for line in data.decode("utf-8", "replace").splitlines()]
    sums = {line[1]: line[0] for line in lines if len(line) == 2}
    listed = {name: entry.get("sha256") for name, entry in entries.items()}
    for name in sorted(listed.keys() | sums.keys() - {MANIFEST}):
        if sums.get(name) != listed.get(name):
            what = f"{SUMS} and {MANIFEST} disagree about it; one of the two was changed"
            yield Finding(name, Damage.CHECKSUM, what)
    manifest = read_or_none(release, MANIFEST)
    if manifest is not None and MANIFEST in sums and hashlib.sha256(manifest).hexdigest() != sums[MANIFEST]:
        yield Finding(MANIFEST, Damage.CHECKSUM, f"{SUMS} names another SHA-256; fetch the release again")


def find_unlisted(release: StoredRelease) -> Iterator[Finding]:
    """Yield the files that lie in a release and are no part of it."""
    for name in sorted(set(release.present()) - {*release.names(), MANIFEST, SUMS}):
        yield Finding(name, Damage.UNLISTED, "it is no part of the release; remove it")


def compare_formats(files: Mapping[str, bytes]) -> Iterator[Finding]:
    """Yield the files of the dataset that do not hold the same facts as the N-Triples."""
    if WHOLE not in files:
        return
    expected = facts_of(files[WHOLE], FORMATS[".nt"])
    for name, data in files.items():
        if "/" in name or name == WHOLE or (facts := read_facts(name, data)) is None:
            continue
        for iri in sorted(expected.symmetric_difference(facts))[:1]:
            count = len(expected.symmetric_difference(facts))
            what = f"{count:,} facts are not as in {WHOLE}, such as {iri[0]}; build the release again"
            yield Finding(name, Damage.DISAGREEING, what)


Fact = tuple[str, str, str, str]
"""A fact's identifier, subject, predicate and object, with full IRIs."""


def facts_of(data: bytes, format: RdfFormat) -> frozenset[Fact]:
    """Return the facts of a file of RDF."""
    facts = read_contents(parse(data, format=format)).facts.values()
    return frozenset((fact.iri, *fact.triple) for fact in facts)


def read_facts(name: str, data: bytes) -> frozenset[Fact] | None:
    """Return the facts of a file of a release; None if it is none that has all facts."""
    format = FORMATS.get(Path(name).suffix)
    if name == "facts.csv":
        return frozenset(map(fact_of_row, csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline=""))))
    if name in WITH_FACTS and format is not None:
        return facts_of(data, format)
    return None


def fact_of_row(row: Mapping[str, str]) -> Fact:
    """Return the fact of a row of facts.csv."""
    term: Term
    if row["object_language"]:
        term = Literal(row["object"], language=row["object_language"])
    elif row["object_datatype"]:
        term = Literal(row["object"], datatype=NamedNode(row["object_datatype"]))
    else:
        term = NamedNode(row["object"])
    return (shorten(row["fact"]), shorten(row["subject"]), shorten(row["predicate"]), shorten_term(term))

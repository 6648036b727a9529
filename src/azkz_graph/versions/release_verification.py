"""Whether a release, or one file of it, is as it was published."""

import hashlib
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from pyoxigraph import BlankNode, Quad, RdfFormat, parse

from azkz_graph.disk.atomic_folder import MANIFEST, SUMS
from azkz_graph.export.dataset_files import DATASET_FILES, can_write_parquet
from azkz_graph.export.fact_table import FACTS
from azkz_graph.export.graph_digest import graph_digest
from azkz_graph.problem import UsageError
from azkz_graph.register.published_contents import PublishedFact, read_contents
from azkz_graph.text.counts import counted
from azkz_graph.versions.file_damage import (
    FORMATS,
    SHOWN,
    Damage,
    Finding,
    diagnose,
    misnamed_facts,
    read_triples,
)
from azkz_graph.versions.published_table import read_published_table
from azkz_graph.versions.release_archive import StoredRelease

WHOLE: Final = "azkz.nt"
"""The file by whose triples those of the other formats are judged."""

WITH_FACTS: Final = tuple(
    name for name, file in DATASET_FILES.items() if file.has_all_facts and file.table is None
)
"""The files of RDF that have every fact."""

FACT_TABLES: Final = tuple(name for name, file in DATASET_FILES.items() if file.table is FACTS)
"""The tables that have every fact."""

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
    findings += compare_manifests(release, reference)
    unreadable = {finding.file: finding for finding in find_unreadable(sound)}
    readable = {name: data for name, data in sound.items() if name not in unreadable}
    findings += [*unreadable.values(), *compare_formats(readable)]
    facts: list[Finding] = []
    compared = [counted(len(files), "file: size and SHA-256", "files: size and SHA-256")]
    if WHOLE in readable:
        digest = graph_digest(quad.triple for quad in parse(sound[WHOLE], format=RdfFormat.N_TRIPLES))
        if digest != release.manifest.get("rdfc10", digest):
            facts.append(Finding(MANIFEST, Damage.CHECKSUM, f"the graph of {WHOLE} has the digest {digest}"))
        compared.append(f"graph: {digest} (SHA-256 of RDFC-1.0)")
        published = read_facts(WHOLE, sound[WHOLE]) or ()
        facts += misnamed_facts(WHOLE, published)
        compared.append(f"{counted(len(published), 'fact')}: identifiers, and the same in every format")
    return Verdict(tuple(sorted({*findings, *facts})), tuple(compared))


def compare_manifests(release: StoredRelease, reference: StoredRelease | None) -> Iterator[Finding]:
    """Yield that a release lists other files than another copy of the same version."""
    if reference is None:
        return
    here, there = (
        {str(entry["path"]): entry.get("sha256") for entry in each.manifest["files"]}
        for each in (release, reference)
    )
    if others := sorted(name for name in here.keys() | there.keys() if here.get(name) != there.get(name)):
        named = ", ".join(others[:SHOWN]) + (
            f" and {len(others) - SHOWN:,} more" if len(others) > SHOWN else ""
        )
        what = f"it lists other files than {reference.path.name}, the release {release.version}: {named}"
        yield Finding(MANIFEST, Damage.CHECKSUM, what)


def find_unreadable(files: Mapping[str, bytes]) -> Iterator[Finding]:
    """Yield the files of the dataset that have the SHA-256 of the manifest, and yet cannot be read.

    No release has blank nodes, which could be made so that no digest of the graph is ever found.
    """
    for name, data in files.items():
        try:
            read_facts(name, data)
            is_blank = name == WHOLE and any(map(has_blank, parse(data, format=RdfFormat.N_TRIPLES)))
        except (SyntaxError, UnicodeDecodeError, ValueError, UsageError) as error:
            yield Finding(name, Damage.EDITED, f"it cannot be read ({error}); fetch the release again")
            continue
        if is_blank:
            yield Finding(
                name, Damage.EDITED, "it has blank nodes, as no release has; fetch the release again"
            )


def has_blank(quad: Quad) -> bool:
    """Return whether a part of a triple is a blank node."""
    return isinstance(quad.subject, BlankNode) or isinstance(quad.object, BlankNode)


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
    expected = triples_by_iri(read_facts(WHOLE, files[WHOLE]) or ())
    for name in files.keys() - {WHOLE}:
        if (facts := read_facts(name, files[name])) is None:
            continue
        if others := expected.items() ^ triples_by_iri(facts).items():
            named = {iri for iri, _ in others}
            what = f"{counted(len(named), 'fact is', 'facts are')} not as in {WHOLE}, such as {min(named)}"
            yield Finding(name, Damage.DISAGREEING, f"{what}; build the release again")


def read_facts(name: str, data: bytes) -> Collection[PublishedFact] | None:
    """Return the facts of a file of a release; None if it is none that has all facts."""
    if name in FACT_TABLES:
        is_readable = name.endswith(".csv") or can_write_parquet()
        return read_published_table(Path(name), data).facts.values() if is_readable else None
    if name in WITH_FACTS:
        return read_contents(parse(data, format=FORMATS[Path(name).suffix])).facts.values()
    return None


def triples_by_iri(facts: Iterable[PublishedFact]) -> Mapping[str, tuple[str, str, str]]:
    """Return what each fact says."""
    return {fact.iri: fact.triple for fact in facts}

"""Verification of what a user names: a release's folder, its archive, or one file of it."""

import hashlib
import zipfile
from collections.abc import Sequence, Set
from dataclasses import replace
from pathlib import Path
from typing import Final

from pyoxigraph import Literal, NamedNode, RdfFormat, parse

from azkz_graph.problem import UsageError
from azkz_graph.register.published_contents import read_contents
from azkz_graph.register.release_register import RegisteredRelease, read_register
from azkz_graph.versions.file_damage import FORMATS, Damage, Finding, misnamed_facts, read_triples
from azkz_graph.versions.known_releases import Places
from azkz_graph.versions.release_archive import StoredRelease, find_releases, open_release, read_regular
from azkz_graph.versions.release_verification import Verdict, read_or_none, verify_file, verify_release
from azkz_graph.vocabulary import BASE, PREFIXES

VERSION: Final = NamedNode(PREFIXES["owl"] + "versionInfo")
RECORD: Final = NamedNode(BASE + "dataset")

LEAST_LIKENESS: Final = 0.5
"""How much of a file under another name is in a release's file, if it is a copy of it."""


def verify(path: Path, places: Places) -> Verdict:
    """Verify a folder, an archive or a file by the releases that are at hand.

    Raises:
        UsageError: it cannot be read, or is nothing that can be verified.
    """
    releases = find_releases(places.releases) if places.releases.is_dir() else ()
    if path.is_dir():
        release = open_release(path)
        return verify_release(release, find_copy(release, releases))
    if not path.is_file():
        raise UsageError(f"{path} is not there; name a file, a folder or an archive of a release")
    try:
        data = read_regular(path)
    except OSError as error:
        raise UsageError(f"{path} cannot be read ({error.strerror}); name a file of a release") from None
    if path.suffix.lower() == ".zip":
        return verify_archive(path, data, releases, read_register(places.project.data))
    return verify_lone_file(path.name, data, releases)


def find_copy(release: StoredRelease, releases: Sequence[StoredRelease]) -> StoredRelease | None:
    """Return another copy of the release, if one is at hand."""
    return next(
        (
            each
            for each in releases
            if each.version == release.version and each.path.resolve() != release.path.resolve()
        ),
        None,
    )


def verify_archive(
    path: Path, data: bytes, releases: Sequence[StoredRelease], register: Sequence[RegisteredRelease]
) -> Verdict:
    """Verify an archive: its files, and its own SHA-256, which the register has."""
    digest = hashlib.sha256(data).hexdigest()
    try:
        release = open_release(path)
    except UsageError as error:
        if zipfile.is_zipfile(path):
            return Verdict((Finding(path.name, Damage.EDITED, str(error)),), ())
        what = "it is no whole archive, as after a download that broke off; fetch it again"
        return Verdict((Finding(path.name, Damage.TRUNCATED, what),), ())
    verdict = verify_release(release, find_copy(release, releases))
    entry = next((each for each in register if each.version == release.version), None)
    if entry is None:
        unknown = Finding(
            path.name, Damage.UNKNOWN, f"the version {release.version!a} is not in the register"
        )
        return replace(verdict, findings=(*verdict.findings, unknown))
    if entry.sha256 == digest:
        return replace(verdict, compared=(*verdict.compared, "archive: SHA-256 of the register"))
    what = f"its SHA-256 is {digest}, in the register {entry.sha256}; fetch it again"
    finding = Finding(path.name, Damage.CHECKSUM, what)
    return replace(verdict, findings=(*verdict.findings, finding))


def verify_lone_file(name: str, data: bytes, releases: Sequence[StoredRelease]) -> Verdict:
    """Verify a file of some release, which its bytes, its record or its beginning tell."""
    digest = hashlib.sha256(data).hexdigest()
    for release in reversed(releases):
        for entry in release.manifest["files"]:
            if entry.get("sha256") == digest:
                return Verdict((), (f"{entry['path']} of {release.version}: size and SHA-256",))
    origin = find_origin(name, data, releases)
    if origin is not None:
        release, path = origin
        entry = next(entry for entry in release.manifest["files"] if entry["path"] == path)
        verdict = verify_file(path, data, entry, release)
        return replace(verdict, compared=(f"{path} of {release.version}: size and SHA-256",))
    format = FORMATS.get(Path(name).suffix)
    no_file = UsageError(f"{name} is no file of a release that is at hand; name those with --releases")
    if format is None:
        raise no_file
    try:
        facts = read_contents(parse(data, format=format)).facts.values()
    except (SyntaxError, UnicodeDecodeError, ValueError) as error:
        raise UsageError(
            f"{name} cannot be read ({error}), and no release at hand has it; name releases with --releases"
        ) from None
    if not facts or (releases and version_of(data, format) in (None, *(each.version for each in releases))):
        raise no_file
    unknown = Finding(name, Damage.UNKNOWN, "no release at hand has the file; name releases with --releases")
    return Verdict((*misnamed_facts(name, facts), unknown), ("identifiers of the facts, and nothing else",))


def find_origin(
    name: str, data: bytes, releases: Sequence[StoredRelease]
) -> tuple[StoredRelease, str] | None:
    """Return the release, with a path, whose file it most likely is; None if it is no file of any.

    That is one whose file begins in the same way, or else the one whose file is most like it, if the two have at
    least half of their triples or lines in common, or else the newest that has a file of the name. Where the file
    names its release, only that counts.
    """
    format = FORMATS.get(Path(name).suffix)
    version = version_of(data, format) if format else None
    if version is not None:
        releases = [release for release in releases if release.version == version]
    paths = [
        (release, path)
        for release in reversed(releases)
        for path in sorted(release.names(), key=lambda path: path != name)
        if Path(path).name == name or (format and path.endswith(Path(name).suffix))
    ]
    contents = [read_or_none(*each) or b"" for each in paths]
    start = data[: len(data) // 2]
    for each, content in zip(paths, contents, strict=True):
        if start and content.startswith(start):
            return each
    if format and paths:
        alike = [likeness(data, content, format) for content in contents]
        if max(alike) >= LEAST_LIKENESS:
            return paths[alike.index(max(alike))]
    return next((each for each in paths if Path(each[1]).name == name), None)


def likeness(one: bytes, other: bytes, format: RdfFormat) -> float:
    """Return how much of two files is in both, from 0 to 1: lines, or triples if both can be read and share more."""
    lines = shared(set(one.splitlines()), set(other.splitlines()))
    try:
        return max(lines, shared(read_triples(one, format), read_triples(other, format)))
    except (SyntaxError, UnicodeDecodeError, ValueError):
        return lines


def shared(one: Set[object], other: Set[object]) -> float:
    """Return how much of the larger of two sets is in both, from 0 to 1."""
    return len(one & other) / max(len(one), len(other), 1)


def version_of(data: bytes, format: RdfFormat) -> str | None:
    """Return the version that a file says it is of; None if it says none, or cannot be read."""
    try:
        triples = read_triples(data, format)
    except (SyntaxError, UnicodeDecodeError, ValueError):
        return None
    versions = (
        triple.object.value
        for triple in triples
        if triple.subject == RECORD and triple.predicate == VERSION and isinstance(triple.object, Literal)
    )
    return next(versions, None)

"""A release: its files, with what the manifest says of them, its record and its counts."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any

from azkz_graph.dataset.dataset_record import PREDICATES, DatasetRecord
from azkz_graph.disk.atomic_folder import MANIFEST, SUMS
from azkz_graph.text.counts import counted

Counts = dict[str, int]
"""How many triples, quads or rows a file holds, by the word for them."""


@dataclass(frozen=True)
class ReleaseFile:
    """One file of a release; the path is relative to the release's folder.

    A distribution holds the dataset, or its facts, as a whole.
    """

    path: PurePosixPath
    data: bytes
    media_type: str
    description: str
    counts: Counts = field(default_factory=dict)
    is_distribution: bool = False

    def entry(self) -> dict[str, Any]:
        """Return the file as the manifest lists it."""
        return {
            "path": str(self.path),
            "bytes": len(self.data),
            "sha256": hashlib.sha256(self.data).hexdigest(),
            **self.counts,
            "mediaType": self.media_type,
            "description": self.description,
        }


@dataclass(frozen=True)
class Period:
    """A time from one day, month or year to another, as XML Schema writes them."""

    start: str
    end: str


@dataclass(frozen=True)
class Release:
    """Everything that is published of a dataset.

    `digest` is that of its triples, see `graph_digest`; `period` is the time that its facts date things in.
    """

    record: DatasetRecord
    counts: Counts
    digest: str
    files: tuple[ReleaseFile, ...]
    period: Period | None = None

    @property
    def distributions(self) -> list[ReleaseFile]:
        """Return the files that hold the whole dataset, each in its format."""
        return [file for file in self.files if file.is_distribution]

    def summary(self, folder: Path) -> str:
        """Say what was built in `folder`: each file, subfolders as one, and the counts of the whole."""
        rows: dict[str, list[ReleaseFile]] = {}
        for file in self.files:
            rows.setdefault("/".join(file.path.parts[:1]) + "/" * (len(file.path.parts) > 1), []).append(file)
        lines = [
            f"{sum(len(file.data) for file in files):>11,} bytes  {folder / name}{summarize_file(name, files)}"
            for name, files in rows.items()
        ]
        return "\n".join([*lines, describe_counts(self.counts)])

    def manifest(self) -> bytes:
        """Return the list of the files, as JSON; it does not list itself."""
        files = [file.entry() for file in self.files]
        record = {name: getattr(self.record, name) for name in ("iri", *PREDICATES)}
        content = {**record, **self.counts, "rdfc10": self.digest, "files": files}
        return (json.dumps(content, ensure_ascii=False, indent=2) + "\n").encode()

    def contents(self) -> Mapping[PurePosixPath, bytes]:
        """Return every file with its path, the manifest and the checksums too."""
        files = {file.path: file.data for file in self.files}
        files[PurePosixPath(MANIFEST)] = self.manifest()
        return {**files, PurePosixPath(SUMS): checksums(files)}


def checksums(files: Mapping[PurePosixPath, bytes]) -> bytes:
    """Return the SHA-256 of the files in the form that `sha256sum -c` reads.

    >>> checksums({PurePosixPath("a.txt"): b""})
    b'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855  a.txt\\n'
    """
    return "".join(
        f"{hashlib.sha256(data).hexdigest()}  {path}\n" for path, data in sorted(files.items())
    ).encode()


def summarize_file(name: str, files: Sequence[ReleaseFile]) -> str:
    """Return a row of the summary: a file or folder with its size and description."""
    if name.endswith("/"):
        return f"/  ({counted(len(files), 'file')})"
    counts = describe_counts(files[0].counts)
    return f"  ({counts})" if counts else ""


def describe_counts(counts: Counts) -> str:
    """Say how many there are of each kind, which has a name in the plural."""
    return ", ".join(counted(count, word.removesuffix("s")) for word, count in counts.items())

"""A release: its files, with what the manifest says of them, its record and its counts."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any

from azkz_graph.dataset.dataset_record import PREDICATES, DatasetRecord

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
    """Everything that is published of a dataset; `period` is the time that its facts date things in."""

    record: DatasetRecord
    counts: Counts
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
        return "\n".join([*lines, ", ".join(f"{count:,} {word}" for word, count in self.counts.items())])

    def manifest(self) -> bytes:
        """Return the list of the files, as JSON; it does not list itself."""
        files = [file.entry() for file in self.files]
        record = {name: getattr(self.record, name) for name in ("iri", *PREDICATES)}
        content = {**record, **self.counts, "files": files}
        return (json.dumps(content, ensure_ascii=False, indent=2) + "\n").encode()


def summarize_file(name: str, files: Sequence[ReleaseFile]) -> str:
    """Return a row of the summary: a file or folder with its size and description."""
    if name.endswith("/"):
        return f"/  ({len(files)} files)"
    counts = ", ".join(f"{count:,} {word}" for word, count in files[0].counts.items())
    return f"  ({counts})" if counts else ""

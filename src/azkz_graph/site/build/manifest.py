"""What a site was made from in; the record by which the next build tells what need not be made again, out, and back.

A part is what one thing's pages and documents are made by. It depends on the patterns that its making asked for; while
what they find stays the same, so do its files.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from azkz_graph.disk.atomic_folder import MANIFEST
from azkz_graph.graph.triple_index import Index, Pattern

Key = str
"""A digest of a pattern's text, by which the next build knows it."""


@dataclass(frozen=True)
class Part:
    """The files that were made together, by path with their SHA-256, and what their making asked for."""

    name: str
    asked: tuple[Key, ...]
    files: Mapping[str, str]


@dataclass(frozen=True)
class Manifest:
    """The parts of a site, each with the digest of what it depended on, and the digest of what all depend on."""

    program: str
    parts: Mapping[str, tuple[str, Part]]
    files: Mapping[str, str]

    def written(self) -> bytes:
        """The manifest as JSON: a line a part."""
        keys = sorted({key for _, part in self.parts.values() for key in part.asked})
        numbers = {key: number for number, key in enumerate(keys)}
        parts = [
            {
                "name": part.name,
                "digest": digest,
                "asked": [numbers[key] for key in part.asked],
                "files": list(part.files),
            }
            for digest, part in self.parts.values()
        ]
        files = [{"path": path, "sha256": digest} for path, digest in sorted(self.files.items())]
        document = {"program": self.program, "files": files, "patterns": keys, "parts": parts}
        lines = [f"{json.dumps(name)}: {listed(value)}" for name, value in document.items()]
        return ("{" + ",\n".join(lines) + "}\n").encode()


def listed(value: object) -> str:
    """JSON with a line for each item of a list."""
    if isinstance(value, list):
        return "[\n" + ",\n".join(json.dumps(item, ensure_ascii=False) for item in value) + "\n]"
    return json.dumps(value)


def read_manifest(site: Path) -> Manifest | None:
    """The manifest of a site; None if there is none, or not one that can be used."""
    try:
        document = json.loads((site / MANIFEST).read_bytes())
        files = {entry["path"]: entry["sha256"] for entry in document["files"]}
        keys = document["patterns"]
        parts = {
            entry["name"]: (entry["digest"], read_part(entry, keys, files)) for entry in document["parts"]
        }
        return Manifest(document["program"], parts, files)
    except (OSError, ValueError, KeyError, TypeError, IndexError):
        return None


def read_part(entry: Mapping[str, Any], keys: list[Key], files: Mapping[str, str]) -> Part:
    """One part of the manifest."""
    asked = tuple(keys[number] for number in entry["asked"])
    return Part(entry["name"], asked, {path: files[path] for path in entry["files"]})


class Digests:
    """What the patterns of an index find, as digests by the patterns' keys."""

    def __init__(self, index: Index) -> None:
        self.index = index
        self.patterns = {key_of(pattern): pattern for pattern in index.patterns()}
        self.known: dict[Key, str] = {}

    def of(self, part: Part) -> str:
        """A digest of all that the part depends on."""
        found = "\n".join(self.of_key(key) for key in part.asked)
        return hashlib.sha256(found.encode()).hexdigest()

    def of_key(self, key: Key) -> str:
        """A digest of what one pattern finds; empty for a pattern that finds nothing."""
        if key not in self.known:
            pattern = self.patterns.get(key)
            self.known[key] = self.index.digest(pattern) if pattern is not None else ""
        return self.known[key]


@cache
def key_of(pattern: Pattern) -> Key:
    """The key of a pattern."""
    text = "\n".join("" if part is None else str(part) for part in pattern)
    return hashlib.blake2b(text.encode(), digest_size=8).hexdigest()


def keys_of(patterns: Iterable[Pattern]) -> tuple[Key, ...]:
    """The keys of patterns, sorted."""
    return tuple(sorted(map(key_of, patterns)))

"""Publication of an earlier release, made from its archive alone."""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import Final

from azkz_graph.check.shapes import Shapes, shapes_of
from azkz_graph.dataset.dataset import Dataset
from azkz_graph.dataset.project import Project
from azkz_graph.dataset.turtle_reader import parse_turtle
from azkz_graph.export.current_version import CurrentVersion
from azkz_graph.export.dataset_files import DATASET_FILES
from azkz_graph.export.jsonld_context import Context, context_of
from azkz_graph.export.release_files import Release, ReleaseFile
from azkz_graph.problem import Place, UsageError
from azkz_graph.site.data.publication import Publication, without_address
from azkz_graph.sparql.query_file import QueryFile
from azkz_graph.store.rdf_file import RdfFile, parse_file
from azkz_graph.versions.release_archive import StoredRelease

GRAPHS: Final = "azkz.trig"
"""The file of a release that has everything in its named graphs, and in the order in which people read it."""

TURTLE: Final = "azkz.ttl"
START: Final = 16 * 1024
PREFIX: Final = re.compile(r"^@prefix (?P<prefix>[\w-]+): <(?P<space>[^<>\s]*)> \.$", re.MULTILINE)
"""The file that declares prefixes, at its start, and how it does."""

COUNTS: Final = ("triples", "quads", "facts", "rows")
"""What a manifest counts."""


@dataclass
class ReleasedPublication(Publication):
    """What the site of an earlier release is made from: its data, ontology and queries, by the program of today.

    `earlier` are the versions before it.
    """

    stored: StoredRelease | None = None
    earlier: tuple[str, ...] = ()

    @property
    def as_of(self) -> str:
        """Return the version whose pages these are."""
        return self.record.version

    @property
    def version(self) -> CurrentVersion:
        """Return which version this is."""
        return CurrentVersion(self.record.version, (*self.earlier, self.record.version))

    def read(self, name: str) -> bytes:
        """Return a file of the release.

        Raises:
            UsageError: there is none.
        """
        assert self.stored is not None, "made by `publish_release`"
        return self.stored.read(name)

    def text(self, name: str) -> str:
        """Return a file of the release as text; what is no UTF-8 is replaced."""
        return self.read(name).decode("utf-8-sig", "replace")

    def named(self, folder: str) -> tuple[str, ...]:
        """Return the names of the queries in a folder of the release."""
        assert self.stored is not None, "made by `publish_release`"
        paths = map(PurePosixPath, self.stored.names())
        return tuple(path.stem for path in paths if str(path.parent) == folder and path.suffix == ".rq")

    @cached_property
    def release(self) -> Release:
        """Return the files of the release."""
        assert self.stored is not None, "made by `publish_release`"
        manifest = self.stored.manifest
        files = tuple(
            ReleaseFile(
                PurePosixPath(str(entry["path"])),
                self.read(str(entry["path"])),
                str(entry.get("mediaType", "")),
                str(entry.get("description", "")),
                counts(entry),
                str(entry["path"]) in DATASET_FILES,
            )
            for entry in manifest["files"]
        )
        return Release(self.record, counts(manifest), str(manifest.get("rdfc10", "")), files)

    @cached_property
    def queries(self) -> Mapping[str, QueryFile]:
        """Return the saved queries by name."""
        names = sorted(self.named("queries"))
        return {name: QueryFile(Path(f"{name}.rq"), self.text(f"queries/{name}.rq")) for name in names}

    @cached_property
    def shapes(self) -> Shapes:
        """Return the shapes."""
        path = Path("shapes.ttl")
        return shapes_of(path, parse_turtle(path, self.text("ontology/shapes.ttl")))

    @property
    def shapes_source(self) -> bytes:
        """Return the file of the shapes."""
        return self.read("ontology/shapes.ttl")

    @cached_property
    def context(self) -> Context:
        """Return the names of JSON-LD.

        Raises:
            UsageError: the release has no such context.
        """
        try:
            return context_of(json.loads(self.read("ontology/context.jsonld"))["@context"])
        except (ValueError, KeyError, TypeError, RecursionError) as error:
            raise UsageError(f"the release has no JSON-LD context ({error})") from None

    def rule(self, name: str) -> str | None:
        """Return the query of a rule; None if there is none of the name."""
        is_there = name in self.named("ontology/rules")
        return self.text(f"ontology/rules/{name}.rq") if is_there else None


def publish_release(release: StoredRelease, base: str, earlier: Iterable[str] = ()) -> Publication:
    """Return what the site of a release is made from; `base` is the URL at which it is published.

    `earlier` are the versions before it, the oldest first.

    Raises:
        UsageError: a file that it needs is missing, or cannot be read.
    """
    file = RdfFile(release.path / GRAPHS, "trig", release.read(GRAPHS))
    places = dict.fromkeys(parse_file(file), Place(file.path, 1))
    project = Project(release.path, release.path, release.path / "ontology", release.path / "queries")
    dataset = Dataset(project, places, (), prefixes(release), ())
    return ReleasedPublication(
        dataset, base, unaddressed=without_address(dataset), stored=release, earlier=tuple(earlier)
    )


def prefixes(release: StoredRelease) -> dict[str, str]:
    """Return the prefixes that the Turtle of a release declares at its beginning; none if it has no such file."""
    if not release.size(TURTLE):
        return {}
    start = release.read(TURTLE)[:START].decode("utf-8", "replace")
    return {found["prefix"]: found["space"] for found in PREFIX.finditer(start)}


def counts(entry: Mapping[str, object]) -> dict[str, int]:
    """Return the numbers of triples, quads, facts or rows that an entry of a manifest tells."""
    return {name: value for name in COUNTS if isinstance(value := entry.get(name), int)}

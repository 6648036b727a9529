"""A checked dataset in; its site in a folder out, of which only what has changed is made anew."""

import hashlib
import json
import os
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path, PurePosixPath

from azkz_graph.dataset.article_file import read_article
from azkz_graph.dataset.dataset import Dataset
from azkz_graph.disk.atomic_folder import MANIFEST, is_own_folder, replaced
from azkz_graph.disk.safe_path import fault, made_inside
from azkz_graph.export.release_folder import refuse_authored_folders, source_date
from azkz_graph.routes.document_paths import LANGUAGES
from azkz_graph.site.build.assets import assets
from azkz_graph.site.build.dependencies import attach_dependencies
from azkz_graph.site.build.manifest import Digests, Manifest, Part, read_manifest
from azkz_graph.site.build.parallel_parts import Maker, Making, maker, write
from azkz_graph.site.build.single_file import VOID
from azkz_graph.site.build.sitemap import sitemap
from azkz_graph.site.data.dataset_catalogue import void
from azkz_graph.site.data.documents import Documents
from azkz_graph.site.data.publication import Publication
from azkz_graph.site.data.published_iris import published
from azkz_graph.site.hosting.hosting_files import hosting_files, path_of_base
from azkz_graph.site.pages.overview_pages import Overviews
from azkz_graph.site.pages.rendering import Renderer
from azkz_graph.vocabulary import BASE

PACKAGE = Path(__file__).parents[2]


@dataclass(frozen=True)
class Built:
    """How much a build has made: `made` of all `files`, among which are `pages` besides those that only lead on."""

    files: int
    made: int
    pages: int

    def summary(self, folder: Path) -> str:
        """The result in a line."""
        return f"{folder}: {self.pages:,} pages and {self.files - self.pages:,} other files; {self.made:,} made anew"


def build_site(dataset: Dataset, folder: Path, base: str = BASE, article: Path | None = None) -> Built:
    """Write the site of a dataset into a folder, in the place of the site that it holds.

    The dataset must be derived and free of errors; `base` is the URL at which the folder will be published;
    with `article`, the article's own text, pages show its words. SOURCE_DATE_EPOCH, if set, is the time of the files.

    Raises:
        UsageError: the folder cannot be used, see `replaced`; `base` is no URL of a folder; the text is not the
            article's.
    """
    refuse_authored_folders(dataset, folder)
    mtime = source_date(os.environ.get("SOURCE_DATE_EPOCH"))
    base = base if base.endswith("/") else f"{base}/"
    path_of_base(base)
    publication = Publication(dataset, base, read_article(article) if article else None)
    with replaced(folder) as partial:
        built = fill(publication, folder, partial)
        settle_at_once(partial, mtime)
    return built


def fill(publication: Publication, former: Path, partial: Path) -> Built:
    """Make the site in the folder `partial`, with what can be kept of the `former` one."""
    attach_dependencies(publication)
    documents = Documents(publication)
    renderer = Renderer(publication)
    making = maker(publication, renderer, documents)
    program, digests = program_digest(publication, renderer), Digests(publication.graph)
    kept = kept_parts(read_manifest(former), program, digests, making, former, partial)
    overviews = Overviews(publication, renderer, documents)
    with Making(making, [name for name in making.names() if name not in kept], partial) as made:
        others = write(other_files(publication, overviews), partial)
        parts = {part.name: part for part in [*kept.values(), *made.parts()]}
    files = others | {path: digest for part in parts.values() for path, digest in part.files.items()}
    recorded = {name: (digests.of(parts[name]), parts[name]) for name in making.names()}
    (partial / MANIFEST).write_bytes(Manifest(program, recorded, files).written())
    pages = len(LANGUAGES) * (len(recorded) + len(overviews.pages()))
    return Built(len(files), len(files) - sum(len(part.files) for part in kept.values()), pages)


def kept_parts(
    manifest: Manifest | None, program: str, digests: Digests, making: Maker, former: Path, partial: Path
) -> dict[str, Part]:
    """The parts of the former site that would come out the same, linked into the new one."""
    if manifest is None or manifest.program != program:
        return {}
    wanted, former = set(making.names()), former.resolve()
    if not is_own_folder(former.lstat()):
        return {}
    return {
        name: part
        for name, (digest, part) in manifest.parts.items()
        if name in wanted and digest == digests.of(part) and linked(part, former, partial)
    }


def linked(part: Part, former: Path, partial: Path) -> bool:
    """Whether the files of the part are still as they were made; if so they are in the new folder too."""
    for path, digest in part.files.items():
        source = former / path
        # A manifest that somebody else has written may name any file, or one behind a link.
        if fault(path) or Path(os.path.realpath(source)) != former / path:
            return False
        # Whoever owns the file can change it after the build.
        if not source.is_file() or source.stat().st_uid != os.geteuid() or sha256(source) != digest:
            return False
    for path in part.files:
        link(former / path, made_inside(partial, path))
    return True


def sha256(path: Path) -> str:
    """The SHA-256 of a file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def link(source: Path, target: Path) -> None:
    """Make the file one of the target too; a copy where the file system, as that of a memory stick, has no links."""
    try:
        os.link(source, target)
    except OSError:
        shutil.copy2(source, target)


def program_digest(publication: Publication, renderer: Renderer) -> str:
    """A digest of all that every part depends on.

    That is the program and what it is made with, the shapes and rules, the record, the base, the article's text and
    its language, and the pages that every page leads to.
    """
    project = publication.dataset.project
    found = hashlib.sha256()
    for folder in (PACKAGE, project.ontology):
        for path in sorted(folder.rglob("*")):
            if path.is_file() and "__pycache__" not in path.parts and path.name not in TRACED:
                found.update(f"{path.relative_to(folder)}\0".encode() + path.read_bytes())
    others = [
        [sys.version_info[:2], *(version(library) for library in LIBRARIES)],
        [str(publication.record), publication.base, publication.article, renderer.article_language],
        [publication.arrangement.titles, renderer.navigation, dict(publication.dataset.prefixes)],
    ]
    found.update(json.dumps(others, sort_keys=True).encode())
    return found.hexdigest()


LIBRARIES = ("babel", "jinja2", "markupsafe", "pygments", "pyoxigraph")
"""What pages and documents are written with."""

TRACED = frozenset({"azkz.ttl", "alignments.ttl"})
"""Files of the ontology whose triples are in the graph, so that pages know what they depend on."""


def other_files(publication: Publication, overviews: Overviews) -> Iterator[tuple[PurePosixPath, bytes]]:
    """The files that are made anew each time: overviews, downloads, assets, and what servers and crawlers read."""
    yield from overviews.files()
    release = publication.release
    yield from ((PurePosixPath("download") / file.path, file.data) for file in release.files)
    yield PurePosixPath("download", MANIFEST), release.manifest()
    yield from ((path, make()) for path, make in assets(publication).items())
    yield from hosting_files(published(publication), publication.base)
    yield from sitemap(sorted(overviews.indexed_paths()), publication.base)
    yield PurePosixPath(VOID), void(release, publication.base)


def settle_at_once(folder: Path, mtime: int | None) -> None:
    """Give every file its time, and wait until the disk has them all."""
    if mtime is not None:
        for path in [*sorted(folder.rglob("*"), reverse=True), folder]:
            os.utime(path, (mtime, mtime))
    os.sync()

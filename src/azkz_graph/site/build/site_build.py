"""Build of a site: every file of a checked dataset's publication in a folder."""

import hashlib
import json
import os
import stat
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path, PurePosixPath

from azkz_graph.dataset.article_file import read_article
from azkz_graph.dataset.dataset import Dataset
from azkz_graph.disk.atomic_folder import MANIFEST, files_below, is_own_folder, replace_folder
from azkz_graph.disk.foreign_traces import is_desktop_trace
from azkz_graph.disk.safe_path import refuse_doubles
from azkz_graph.export.catalogue.dataset_catalogue import void
from azkz_graph.export.release_folder import refuse_authored_folders, source_date
from azkz_graph.register.release_register import FOLDER
from azkz_graph.routes.base_path import path_of_base
from azkz_graph.routes.document_paths import LANGUAGES
from azkz_graph.routes.signposts import VOID
from azkz_graph.routes.version_paths import download_path
from azkz_graph.site.build.assets import assets
from azkz_graph.site.build.parallel_parts import Making, maker, write
from azkz_graph.site.build.sitemap import sitemap
from azkz_graph.site.data.documents import Documents
from azkz_graph.site.data.publication import Publication
from azkz_graph.site.data.published_iris import list_published
from azkz_graph.site.data.release_feed import FEED, release_feed
from azkz_graph.site.data.version_history import read_version_history
from azkz_graph.site.hosting.hosting_files import make_hosting_files
from azkz_graph.site.pages.overview_pages import Overviews
from azkz_graph.site.pages.rendering import Renderer
from azkz_graph.text.counts import counted
from azkz_graph.vocabulary import BASE

PACKAGE = Path(__file__).parents[2]


@dataclass(frozen=True)
class Built:
    """The number of all `files`, and of the `pages` among them; `is_kept` if nothing had to be built."""

    files: int
    pages: int
    is_kept: bool = False

    def summary(self, folder: Path) -> str:
        """Return the result in a line."""
        kept = "; nothing has changed" if self.is_kept else ""
        return f"{folder}: {counted(self.pages, 'page')} and {counted(self.files - self.pages, 'other file')}{kept}"


def build_site(
    dataset: Dataset,
    folder: Path,
    base: str = BASE,
    article: Path | None = None,
    releases: Path | None = None,
) -> Built:
    """Write the site of a dataset into a folder, in the place of the site that it holds.

    The dataset must be derived and free of errors; `base` is the URL at which the folder will be published;
    with `article`, the article's own text, pages show its words. Earlier releases are published from their archives in
    the folder `releases`, by default that of the project. SOURCE_DATE_EPOCH, if set, is the time of the files.
    A folder that holds this very site already is left alone.

    Raises:
        UsageError: the folder cannot be used, see `replaced`; `base` is no URL of a folder; the text is not the
            article's; the register or an archive cannot be read.
    """
    refuse_authored_folders(dataset.project, folder)
    mtime = source_date(os.environ.get("SOURCE_DATE_EPOCH"))
    base = base if base.endswith("/") else f"{base}/"
    path_of_base(base)
    text = read_article(article) if article else None
    publication = Publication(dataset, base, text, history=read_version_history(dataset, releases))
    sources = digest_sources(publication)
    if kept := read_kept_site(folder, sources, mtime):
        return kept
    with replace_folder(folder) as partial:
        built = fill(publication, partial, sources)
        settle_at_once(partial, mtime)
    return built


def fill(publication: Publication, folder: Path, sources: str) -> Built:
    """Make the site in an empty folder."""
    documents = Documents(publication)
    renderer = Renderer(publication)
    making = maker(publication, renderer, documents)
    overviews = Overviews(publication, renderer, documents)
    names = making.names()
    # What every process needs is made before they are forked.
    for name in SHARED:
        getattr(publication, name)
    for name in SHARED_HISTORY:
        getattr(publication.history, name)
    with Making(making, names, folder) as made:
        others = write(other_files(publication, overviews), folder)
        files = others | made.digests()
    refuse_doubles(files)
    pages = len(LANGUAGES) * (len(names) + len(overviews.pages()))
    (folder / MANIFEST).write_bytes(format_manifest(sources, pages, files))
    return Built(len(files), pages)


SHARED = (
    "graph",
    "graphs",
    "store",
    "pages",
    "passages",
    "kinds",
    "order",
    "articles",
    "queries",
    "schema_org",
    "linked",
    "withdrawn_pages",
    "past",
)
"""The parts of a publication that many pages need."""

SHARED_HISTORY = ("first_versions", "events", "past_facts")
"""The parts of its history that they need."""


def format_manifest(sources: str, pages: int, files: Mapping[str, str]) -> bytes:
    """Return the manifest as JSON, a line a file; it does not list itself."""
    listed = (json.dumps({"path": path, "sha256": files[path]}, ensure_ascii=False) for path in sorted(files))
    lines = ",\n".join(listed)
    return f'{{"sources": "{sources}",\n"pages": {pages},\n"files": [\n{lines}\n]}}\n'.encode()


def read_kept_site(folder: Path, sources: str, mtime: int | None = None) -> Built | None:
    """Return the site in the folder if it was made from these sources and nobody has changed it since.

    With `mtime`, its files must have this time.
    """
    try:
        manifest = json.loads((folder / MANIFEST).read_bytes())
        files = {entry["path"]: entry["sha256"] for entry in manifest["files"]}
        if mtime not in (None, (folder / MANIFEST).stat().st_mtime):
            return None
        if manifest["sources"] != sources or not is_own_folder(folder.lstat()):
            return None
        found = {path for path in files_below(folder) if not is_desktop_trace(path.name)}
        if found - {folder / MANIFEST} != {folder / path for path in files}:
            return None
        is_same = all(is_unchanged(folder / path, digest) for path, digest in files.items())
        return Built(len(files), manifest["pages"], is_kept=True) if is_same else None
    except (OSError, ValueError, KeyError, TypeError):
        return None


def is_unchanged(path: Path, digest: str) -> bool:
    """Return whether it is a file of ours, and no link, with this SHA-256."""
    found = path.lstat()
    # Whoever owns the file can change it after the build.
    if not stat.S_ISREG(found.st_mode) or found.st_uid != os.geteuid():
        return False
    return hashlib.sha256(path.read_bytes()).hexdigest() == digest


def digest_sources(publication: Publication) -> str:
    """Return a digest of all that a site is made from: the dataset, the program, its libraries, and the options."""
    dataset, found = publication.dataset, hashlib.sha256()
    # What was read of the data counts, and not what the files hold by now; the other files are still to be read.
    for quad in dataset.quads():
        found.update(f"{quad}\n".encode())
    register = dataset.project.data / FOLDER
    for folder in (PACKAGE, dataset.project.ontology, dataset.project.queries, register):
        for path in sorted(folder.rglob("*")):
            if path.is_file() and "__pycache__" not in path.parts:
                found.update(os.fsencode(path.relative_to(folder)) + b"\0" + path.read_bytes())
    libraries = [sys.version_info[:2], *(version(library) for library in LIBRARIES)]
    releases = [
        (each.number, each.stored.path.suffix, each.stored.manifest)
        for each in publication.history.versions
        if each.stored
    ]
    options = [dict(dataset.prefixes), publication.base, publication.article, releases]
    found.update(json.dumps([libraries, options]).encode())
    return found.hexdigest()


LIBRARIES = ("babel", "jinja2", "markupsafe", "pyarrow", "pygments", "pyoxigraph")
"""What pages and documents are written with."""


def other_files(publication: Publication, overviews: Overviews) -> Iterator[tuple[PurePosixPath, bytes]]:
    """Yield overviews, downloads, assets, and what servers and crawlers read."""
    yield from overviews.files()
    release = publication.release
    yield from ((PurePosixPath("download") / path, data) for path, data in release.contents().items())
    for each in publication.history.versions:
        yield from ((PurePosixPath(download_path(each.number, name)), data) for name, data in each.files())
    if publication.history.versions:
        yield PurePosixPath(FEED), release_feed(publication)
    yield from ((path, make()) for path, make in assets(publication).items())
    yield from make_hosting_files(
        list_published(publication),
        publication.base,
        publication.publisher,
        publication.gone_paths,
        publication.sections,
    )
    yield from sitemap(sorted(overviews.indexed_paths()), publication.base)
    yield PurePosixPath(VOID), void(release, publication.base, publication.version)


def settle_at_once(folder: Path, mtime: int | None) -> None:
    """Give every file its time, and wait until the disk has them all."""
    if mtime is not None:
        for path in [*sorted(folder.rglob("*"), reverse=True), folder]:
            os.utime(path, (mtime, mtime))
    os.sync()

"""What users name as a version: a project, a release, a file, a number in the register, or the URL of any of these."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Final

from pyoxigraph import BlankNode, Quad

from azkz_graph.dataset.derivation import fact_nodes
from azkz_graph.dataset.project import Project, open_project
from azkz_graph.disk.atomic_folder import MANIFEST
from azkz_graph.problem import UsageError
from azkz_graph.register.published_contents import Contents, dataset_contents, read_contents
from azkz_graph.register.release_register import VERSION, RegisteredRelease, read_entry
from azkz_graph.routes.version_paths import version_iri
from azkz_graph.store.disk_store import MARK, open_store
from azkz_graph.store.memory_store import derive_project
from azkz_graph.store.rdf_file import RdfFile, hold_pipe, parse_file
from azkz_graph.versions.known_releases import URL, Places, find_entry, find_release, list_versions
from azkz_graph.versions.published_table import TABLES, read_published_table
from azkz_graph.versions.release_archive import StoredRelease, open_release
from azkz_graph.versions.release_contents import release_contents
from azkz_graph.vocabulary import BASE

ZIP: Final = b"PK"
"""How archives begin."""


@dataclass(frozen=True)
class StoreFolder:
    """A folder that `azkz store build` has written."""

    path: Path


@dataclass(frozen=True)
class FactTable:
    """A file that holds only facts: facts.csv or facts.parquet."""

    path: Path


Source = Project | StoredRelease | RegisteredRelease | RdfFile | StoreFolder | FactTable


@dataclass(frozen=True)
class Version:
    """A version, what a user calls it, and what it published; `iri` is empty unless it is a release."""

    name: str
    iri: str
    contents: Contents
    has_only_facts: bool = False


def read_version(named: str, places: Places) -> Version:
    """Read what users name as a version.

    Raises:
        UsageError: there is no such thing, or it cannot be read.
    """
    if not URL.match(named):
        return read_source(named, find_source(named, places), places)
    from tempfile import TemporaryDirectory

    from azkz_graph.versions.download import download

    assert places.client is not None, "a client is given where URLs are"
    with TemporaryDirectory() as folder:
        path = download(named, places.client, Path(folder))
        try:
            return read_source(named, find_source(str(path), places), places)
        except UsageError as error:
            raise UsageError(str(error).replace(str(path), named)) from None


def find_source(named: str, places: Places) -> Source:
    """Find the source of a version that is not elsewhere.

    A number such as 1.0.0 is a version; a folder or file of that name is written ./1.0.0.

    Raises:
        UsageError: there is none of the name, or it is no version of anything.
    """
    if VERSION.fullmatch(named):
        found = find_release(named, places)
        return find_entry(named, places) if found is None else open_release(found)
    path = Path(named)
    if named == "-":
        return RdfFile(path)
    if path.is_dir():
        return find_in_folder(path)
    if not path.exists():
        raise UsageError(
            f"{named} is no file or folder; name one, a URL, or a version: {list_versions(places)}"
        )
    if path.suffix.lower() in TABLES:
        return FactTable(path)
    if path.is_file() and (path.suffix.lower() == ".zip" or starts_with(path, ZIP)):
        return open_release(path)
    return RdfFile(path)


def find_in_folder(path: Path) -> Source:
    """Return what a folder is.

    Raises:
        UsageError: it is none that a version is read from.
    """
    if (path / "data").is_dir():
        return open_project(path)
    if (path / MARK).is_file():
        return StoreFolder(path)
    if (path / MANIFEST).is_file():
        return open_release(path)
    raise UsageError(
        f"{path} is no project with data/, no release with {MANIFEST}, and no store; name one of them"
    )


def starts_with(path: Path, magic: bytes) -> bool:
    """Return whether a file begins with these bytes."""
    with path.open("rb") as file:
        return file.read(len(magic)) == magic


def read_source(name: str, source: Source, places: Places) -> Version:
    """Read what a source publishes.

    Raises:
        UsageError: it cannot be read, or has nothing that is compared.
    """
    iri = ""
    if isinstance(source, RegisteredRelease):
        iri = version_iri(source.version)
        contents = read_entry(places.project.data, source.version)
    elif isinstance(source, StoredRelease):
        if source.path.is_file() and VERSION.fullmatch(source.version):
            iri = version_iri(source.version)
        contents = release_contents(source)
    elif isinstance(source, Project):
        contents = dataset_contents(derive_project(source))
    elif isinstance(source, FactTable):
        contents = read_published_table(source.path)
    elif isinstance(source, StoreFolder):
        contents = read_contents(open_store(source.path))
    else:
        contents = file_contents(source)
    if not contents.identifiers and not contents.facts:
        raise UsageError(f"{name} has no fact and no identifier below {BASE}; name a version of such data")
    return Version("standard input" if name == "-" else name, iri, contents, isinstance(source, FactTable))


def file_contents(file: RdfFile) -> Contents:
    """Return what a file of RDF publishes.

    A file such as facts.trig, which states facts and describes none, gets the descriptions that a build would give it.
    """
    file = hold_pipe(file)
    contents = read_contents(parse_file(file))
    if contents.facts:
        return contents
    return read_contents(chain(parse_file(file), fact_nodes(without_blanks(parse_file(file)))))


def without_blanks(quads: Iterable[Quad]) -> Iterator[Quad]:
    """Yield the quads that mean the same in every file."""
    return (quad for quad in quads if not any(isinstance(term, BlankNode) for term in quad.triple))

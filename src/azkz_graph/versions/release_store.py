"""Stores and saved queries of releases, for questions about the data as they were published."""

from collections.abc import Iterable
from pathlib import Path
from typing import Final

from pyoxigraph import Quad, Store

from azkz_graph.disk.safe_path import inside
from azkz_graph.sparql.query_file import QueryFile
from azkz_graph.store.derivation_cache import digest_files, programs
from azkz_graph.store.memory_store import kept_or_filled
from azkz_graph.versions.known_releases import Places, find_archive

ROOMS: Final = ("sparql", "store", "versions")
"""The folders of modules on which a release's store depends."""


def open_release_store(version: str, places: Places) -> Store:
    """Return a store of what a release's files hold, with its named graphs, to be read only.

    It is kept on disk under the digest of the release's archive.

    Raises:
        UsageError: there is no such version, or no archive of it.
    """
    path = find_archive(version, places)
    return kept_or_filled(path, release_key(path), lambda: read_quads_of(path), graphs=True)


def read_saved_query(version: str, places: Places, name: str) -> QueryFile | None:
    """Return a saved query as a release has it; None if it has none of that name.

    Raises:
        UsageError: there is no such version, or no archive of it.
    """
    from azkz_graph.versions.release_archive import open_release

    archive, file = find_archive(version, places), f"queries/{name}.rq"
    release = open_release(archive)
    return QueryFile(archive / file, release.read(file).decode()) if file in release.names() else None


def release_key(path: Path) -> str:
    """Return the SHA-256 of a release's archive, or of the data in its folder, and of the programs that read it."""
    files = [path]
    if path.is_dir():
        from azkz_graph.versions.release_archive import open_release
        from azkz_graph.versions.release_contents import rdf_names

        files = [inside(path, name) for name in rdf_names(open_release(path).names())]
    return digest_files([*files, *programs(ROOMS)])


def read_quads_of(path: Path) -> Iterable[Quad]:
    """Return the quads of a release in an archive or folder.

    What reads archives and RDF is loaded here, because a store that is kept needs neither.
    """
    from azkz_graph.versions.release_archive import open_release
    from azkz_graph.versions.release_contents import release_quads

    return release_quads(open_release(path))

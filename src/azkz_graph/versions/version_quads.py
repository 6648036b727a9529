"""Quads of a version, each in the graph in which it was published."""

from collections.abc import Iterable

from pyoxigraph import Quad

from azkz_graph.dataset.project import Project
from azkz_graph.problem import UsageError
from azkz_graph.register.release_register import VERSION
from azkz_graph.store.memory_store import derive_project
from azkz_graph.store.rdf_file import RdfFile, parse_file
from azkz_graph.versions.known_releases import URL, Places, find_archive
from azkz_graph.versions.release_archive import StoredRelease, open_release
from azkz_graph.versions.release_contents import release_quads
from azkz_graph.versions.version_source import find_source


def version_quads(named: str, places: Places) -> Iterable[Quad]:
    """Return the quads of what users name as a version: a release, a project or a file of RDF that is here.

    Raises:
        UsageError: there is no such version, it has no quads, or it cannot be read.
    """
    if URL.match(named):
        raise UsageError(f"{named} is elsewhere; fetch the archive, and name the file")
    if VERSION.fullmatch(named):
        return release_quads(open_release(find_archive(named, places)))
    source = find_source(named, places)
    if isinstance(source, StoredRelease):
        return release_quads(source)
    if isinstance(source, Project):
        return derive_project(source).quads()
    if isinstance(source, RdfFile):
        return parse_file(source)
    raise UsageError(f"{named} has no quads that can be loaded; name a version, an archive or a file of RDF")

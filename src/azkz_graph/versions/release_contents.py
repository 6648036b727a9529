"""What a stored release published, read from those of its files that have it."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Final

from pyoxigraph import Quad

from azkz_graph.disk.compressed_file import without_compression
from azkz_graph.disk.safe_path import inside
from azkz_graph.problem import UsageError
from azkz_graph.register.published_contents import Contents, read_contents, read_query
from azkz_graph.store.rdf_file import RdfFile, parse_file
from azkz_graph.versions.release_archive import StoredRelease

PREFERRED: Final = (".nq", ".trig", ".nt", ".ttl", ".jsonld", ".rdf")
"""The suffixes of a release's RDF, from the one that is read soonest."""

SHAPES_FILE: Final = "ontology/shapes.ttl"


def release_contents(release: StoredRelease) -> Contents:
    """Return what a release publishes, with its shapes and saved queries."""
    names = release.names()
    data = rdf_names(names)
    if not data:
        raise UsageError(f"{release.path} lists no file of RDF; name a release that azkz build has written")
    shapes = parse_file(open_rdf_of(release, SHAPES_FILE)) if SHAPES_FILE in names else ()
    queries = [read_query(release.path / name, release.read(name)) for name in query_names(names)]
    return read_contents(release_quads(release), shapes, queries)


def release_quads(release: StoredRelease) -> Iterator[Quad]:
    """Yield the quads of a release, with their named graphs if a file has them."""
    for name in rdf_names(release.names()):
        yield from parse_file(open_rdf_of(release, name))


def open_rdf_of(release: StoredRelease, name: str) -> RdfFile:
    """Return a file of a release; one in an archive is held in memory.

    Raises:
        UsageError: its name leads out of the release, or it cannot be read.
    """
    if release.path.is_dir():
        return RdfFile(inside(release.path, name))
    return RdfFile(release.path / name, content=release.read(name))


def rdf_names(names: Iterable[str]) -> Sequence[str]:
    """Return those of a release's files that together hold its data once: one, or for a corpus its parts.

    >>> rdf_names(["azkz.ttl", "azkz.nq", "ontology/azkz.ttl", "nquads/a.txt"])
    ['azkz.nq']
    """
    known = {
        name: uncompressed_suffix(name) for name in names if not name.startswith(("ontology/", "queries/"))
    }
    for suffix in PREFERRED:
        if found := sorted(name for name, ending in known.items() if ending == suffix):
            parts = [name for name in found if "/" in name]
            return parts or found[:1]
    return []


def query_names(names: Iterable[str]) -> Sequence[str]:
    """Return those of a release's files that are saved queries."""
    return [name for name in names if name.startswith("queries/") and name.endswith(".rq")]


def uncompressed_suffix(name: str) -> str:
    """Return the suffix of a file's name, without that of its compression.

    >>> uncompressed_suffix("a/azkz.NQ.gz")
    '.nq'
    """
    return without_compression(Path(name.lower())).suffix

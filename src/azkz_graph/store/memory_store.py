"""Stores in memory, with the union of all graphs in the default graph.

A store's union of named graphs has a triple once for each graph that it is in, so counts would differ from
those over the plain Turtle. Hence the union itself is in the default graph; named graphs are added on demand.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from pyoxigraph import Quad, RdfFormat, Store, serialize

from azkz_graph.dataset.computable_numbers import (
    describe_incomputable,
    find_incomputable,
)
from azkz_graph.dataset.project import Project
from azkz_graph.problem import UsageError
from azkz_graph.store.derivation_cache import digest, keep, kept_store

if TYPE_CHECKING:
    from azkz_graph.dataset.dataset import Dataset
    from azkz_graph.store.rdf_file import RdfFile

UNION: Final = "INSERT { ?s ?p ?o } WHERE { GRAPH ?g { ?s ?p ?o } }"


def project_store(project: Project, *, graphs: bool = False) -> Store:
    """Return a store of the project's dataset, read and derived, to be read only.

    It is the one kept on disk, which has the named graphs too. Where none can be kept it is in memory, and has them if
    `graphs`.

    Raises:
        UsageError: the authored files have faults.
    """
    key = digest(project)
    return kept_or_filled(
        project.root,
        key,
        lambda: derive_project(project).quads(),
        lambda: digest(project) == key,
        graphs=graphs,
    )


def kept_or_filled(
    root: Path,
    key: str,
    read: Callable[[], Iterable[Quad]],
    is_current: Callable[[], bool] = lambda: True,
    *,
    graphs: bool = False,
) -> Store:
    """Return the store that is kept on disk under a key for a folder or archive; if there is none, keep what is read.

    Where none can be kept it is in memory, and has the named graphs if `graphs`. Nothing is kept if the key is not
    current any more once the quads have been read.
    """
    store = kept_store(root, key)
    if store is None:
        quads = list(read())
        # A file that was saved in between belongs to another key.
        if is_current():
            keep(root, key, lines_of(quads, graphs=True))
            store = kept_store(root, key)
        if store is None:
            return fill_store(lines_of(quads, graphs=graphs))
    return store


def project_memory(project: Project) -> Store:
    """Return a store in memory of the project's dataset, with its named graphs, for many questions and for forks.

    Raises:
        UsageError: the authored files have faults.
    """
    lines = project_store(project, graphs=True).dump(format=RdfFormat.N_QUADS)
    assert lines is not None
    return fill_store(lines)


def fill_store(lines: bytes) -> Store:
    """Fill a store in memory with N-Quads.

    They were written from parsed terms, whose IRIs need no second validation.
    """
    store = Store()
    store.load(lines, format=RdfFormat.N_QUADS, lenient=True)
    return store


def lines_of(quads: Sequence[Quad], *, graphs: bool) -> bytes:
    """Write the union of all graphs as the default graph, then the named graphs if `graphs`, in N-Quads."""
    union = serialize((quad.triple for quad in quads), format=RdfFormat.N_TRIPLES) or b""
    named = serialize(quads, format=RdfFormat.N_QUADS) if graphs else None
    return union + (named or b"")


def derive_project(project: Project) -> "Dataset":
    """Read and derive the project's dataset.

    Raises:
        UsageError: the authored files have faults.
    """
    from azkz_graph.check.checkable_dataset import checkable
    from azkz_graph.problem import Severity

    dataset = checkable(project)
    errors = [problem for problem in dataset.problems if problem.severity is Severity.ERROR]
    if errors:
        more = f" and {len(errors) - 1} more" if len(errors) > 1 else ""
        raise UsageError(
            f"the data cannot be asked: {errors[0].place}: {errors[0].what}{more}; run azkz check"
        )
    return dataset


def files_store(files: "Iterable[RdfFile]", warn: Callable[[str], None] | None = None) -> Store:
    """Return a store of what the files hold together: all triples in the default graph, and the named graphs.

    `warn` is called if the store holds numbers that no query computes with.

    Raises:
        UsageError: a file cannot be read or parsed.
    """
    from azkz_graph.store.rdf_file import load_file

    store = Store()
    have_long_numbers = [load_file(store, file) for file in files]
    if warn is not None and any(have_long_numbers) and (numbers := find_incomputable(store)):
        warn(describe_incomputable(numbers))
    if any(store.named_graphs()):
        store.update(UNION)
    return store


def read_quads(project: Project, files: "Sequence[RdfFile]" = ()) -> Iterator[Quad]:
    """Yield what the files hold, or the project's dataset, as in its release, if there are none.

    Raises:
        UsageError: the data have faults, or a file cannot be read.
    """
    from azkz_graph.store.rdf_file import parse_file

    if not files:
        yield from derive_project(project).quads()
    for file in files:
        yield from parse_file(file)

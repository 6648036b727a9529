"""Stores in memory, with the union of all graphs in the default graph.

A store's union of named graphs has a triple once for each graph that it is in, so counts would differ from
those over the plain Turtle. Hence the union itself is in the default graph; named graphs are added on demand.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Final

from pyoxigraph import Quad, RdfFormat, Store, serialize

from azkz_graph.dataset.project import Project
from azkz_graph.problem import UsageError
from azkz_graph.store.derivation_cache import Lines, digest, keep, read_kept
from azkz_graph.store.rdf_file import RdfFile, load_file, parse_file

if TYPE_CHECKING:
    from azkz_graph.dataset.dataset import Dataset

UNION: Final = "INSERT { ?s ?p ?o } WHERE { GRAPH ?g { ?s ?p ?o } }"


def project_store(project: Project, *, graphs: bool = False) -> Store:
    """Return a store of the project's dataset, read and derived; with its named graphs too if `graphs`.

    Raises:
        UsageError: the authored files have faults.
    """
    key = digest(project)
    lines = read_kept(project, key, graphs=graphs)
    if lines is not None:
        try:
            return fill_store(lines, graphs)
        except SyntaxError:
            pass
    lines = derive_lines(project)
    # A file that was saved in between belongs to another key.
    if digest(project) == key:
        keep(project, key, lines)
    return fill_store(lines, graphs)


def fill_store(lines: Lines, graphs: bool) -> Store:
    """Fill a store with the lines.

    They were written from parsed terms, whose IRIs need no second validation.
    """
    store = Store()
    store.load(lines[0], format=RdfFormat.N_TRIPLES, lenient=True)
    if graphs:
        store.load(lines[1], format=RdfFormat.N_QUADS, lenient=True)
    return store


def derive_lines(project: Project) -> Lines:
    """Read and derive the project's dataset, as lines."""
    quads = list(derive_project(project).quads())
    union = dict.fromkeys(quad.triple for quad in quads)
    return lines_of(union, RdfFormat.N_TRIPLES), lines_of(quads, RdfFormat.N_QUADS)


def lines_of(statements: Iterable[object], format: RdfFormat) -> bytes:
    """Write triples or quads in a line format."""
    written = serialize(statements, format=format)  # type: ignore[arg-type]
    assert written is not None
    return written


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


def files_store(files: Iterable[RdfFile]) -> Store:
    """Return a store of what the files hold together: all triples in the default graph, and the named graphs.

    Raises:
        UsageError: a file cannot be read or parsed.
    """
    store = Store()
    for file in files:
        load_file(store, file)
    if any(store.named_graphs()):
        store.update(UNION)
    return store


def read_quads(project: Project, files: Sequence[RdfFile] = ()) -> Iterator[Quad]:
    """Yield what the files hold, or the project's dataset, as in its release, if there are none.

    Raises:
        UsageError: the data have faults, or a file cannot be read.
    """
    if not files:
        yield from derive_project(project).quads()
    for file in files:
        yield from parse_file(file)

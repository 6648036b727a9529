"""Stores in memory, with the union of all graphs in the default graph.

A store's union of named graphs has a triple once for each graph that it is in, so counts would differ from
those over the plain Turtle. Hence the union itself is in the default graph; named graphs are added on demand.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from pyoxigraph import Quad, RdfFormat, Store, parse, serialize

from azkz_graph.dataset.project import Project
from azkz_graph.problem import UsageError
from azkz_graph.store.derivation_cache import digest, keep, kept_store

if TYPE_CHECKING:
    from azkz_graph.dataset.dataset import Dataset

FORMATS: Final[Mapping[str, RdfFormat]] = {
    ".ttl": RdfFormat.TURTLE,
    ".trig": RdfFormat.TRIG,
    ".nt": RdfFormat.N_TRIPLES,
    ".nq": RdfFormat.N_QUADS,
    ".jsonld": RdfFormat.JSON_LD,
    ".rdf": RdfFormat.RDF_XML,
}
"""The syntax of a file, by its suffix."""

UNION: Final = "INSERT { ?s ?p ?o } WHERE { GRAPH ?g { ?s ?p ?o } }"


def project_store(project: Project, *, graphs: bool = False) -> Store:
    """Return a store of the project's dataset, read and derived, to be read only.

    It is the one kept on disk, which has the named graphs too. Where none can be kept it is in memory, and has them if
    `graphs`.

    Raises:
        UsageError: the authored files have faults.
    """
    key = digest(project)
    store = kept_store(project, key)
    if store is None:
        quads = list(derive_project(project).quads())
        # A file that was saved in between belongs to another key.
        if digest(project) == key:
            keep(project, key, lines_of(quads, graphs=True))
            store = kept_store(project, key)
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


def files_store(paths: Iterable[Path]) -> Store:
    """Return a store of what the files hold together: all triples in the default graph, and the named graphs.

    Raises:
        UsageError: a file cannot be read or parsed.
    """
    store = Store()
    for path in paths:
        load_file(store, path)
    if any(store.named_graphs()):
        store.update(UNION)
    return store


def load_file(store: Store, path: Path) -> None:
    """Add what one file holds to the store."""
    content, format = read_file(path)
    try:
        store.bulk_load(content, format=format, base_iri=path.resolve().as_uri())
    except (SyntaxError, ValueError, MemoryError) as error:
        raise UsageError(f"{fault_place(path, error)}: {fault_words(error)}; correct the file") from None


def parse_file(path: Path) -> Iterator[Quad]:
    """Yield what one file holds, one quad after the other.

    Raises:
        UsageError: it cannot be read or parsed.
    """
    content, format = read_file(path)
    try:
        yield from parse(content, format=format, base_iri=path.resolve().as_uri())
    except (SyntaxError, ValueError, MemoryError) as error:
        raise UsageError(f"{fault_place(path, error)}: {fault_words(error)}; correct the file") from None


def read_file(path: Path) -> tuple[bytes, RdfFormat]:
    """Return the bytes of a file, and their syntax."""
    from azkz_graph.sparql.rdf_limits import excess

    try:
        content = path.read_bytes()
    except OSError as error:
        raise UsageError(f"{path}: {error.strerror}; name a file that can be read") from None
    format = FORMATS.get(path.suffix.lower())
    if format is None:
        raise UsageError(f"{path}: the syntax is unknown; name a file that ends in {', '.join(FORMATS)}")
    # An entity of RDF/XML would abort the whole process in the parser, and only a DOCTYPE can declare one.
    if format == RdfFormat.RDF_XML and b"<!DOCTYPE" in content.replace(b"\0", b""):
        raise UsageError(f"{path}: RDF/XML with a DOCTYPE is not read; write the file again without it")
    if found := excess(content, format):
        raise UsageError(f"{path}:{found.line}: {found.what}; shorten the file, and nest it less")
    return content, format


def fault_place(path: Path, error: Exception) -> str:
    """Return where the parser failed: the file, and the line if known."""
    line = getattr(error, "lineno", None)
    return f"{path}:{line}" if line else str(path)


def fault_words(error: Exception) -> str:
    """Return what the parser says, without the place.

    >>> fault_words(SyntaxError("Parser error at line 3 column 1: Unexpected end of file"))
    'Unexpected end of file'
    """
    message = getattr(error, "msg", None) or str(error)
    if "LoadDocumentCallback" in message:
        return "its JSON-LD context is elsewhere, and contexts are not fetched"
    _, found, what = message.partition(": ") if message.startswith("Parser error at ") else ("", "", "")
    return " ".join((what if found else message).split())

"""Stores in memory, with the union of all graphs in the default graph.

A store's union of named graphs has a triple once for each graph that it is in, so counts would differ from
those over the plain Turtle. Hence the union itself is in the default graph; named graphs are added on demand.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Final

from pyoxigraph import Quad, RdfFormat, Store, parse, serialize

from azkz_graph.dataset.computable_numbers import (
    describe_incomputable,
    find_incomputable,
    has_long_number,
)
from azkz_graph.dataset.project import Project
from azkz_graph.problem import UsageError
from azkz_graph.store.derivation_cache import Lines, digest, keep, read_kept

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


def files_store(paths: Iterable[Path], warn: Callable[[str], None] | None = None) -> Store:
    """Return a store of what the files hold together: all triples in the default graph, and the named graphs.

    `warn` is called if the store holds numbers that no query computes with.

    Raises:
        UsageError: a file cannot be read or parsed.
    """
    store = Store()
    have_long_numbers = [load_file(store, path) for path in paths]
    if warn is not None and any(have_long_numbers) and (numbers := find_incomputable(store)):
        warn(describe_incomputable(numbers))
    if any(store.named_graphs()):
        store.update(UNION)
    return store


def load_file(store: Store, path: Path) -> bool:
    """Add what one file holds to the store; return whether it may hold numbers that no query computes with."""
    content, format = read_file(path)
    try:
        store.bulk_load(content, format=format, base_iri=path.resolve().as_uri())
    except (SyntaxError, ValueError, MemoryError) as error:
        raise UsageError(f"{fault_place(path, error)}: {fault_words(error)}; correct the file") from None
    return has_long_number(content)


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

"""Library: everything that the tools answer from, read once."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from pyoxigraph import NamedNode, Store

from azkz_graph.about.citation import citation, dataset_record
from azkz_graph.about.citation_styles import plain
from azkz_graph.ask.query_catalogue import find_query, query_names
from azkz_graph.dataset.project import Project
from azkz_graph.problem import UsageError
from azkz_graph.sparql.query_file import QueryFile
from azkz_graph.store.memory_store import files_store, project_memory
from azkz_graph.store.rdf_file import RdfFile


@dataclass(frozen=True)
class Library:
    """The data, the saved queries by name, and the ontology's Turtle."""

    store: Store
    queries: Mapping[str, QueryFile]
    ontology: str


def library(
    project: Project, files: Sequence[RdfFile] = (), warn: Callable[[str], None] | None = None
) -> Library:
    """Read the files, or the project's dataset if there are none, with the project's queries and ontology.

    `warn` is called if the files hold numbers that no query computes with.

    Raises:
        UsageError: the data cannot be read, or the ontology is missing.
    """
    store = files_store(files, warn) if files else project_memory(project)
    queries = {name: find_query(project.queries, name) for name in query_names(project.queries)}
    path = project.ontology / "azkz.ttl"
    try:
        return Library(store, queries, path.read_text(encoding="utf-8"))
    except OSError as error:
        raise UsageError(f"{path}: {error.strerror}; the project needs its ontology") from None


def citation_of(library: Library, node: NamedNode, title: str = "") -> str | None:
    """Return how to cite the thing, the fact or the query; None if it is not published here.

    `title` is that of what has none in the data. No day of access is given: an answer stays the same from day to day.
    """
    try:
        found = citation(library.store, node)
    except UsageError:
        return None
    return plain(replace(found, title=title or found.title))


def record(library: Library) -> NamedNode | None:
    """Return the dataset's own record, if the data have one."""
    try:
        return dataset_record(library.store)
    except UsageError:
        return None

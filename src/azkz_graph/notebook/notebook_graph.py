"""Graphs for notebooks: local data or an endpoint as one object with rows, sheets and citations."""

import re
import warnings
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pyoxigraph import QueryBoolean, QuerySolutions, Store

from azkz_graph.about import entity_sheet, explanation
from azkz_graph.ask import query_citation
from azkz_graph.ask.answers import answer
from azkz_graph.ask.parameters import bind_parameters
from azkz_graph.ask.query_catalogue import find_query
from azkz_graph.ask.results import Found
from azkz_graph.dataset.project import Project, open_project
from azkz_graph.notebook.data_frames import frame
from azkz_graph.problem import UsageError
from azkz_graph.sparql.query_file import QueryFile
from azkz_graph.store.memory_store import files_store, project_memory, project_store
from azkz_graph.store.rdf_file import RdfFile
from azkz_graph.text.text_outline import Outline

if TYPE_CHECKING:
    from azkz_graph.remote.endpoint import Endpoint


@dataclass(frozen=True)
class Graph:
    """The facts of a project, or of files; `store` is pyoxigraph's own store of them."""

    store: Store
    project: Project

    def query(self, query: str, /, **parameters: object) -> Any:  # noqa: ANN401
        """Answer a saved query, by its name, or a SPARQL text.

        Rows are a data frame of pandas or polars if one is installed, else a list of dicts; ASK returns a
        bool, CONSTRUCT and DESCRIBE a list of triples. A parameter is one value or a list of values.
        """
        file, named = find_or_parse(self.project, query)
        text = bind_parameters(file, texts_of(parameters), self.store)
        base = file.path.absolute().as_uri()
        found = answer(self.store, text, source=str(file.path), supply_prefixes=not named, base=base)
        return value(found)

    def show(self, name: str, language: str = "en") -> Outline:
        """Return all that is known of a thing, by its slug, IRI, prefixed name or label; prints as text."""
        return entity_sheet.show(self.store, name, language)

    def why(self, *statement: str, language: str = "en", article: Path | None = None) -> Outline:
        """Return what a fact rests on, by its id, or its subject, predicate and object; prints as text."""
        return explanation.why(self.store, *statement, language=language, article=article)

    def cite(self, name: str = "dataset", style: str = "text", **parameters: object) -> str:
        """Cite a thing, a fact, the dataset, or a saved query with its answer: as text, bibtex, ris or csl-json."""
        return query_citation.cite(self.store, self.project.queries, name, style, texts_of(parameters))


@dataclass(frozen=True)
class RemoteGraph:
    """A SPARQL endpoint; the saved queries, and the names of things, are those of the project."""

    endpoint: "Endpoint"
    project: Project

    def query(self, query: str, /, **parameters: object) -> Any:  # noqa: ANN401
        """Answer as `Graph.query` does, from the endpoint."""
        file, named = find_or_parse(self.project, query)
        text = (
            bind_parameters(file, texts_of(parameters), project_store(self.project))
            if parameters
            else file.text
        )
        return value(self.endpoint.answer(text, source=str(file.path), supply_prefixes=not named))

    def show(self, name: str, language: str = "en") -> Outline:
        """Raise UsageError: only `Graph.show` can."""
        raise local_only("show")

    def why(self, *statement: str, language: str = "en", article: Path | None = None) -> Outline:
        """Raise UsageError: only `Graph.why` can."""
        raise local_only("why")

    def cite(self, name: str = "dataset", style: str = "text", **parameters: object) -> str:
        """Raise UsageError: only `Graph.cite` can."""
        raise local_only("cite")


def local_only(name: str) -> UsageError:
    """Build the error that an endpoint cannot be asked for it."""
    return UsageError(f"{name} reads the data themselves, not an endpoint; call azkz_graph.load().{name}")


def find_or_parse(project: Project, query: str) -> tuple[QueryFile, bool]:
    """Return the saved query of that name, or the text as a query, and whether it is a saved one."""
    if re.fullmatch(r"[\w-]+", query):
        return find_query(project.queries, query), True
    return QueryFile(Path("query"), query), False


def value(found: Found) -> Any:  # noqa: ANN401
    """Return an answer as Python has it."""
    if isinstance(found, QuerySolutions):
        return frame(found)
    return bool(found) if isinstance(found, QueryBoolean) else list(found)


def texts_of(parameters: Mapping[str, object]) -> dict[str, list[str]]:
    """Return the values of all parameters, as a user would type them."""
    return {name: texts(value) for name, value in parameters.items()}


def texts(value: object) -> list[str]:
    """Return the parameter's values as a user would type them."""
    several = isinstance(value, Iterable) and not isinstance(value, str)
    return [str(each) for each in value] if several else [str(value)]  # type: ignore[attr-defined]


def load(path: str | Path | None = None) -> Graph:
    """Return the facts of the project in a folder, or of a file of RDF; by default the package's own.

    Raises:
        UsageError: there is nothing to load there.
    """
    if isinstance(path, str) and re.match("https?://", path):
        raise UsageError(f"{path} is not a file; for an endpoint, use azkz_graph.connect")
    if path is None or Path(path).is_dir():
        project = open_project(None if path is None else Path(path))
        return Graph(project_memory(project), project)
    return Graph(files_store([RdfFile(Path(path))], warnings.warn), open_project())


def connect(
    url: str,
    *,
    user: str | None = None,
    seconds: float = 60,
    size: int = 256,
    secret_over_http: bool = False,
    project: Project | None = None,
) -> RemoteGraph:
    """Return what the SPARQL 1.1 endpoint at the URL holds; an answer may take so many seconds and have `size` MiB.

    The user's password is taken from the variable AZKZ_PASSWORD or from netrc, a token from AZKZ_TOKEN, where
    `https://example.org=TOKEN` says for which server it is. Unencrypted they leave this machine only if you insist
    by `secret_over_http`.

    Raises:
        UsageError: it is no address, there is no password, or others could read it on the way.
    """
    from azkz_graph.http.credentials import Sources
    from azkz_graph.http.http_client import MEBIBYTE
    from azkz_graph.remote.remote_question import open_endpoint

    sources = Sources(user, over_http=secret_over_http)
    endpoint = open_endpoint(url, sources, seconds, size * MEBIBYTE, warnings.warn)
    return RemoteGraph(endpoint, project or open_project())


@cache
def own() -> Graph:
    """Return the package's own facts, loaded once."""
    return load()


def query(query: str, /, **parameters: object) -> Any:  # noqa: ANN401
    """Answer as `Graph.query` does, from the package's own facts."""
    return own().query(query, **parameters)


def show(name: str, language: str = "en") -> Outline:
    """Return what `Graph.show` does, of the package's own facts."""
    return own().show(name, language)


def why(*statement: str, language: str = "en", article: Path | None = None) -> Outline:
    """Return what `Graph.why` does, of the package's own facts."""
    return own().why(*statement, language=language, article=article)


def cite(name: str = "dataset", style: str = "text", **parameters: object) -> str:
    """Cite as `Graph.cite` does, from the package's own facts."""
    return own().cite(name, style, **parameters)

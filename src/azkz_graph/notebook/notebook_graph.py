"""Graphs for notebooks: local data or an endpoint as one object with rows, sheets and citations."""

import re
import warnings
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from pyoxigraph import NamedNode, QueryBoolean, QuerySolutions, Store

from azkz_graph.about import entity_sheet, why_answer
from azkz_graph.about.citation import DATASET
from azkz_graph.ask import query_citation
from azkz_graph.ask.answers import answer
from azkz_graph.ask.parameters import bind_parameters, bind_terms, parameter_terms
from azkz_graph.ask.query_catalogue import find_query, query_names
from azkz_graph.ask.results import Found
from azkz_graph.dataset.project import Project, open_project
from azkz_graph.graph.facts import triples
from azkz_graph.graph.labels import label, name
from azkz_graph.http.received_reply import display_url
from azkz_graph.notebook.data_frames import data_frame, frame
from azkz_graph.notebook.graph_objects import as_networkx, as_rdflib
from azkz_graph.notebook.python_words import in_python_words
from azkz_graph.problem import UsageError, lack
from azkz_graph.sparql.query_file import QueryFile
from azkz_graph.store.memory_store import files_store, project_memory, project_store
from azkz_graph.store.rdf_file import RdfFile
from azkz_graph.text.near_names import near_names
from azkz_graph.text.text_outline import Outline
from azkz_graph.vocabulary import FACT_CLASS, TYPE, shorten

if TYPE_CHECKING:
    import rdflib

    from azkz_graph.remote.endpoint import Endpoint

OPTIONS: Final = ("labels", "short")
"""What `query` takes beside the parameters of a query."""


@dataclass(frozen=True)
class Graph:
    """The facts of a project, or of files; `store` is pyoxigraph's own store of them."""

    store: Store
    project: Project

    def __repr__(self) -> str:
        return str(self.outline())

    def _repr_html_(self) -> str:
        """Return what the graph holds as HTML, which notebooks show."""
        return self.outline()._repr_html_()

    def outline(self) -> Outline:
        """Return what the graph holds, in numbers."""
        facts = sum(1 for _ in triples(self.store, None, TYPE, FACT_CLASS))
        quads = sum(1 for _ in triples(self.store, None))
        items = (
            Outline(f"{quads:,}", key="triples"),
            Outline(f"{facts:,}", key="facts"),
            Outline(f"{len(query_names(self.project.queries))}; queries() lists them", key="saved queries"),
        )
        records = sorted(str(quad.subject).strip("<>") for quad in triples(self.store, None, TYPE, DATASET))
        title = label(self.store, NamedNode(records[0])) if records else "Graph"
        return Outline(title, items=items)

    def queries(self, language: str = "en") -> Any:  # noqa: ANN401
        """Return a row for each saved query: its name, its title in the language, and a list of its parameters."""
        return saved_queries(self.project, language)

    @in_python_words()
    def query(
        self, query: str, /, *, labels: str | None = None, short: bool = False, **parameters: object
    ) -> Any:  # noqa: ANN401
        """Answer a saved query, by its name, or a SPARQL text.

        Rows are a data frame of pandas or polars if one is installed, else a list of dicts; ASK returns a
        bool, CONSTRUCT and DESCRIBE a list of triples. A parameter is one value or a list of values. In rows, `labels`
        gives the language of names in the place of IRIs, and `short` puts prefixed names there.

        Raises:
            UsageError: there is no such query or parameter, or the query or a value cannot be read.
        """
        file, is_saved = find_or_parse(self.project, query)
        text = bind_parameters(file, given(file, parameters), self.store, mark="", warn=warnings.warn)
        base = file.path.absolute().as_uri()
        found = answer(self.store, text, source=str(file.path), supply_prefixes=not is_saved, base=base)
        return value(found, iri_names(self.store, labels, short))

    @in_python_words()
    def show(self, name: str, language: str = "en") -> Outline:
        """Return all that is known of a thing, by its slug, IRI, prefixed name or label; prints as text."""
        return entity_sheet.show(self.store, name, language)

    @in_python_words()
    def why(self, *statement: str, language: str = "en", article: str | Path | None = None) -> Outline:
        """Return what a fact rests on, or whose view it is, by id, or subject, predicate and object; prints as text."""
        path = None if article is None else Path(article)
        return why_answer.why(self.store, *statement, language=language, article=path).outline

    @in_python_words()
    def cite(self, name: str = "dataset", style: str = "text", **parameters: object) -> str:
        """Cite a thing, a fact, the dataset, or a saved query with its answer: as text, bibtex, ris or csl-json."""
        return query_citation.cite(self.store, self.project.queries, name, style, texts_of(parameters))

    def to_rdflib(self) -> "rdflib.Graph":
        """Return all triples as one graph of rdflib."""
        return as_rdflib(self.store)

    @in_python_words()
    def to_networkx(self, language: str = "en") -> Any:  # noqa: ANN401
        """Return things, and the facts that link them, as a `networkx.MultiDiGraph`; views are left out.

        Nodes are prefixed names, with `iri`, `label` and `kinds`; the keys of edges are prefixed names of properties,
        and edges have `label`, `fact` and `origins`.

        Raises:
            UsageError: networkx is not installed.
        """
        return as_networkx(self.store, language)


@dataclass(frozen=True)
class RemoteGraph:
    """A SPARQL endpoint; the saved queries, and the names of things, are those of the project."""

    endpoint: "Endpoint"
    project: Project

    def __repr__(self) -> str:
        return str(self.outline())

    def _repr_html_(self) -> str:
        """Return where the graph is as HTML, which notebooks show."""
        return self.outline()._repr_html_()

    def outline(self) -> Outline:
        """Return where the graph is."""
        return Outline(f"SPARQL endpoint {display_url(self.endpoint.url)}")

    def queries(self, language: str = "en") -> Any:  # noqa: ANN401
        """Return what `Graph.queries` does."""
        return saved_queries(self.project, language)

    @in_python_words()
    def query(
        self, query: str, /, *, labels: str | None = None, short: bool = False, **parameters: object
    ) -> Any:  # noqa: ANN401
        """Answer as `Graph.query` does, from the endpoint; labels are those of the project."""
        file, is_saved = find_or_parse(self.project, query)
        store = project_store(self.project) if parameters or labels else Store()
        text = file.text
        if parameters:
            text = bind_terms(file, parameter_terms(file, given(file, parameters), store, mark=""))
        found = self.endpoint.answer(text, source=str(file.path), supply_prefixes=not is_saved)
        return value(found, iri_names(store, labels, short))

    def show(self, name: str, language: str = "en") -> Outline:
        """Raise UsageError: only `Graph.show` can."""
        raise local_only("show")

    def why(self, *statement: str, language: str = "en", article: str | Path | None = None) -> Outline:
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


def saved_queries(project: Project, language: str) -> Any:  # noqa: ANN401
    """Return a row for each saved query of the project."""
    files = [find_query(project.queries, name) for name in query_names(project.queries)]
    columns: dict[str, list[object]] = {
        "name": [file.name for file in files],
        "title": [file.titles.get(language, file.summary) for file in files],
        "parameters": [list(file.parameters) for file in files],
    }
    return data_frame(columns)


def iri_names(store: Store, labels: str | None, short: bool) -> Callable[[NamedNode], str] | None:
    """Return what names an IRI in rows: its label in a language, else its prefixed name; None if it stays."""

    def iri_name(node: NamedNode) -> str:
        called = name(store, node, labels) if labels else None
        return called.value if called else shorten(node.value).strip("<>")

    return iri_name if labels or short else None


def value(found: Found, name_iri: Callable[[NamedNode], str] | None = None) -> Any:  # noqa: ANN401
    """Return an answer as Python has it."""
    if isinstance(found, QuerySolutions):
        return frame(found, name_iri)
    return bool(found) if isinstance(found, QueryBoolean) else list(found)


def given(query: QueryFile, parameters: Mapping[str, object]) -> dict[str, list[str]]:
    """Return the values of the query's parameters, as a user would type them.

    Raises:
        UsageError: the query has no such parameter.
    """
    for parameter in parameters:
        if parameter not in query.parameters:
            near = near_names(parameter, [*query.parameters, *OPTIONS])
            known = f"it has: {', '.join(query.parameters)}" if query.parameters else "leave it out"
            advice = f"close to it: {', '.join(near)}" if near else known
            raise UsageError(f"the query {query.name} has no parameter {parameter!r}; {advice}")
    return texts_of(parameters)


def texts_of(parameters: Mapping[str, object]) -> dict[str, list[str]]:
    """Return the values of all parameters, as a user would type them."""
    return {name: texts(value) for name, value in parameters.items()}


def texts(value: object) -> list[str]:
    """Return the parameter's values as a user would type them."""
    several = isinstance(value, Iterable) and not isinstance(value, str)
    return [str(each) for each in value] if several else [str(value)]  # type: ignore[attr-defined]


@in_python_words()
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


@in_python_words()
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
    try:
        from azkz_graph.http.credentials import Sources
        from azkz_graph.http.http_client import MEBIBYTE
        from azkz_graph.remote.remote_question import open_endpoint
    except ModuleNotFoundError as error:
        raise lack("connect", str(error.name), "load") from None

    sources = Sources(user, over_http=secret_over_http)
    endpoint = open_endpoint(url, sources, seconds, size * MEBIBYTE, warnings.warn)
    return RemoteGraph(endpoint, project or open_project())


@cache
def own() -> Graph:
    """Return the package's own facts, loaded once."""
    return load()


def queries(language: str = "en") -> Any:  # noqa: ANN401
    """Return a row for each saved query, as `Graph.queries` does."""
    return saved_queries(open_project(), language)


def query(query: str, /, *, labels: str | None = None, short: bool = False, **parameters: object) -> Any:  # noqa: ANN401
    """Answer as `Graph.query` does, from the package's own facts."""
    return own().query(query, labels=labels, short=short, **parameters)


def show(name: str, language: str = "en") -> Outline:
    """Return what `Graph.show` does, of the package's own facts."""
    return own().show(name, language)


def why(*statement: str, language: str = "en", article: str | Path | None = None) -> Outline:
    """Return what `Graph.why` does, of the package's own facts."""
    return own().why(*statement, language=language, article=article)


def cite(name: str = "dataset", style: str = "text", **parameters: object) -> str:
    """Cite as `Graph.cite` does, from the package's own facts."""
    return own().cite(name, style, **parameters)

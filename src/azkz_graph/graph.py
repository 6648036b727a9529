"""What a notebook wants: the data as one object to ask for rows, sheets, explanations and citations."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from pyoxigraph import QueryBoolean, QuerySolutions, Store

from azkz_graph import citation, entity, explanation
from azkz_graph.answers import answer
from azkz_graph.frames import frame
from azkz_graph.outline import Outline
from azkz_graph.parameters import bound_text
from azkz_graph.project import Project, open_project
from azkz_graph.query_catalogue import saved_query
from azkz_graph.query_file import QueryFile
from azkz_graph.stores import files_store, project_store


@dataclass(frozen=True)
class Graph:
    """The facts of a project, or of files. `store` is for those who want pyoxigraph itself."""

    store: Store
    project: Project

    def query(self, query: str, /, **parameters: object) -> Any:  # noqa: ANN401
        """The answer to a saved query, by its name, or to a SPARQL text.

        Rows come as a data frame of pandas or polars if one is installed, else as a list of dicts; ASK gives a
        bool, CONSTRUCT and DESCRIBE a list of triples. A parameter is one value or a list of values.
        """
        named = re.fullmatch(r"[\w-]+", query) is not None
        file = saved_query(self.project.queries, query) if named else QueryFile(Path("query"), query)
        given = {name: texts(value) for name, value in parameters.items()}
        text = bound_text(file, given, self.store)
        found = answer(self.store, text, source=str(file.path), supply_prefixes=not named)
        if isinstance(found, QuerySolutions):
            return frame(found)
        return bool(found) if isinstance(found, QueryBoolean) else list(found)

    def show(self, name: str, language: str = "en") -> Outline:
        """All that is known of a thing, by its slug, IRI, prefixed name or label; prints as text."""
        return entity.show(self.store, name, language)

    def why(self, *statement: str, language: str = "en", article: Path | None = None) -> Outline:
        """What a fact rests on, by its id, or its subject, predicate and object; prints as text."""
        return explanation.why(self.store, *statement, language=language, article=article)

    def cite(self, name: str = "dataset", style: str = "text") -> str:
        """How to cite a thing, a fact or the dataset: as text, bibtex, ris or csl-json."""
        return citation.cite(self.store, name, style)


def texts(value: object) -> list[str]:
    """The parameter's values as a user would type them."""
    several = isinstance(value, Iterable) and not isinstance(value, str)
    return [str(each) for each in value] if several else [str(value)]  # type: ignore[attr-defined]


def load(path: str | Path | None = None) -> Graph:
    """The facts of the project in a folder, or of a file of RDF; by default the package's own.

    Raises:
        UsageError: there is nothing to load there.
    """
    if path is None or Path(path).is_dir():
        project = open_project(None if path is None else Path(path))
        return Graph(project_store(project, graphs=True), project)
    return Graph(files_store([Path(path)]), open_project())


@cache
def own() -> Graph:
    """The package's own facts, loaded once."""
    return load()


def query(query: str, /, **parameters: object) -> Any:  # noqa: ANN401
    """`Graph.query` on the package's own facts."""
    return own().query(query, **parameters)


def show(name: str, language: str = "en") -> Outline:
    """`Graph.show` on the package's own facts."""
    return own().show(name, language)


def why(*statement: str, language: str = "en", article: Path | None = None) -> Outline:
    """`Graph.why` on the package's own facts."""
    return own().why(*statement, language=language, article=article)


def cite(name: str = "dataset", style: str = "text") -> str:
    """`Graph.cite` on the package's own facts."""
    return own().cite(name, style)

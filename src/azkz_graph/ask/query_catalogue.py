"""Saved queries of a folder, by name and by words."""

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Final

from azkz_graph.dataset.source_file import source_paths
from azkz_graph.graph.name_lookup import fold_name
from azkz_graph.problem import UsageError
from azkz_graph.sparql.query_file import QueryFile, read_query_file
from azkz_graph.text.near_names import near_names

MOST_FOUND: Final = 12
"""How many saved queries a search shows at most."""


def query_names(folder: Path) -> list[str]:
    """Return the names of the saved queries."""
    return [path.stem for path in source_paths(folder, "*.rq")]


def find_query(folder: Path, name: str) -> QueryFile:
    """Read the saved query of that name.

    Raises:
        UsageError: there is none, or it cannot be read.
    """
    if name in query_names(folder):
        path = folder / f"{name}.rq"
        if not path.is_file():
            raise UsageError(
                f"{path} cannot be read because it is not a file; put the query there, or remove it"
            )
        return query_file(path)
    advice = describe_matches(name, query_names(folder), lambda: search_folder(folder, name))
    raise UsageError(
        f"no saved query is called {name!r}; "
        f"{advice or 'azkz query lists them; give a text with -q, or a file as FILE.rq'}"
    )


def describe_matches(name: str, names: Iterable[str], search: Callable[[], Sequence[QueryFile]]) -> str:
    """Say which of the queries' names come close to a name, or else which queries a search finds; empty if none do."""
    if near := near_names(name, names):
        return f"close to it: {', '.join(near)}"
    found = search()
    return f"these have its words: {', '.join(query.name for query in found)}" if found else ""


def search_folder(folder: Path, words: str) -> list[QueryFile]:
    """Return the saved queries of a folder that have any of the words, best matches first."""
    names = (name for name in query_names(folder) if (folder / f"{name}.rq").is_file())
    return search_queries((find_query(folder, name) for name in names), words)


def search_queries(queries: Iterable[QueryFile], words: str) -> list[QueryFile]:
    """Return those queries that have any of the words, at most MOST_FOUND, those with most of them first."""
    scores = [(count_words(query, words), query) for query in queries]
    found = sorted((pair for pair in scores if any(pair[0])), key=lambda pair: pair[0], reverse=True)
    return [query for _, query in found[:MOST_FOUND]]


def count_words(query: QueryFile, words: str) -> tuple[int, int]:
    """Count the words that the query has, and those of them that its name, titles in all languages or tags have."""
    wanted = set(fold_name(words).replace("-", " ").split())
    heading = fold_name(" ".join([query.name, *query.titles.values(), *query.tags]).replace("-", " "))
    text = f"{heading} {fold_name(query.description)}"
    return sum(word in text for word in wanted), sum(word in heading for word in wanted)


def query_file(path: Path) -> QueryFile:
    """Read the query in any file.

    Raises:
        UsageError: the file cannot be read.
    """
    try:
        return read_query_file(path)
    except OSError as error:
        raise UsageError(f"{path}: {error.strerror}; name a file that holds a query") from None
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise UsageError(f"{path}:{line}: this is not UTF-8; save the file as UTF-8") from None

"""Saved queries of a folder, by name."""

from pathlib import Path

from azkz_graph.dataset.source_file import source_paths
from azkz_graph.problem import UsageError
from azkz_graph.sparql.query_file import QueryFile, read_query_file
from azkz_graph.text.near_names import near_names


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
    near = near_names(name, query_names(folder))
    advice = (
        f"close to it: {', '.join(near)}"
        if near
        else "azkz query lists them; give a text with -q, or a file as FILE.rq"
    )
    raise UsageError(f"no saved query is called {name!r}; {advice}")


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

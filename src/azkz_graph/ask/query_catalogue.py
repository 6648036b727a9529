"""A folder of saved queries in; the one that is asked for, or that there is none, out."""

from pathlib import Path

from azkz_graph.problem import UsageError
from azkz_graph.sparql.query_file import QueryFile, read_query_file


def query_names(folder: Path) -> list[str]:
    """The names of the saved queries."""
    return sorted(path.stem for path in folder.glob("*.rq"))


def saved_query(folder: Path, name: str) -> QueryFile:
    """The saved query of that name.

    Raises:
        UsageError: there is none, or it cannot be read.
    """
    if name in query_names(folder):
        path = folder / f"{name}.rq"
        if not path.is_file():
            raise UsageError(
                f"{path} cannot be read, for it is no file; put the query there, or take it away"
            )
        return query_file(path)
    from azkz_graph.graph.name_lookup import close

    near = close(name, query_names(folder))
    advice = (
        f"close to it: {', '.join(near)}" if near else "azkz query lists them; -q asks a text, FILE.rq a file"
    )
    raise UsageError(f"no saved query is called {name!r}; {advice}")


def query_file(path: Path) -> QueryFile:
    """The query in any file.

    Raises:
        UsageError: the file cannot be read.
    """
    try:
        return read_query_file(path)
    except OSError as error:
        raise UsageError(f"{path}: {error.strerror}; name a file that holds a query") from None
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise UsageError(f"{path}:{line}: this is no UTF-8; save the file as UTF-8") from None

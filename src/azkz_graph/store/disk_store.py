"""Stores on disk: quads, and their union in the default graph.

Such a folder is asked without being read into memory. Oxigraph's own programs can open it too.
"""

import json
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from pyoxigraph import DefaultGraph, Quad, Store

from azkz_graph.dataset.computable_numbers import describe_incomputable, find_incomputable
from azkz_graph.disk.atomic_folder import MANIFEST, files_below, replace_folder
from azkz_graph.problem import UsageError

MARK = "CURRENT"
"""The file by which the folder of a store is known."""


def build_store(quads: Iterable[Quad], folder: Path, warn: Callable[[str], None] | None = None) -> int:
    """Write the quads into a store in `folder`, in the place of the one that it holds, and return their number.

    `warn` is called if there are numbers that no query computes with.

    Raises:
        UsageError: the folder cannot be used, see `replaced`.
    """
    with replace_folder(folder) as partial:
        store = Store(str(partial))
        store.bulk_extend(with_union(quads))
        store.optimize()
        store.flush()
        count = len(store)
        if warn is not None and (numbers := find_incomputable(store)):
            warn(describe_incomputable(numbers))
        # The folder may be moved only once the store has let go of it.
        del store
        files = [{"path": path.relative_to(partial).as_posix()} for path in files_below(partial)]
        (partial / MANIFEST).write_text(json.dumps({"quads": count, "files": files}), encoding="utf-8")
    return count


def with_union(quads: Iterable[Quad]) -> Iterator[Quad]:
    """Yield the quads, and each that has a named graph in the default graph as well."""
    default = DefaultGraph()
    for quad in quads:
        yield quad
        if quad.graph_name != default:
            yield Quad(quad.subject, quad.predicate, quad.object, default)


def open_store(folder: Path) -> Store:
    """Open the store in a folder, to be read only.

    Raises:
        UsageError: there is none, or it cannot be opened.
    """
    if not (folder / MARK).is_file():
        raise UsageError(f"{folder} has no store; make one with azkz store build {folder}")
    try:
        return Store.read_only(str(folder))
    except (OSError, ValueError, RuntimeError) as error:
        raise UsageError(f"{folder} cannot be opened as a store: {error}; build it again") from None

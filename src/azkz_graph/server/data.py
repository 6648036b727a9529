"""A project, files of RDF or a store's folder in; the nursery that answers from them out."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

from pyoxigraph import Store

from azkz_graph.problem import UsageError
from azkz_graph.project import Project
from azkz_graph.server.answering import Answering
from azkz_graph.server.limits import MEBIBYTE, Limits
from azkz_graph.server.nursery import Nursery
from azkz_graph.stores import files_store, project_store

READING_MEMORY: Final = 2048 * MEBIBYTE
"""The memory of a worker that makes pages and files, among them the whole release: no question of strangers."""


@dataclass(frozen=True)
class Source:
    """Where the data are: in `files`, in the `folder` of a store, or else in the project, whose queries are asked."""

    project: Project
    files: tuple[Path, ...] = ()
    folder: Path | None = None


def source(project: Project, data: Sequence[Path]) -> Source:
    """The source of data that a user named.

    Raises:
        UsageError: a store's folder is named beside others.
    """
    folders = [path for path in data if path.is_dir()]
    if not folders:
        return Source(project, tuple(data))
    if len(data) > 1:
        raise UsageError(
            f"{folders[0]} is the folder of a store, which is served alone; name nothing beside it"
        )
    return Source(project, folder=folders[0])


def load(source: Source, limits: Limits, base: str, tell: Callable[[dict[str, Any]], None]) -> Nursery | None:
    """Read the data, and tell about them; None, with the reason told, if they cannot be read."""
    began = time.perf_counter()
    try:
        store = opened(source)
    except UsageError as error:
        tell({"error": str(error)})
        return None
    answering = Answering(source.project, store, limits, base)
    tell({"quads": len(store), "loadSeconds": round(time.perf_counter() - began, 3)})

    def further() -> Nursery:
        from azkz_graph.server.publishing import publishing

        jobs = publishing(source.project, source.files, base).jobs()
        return Nursery(lambda: jobs, replace(limits, memory=READING_MEMORY), connects=True)

    answering.prepare()
    return Nursery(lambda: answering.jobs, limits, connects=False, further=further)


def opened(source: Source) -> Store:
    """The store of a source, with its named graphs."""
    if source.files:
        return files_store(source.files)
    return project_store(source.project, graphs=True)

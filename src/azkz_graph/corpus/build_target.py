"""Target of a build, held for this build alone."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from azkz_graph.corpus.checkpoints import WORK
from azkz_graph.corpus.finished_part import PROBLEM_TABLES
from azkz_graph.corpus.graph_files import NQUADS, PARQUET
from azkz_graph.corpus.storage import Storage
from azkz_graph.disk.atomic_folder import MANIFEST
from azkz_graph.disk.atomic_folder import only_build as held
from azkz_graph.disk.foreign_traces import is_desktop_trace
from azkz_graph.problem import UsageError


@contextmanager
def only_build(target: Storage, source: Storage) -> Iterator[None]:
    """Hold the target for this build.

    Raises:
        UsageError: it is a file or lies in the source, where it would be an article the next time; it holds a finished
            build, or files that no build has made; or another build is at work there.
    """
    refuse_place(target.folder, source.folder)
    if target.size(MANIFEST) is not None:
        raise UsageError(f"{target.uri} holds a finished build; remove it, or name another folder")
    known = {WORK, NQUADS, PARQUET, PROBLEM_TABLES}
    names = (entry.base_name for entry in target.entries())
    if foreign := [name for name in names if name not in known and not is_desktop_trace(name)]:
        raise UsageError(f"{target.uri} holds {foreign[0]}, which no build made; name another folder")
    if target.folder is None:
        yield
        return
    # Files that are not of this build are removed in the end, and must not be those of another folder.
    if links := [name for name in sorted(known) if (target.folder / name).is_symlink()]:
        raise UsageError(f"{target.folder / links[0]} is a link; remove it, or name another folder")
    target.folder.mkdir(parents=True, exist_ok=True)
    with held(target.folder):
        yield


def refuse_place(target: Path | None, source: Path | None) -> None:
    """Refuse a folder that no build can be in."""
    if target is None:
        return
    if target.exists() and not target.is_dir():
        raise UsageError(f"{target} is a file; name a folder to build into")
    if source is not None and source.resolve() in target.resolve().parents:
        raise UsageError(f"{target} is among the articles of {source}; name a folder outside them")

"""Cache of datasets of projects and releases: stores on disk, to be read only. Any changed source makes another.

Deriving reads and parses every authored file; a fast answer cannot pay for that each time. The folder is the
user's own and may be deleted at any time, even while a process reads: it holds every file of its store open.
"""

import hashlib
import os
import stat
import time
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path

import pyoxigraph
from pyoxigraph import RdfFormat, Store

from azkz_graph.dataset.project import Project
from azkz_graph.dataset.source_file import source_paths
from azkz_graph.disk.compressed_file import without_compression
from azkz_graph.disk.home_folder import home_folder

MARK = "azkz-graph.sha256"
"""The file of a finished store that has the digest of its manifest."""

MOST_KEPT = 3
"""How many stores of a project or archive are kept, for versions of the program, or branches, that take turns."""

ABANDONED = 86_400
"""After so many seconds an unfinished store is one that a killed process has left."""

PACKAGE = Path(__file__).parents[1]

ROOMS = ("", "sparql", "disk", "dataset", "store")
"""The folders of modules on which the derived dataset depends."""


def digest(project: Project) -> str:
    """Return the SHA-256 of every file that the derived dataset depends on, programs too."""
    return digest_files([*sources_of(project), *programs(ROOMS)])


def digest_files(paths: Iterable[Path]) -> str:
    """Return the SHA-256 of the names and bytes of the files, and of the engine's version."""
    sources = hashlib.sha256(pyoxigraph.__version__.encode())
    for path in paths:
        content = path.read_bytes()
        sources.update(f"{path.name}\0{len(content)}\0".encode(errors="surrogateescape"))
        sources.update(content)
    return sources.hexdigest()


def sources_of(project: Project) -> Iterator[Path]:
    """Yield a project's files that the derived dataset depends on, in a fixed order."""
    folders: Iterable[tuple[Path, tuple[str, ...]]] = (
        (project.data, (".ttl", ".trig")),
        (project.data / "entities", (".ttl",)),
        (project.ontology, (".ttl",)),
        (project.ontology / "rules", (".rq",)),
    )
    for folder, suffixes in folders:
        yield from files_in(folder, suffixes)


def programs(rooms: Iterable[str]) -> Iterator[Path]:
    """Yield the modules of some rooms, in a fixed order."""
    for room in rooms:
        yield from files_in(PACKAGE / room, (".py",))


def files_in(folder: Path, suffixes: Collection[str]) -> Iterator[Path]:
    """Yield the files of a folder that have one of the suffixes, compressed or not."""
    for path in source_paths(folder, "*"):
        if without_compression(path).suffix in suffixes and path.is_file():
            yield path


def cache_folder(root: Path) -> Path | None:
    """Return where the stores of a project's folder, or of an archive, are kept: one folder each, in the user's cache.

    None if there is no such folder, because the user has no home.
    Source: https://specifications.freedesktop.org/basedir-spec/latest/ ($XDG_CACHE_HOME, else ~/.cache).
    """
    base = os.environ.get("XDG_CACHE_HOME", "")
    home = home_folder()
    folder = Path(base) if Path(base).is_absolute() else home and home / ".cache"
    name = hashlib.sha256(os.fsencode(root.resolve())).hexdigest()[:16]
    return folder and folder / "azkz-graph" / name


def store_folder(root: Path, key: str) -> Path | None:
    """Return where the store of a key is kept, None where none can be."""
    folder = cache_folder(root)
    return folder and folder / key[:32]


def kept_store(root: Path, key: str) -> Store | None:
    """Open the store that was kept under `key`, to be read only.

    None if it is missing or incomplete.
    """
    folder = store_folder(root, key)
    if folder is None:
        return None
    try:
        is_whole = (
            is_users_own(folder.parent)
            and is_users_own(folder)
            and holds_only_files(folder)
            and (folder / MARK).read_text(encoding="ascii") == mark(folder)
        )
        return Store.read_only(str(folder)) if is_whole else None
    except (OSError, ValueError, RuntimeError):
        return None


def holds_only_files(folder: Path) -> bool:
    """Return whether a folder holds nothing but files; the engine would wait for a pipe."""
    with os.scandir(folder) as entries:
        return all(entry.is_file(follow_symlinks=False) for entry in entries)


def mark(folder: Path) -> str:
    """Return the digest of a store's manifest, which names all its files and their sizes.

    The engine opens a store whose manifest has lost its end, with what is left; of all else it has checksums itself.
    """
    manifest = folder / (folder / "CURRENT").read_text(encoding="ascii").strip()
    return hashlib.sha256(manifest.read_bytes()).hexdigest()


def is_users_own(folder: Path) -> bool:
    """Return whether there is a folder, no link, that is the user's, and not writable by everybody."""
    found = folder.lstat()
    return stat.S_ISDIR(found.st_mode) and found.st_uid == os.geteuid() and not found.st_mode & stat.S_IWOTH


def keep(root: Path, key: str, lines: bytes) -> None:
    """Keep the quads of `lines`, in N-Quads, under `key`; if that cannot be, keep nothing.

    The store takes its place in one step once it is whole, so that processes may do this at once.
    """
    import shutil
    from tempfile import mkdtemp

    target = store_folder(root, key)
    if target is None:
        return
    folder = target.parent
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        # Where anybody may write, what is kept could be somebody's forgery, or its place a link that they have laid.
        if not is_users_own(folder):
            return
        partial = Path(mkdtemp(prefix=".", dir=folder))
        try:
            fill_kept(partial, lines)
            if kept_store(root, key) is None:
                shutil.rmtree(target, ignore_errors=True)
            partial.rename(target)
        finally:
            shutil.rmtree(partial, ignore_errors=True)
        for former in former_stores(folder, target):
            shutil.rmtree(former, ignore_errors=True)
    except (OSError, ValueError, RuntimeError):
        return


def fill_kept(folder: Path, lines: bytes) -> None:
    """Make the store in an empty folder, which may be moved once this is done."""
    store = Store(str(folder))
    store.bulk_load(lines, format=RdfFormat.N_QUADS, lenient=True)
    store.flush()
    del store
    (folder / MARK).write_text(mark(folder), encoding="ascii")


def former_stores(folder: Path, target: Path) -> list[Path]:
    """Return the folders that are not needed any more beside the new one: older stores, and what was never finished."""
    ages = sorted((time.time() - path.stat().st_mtime, path) for path in folder.iterdir() if path != target)
    finished = [path for _, path in ages if not path.name.startswith(".")]
    abandoned = [path for age, path in ages if path.name.startswith(".") and age > ABANDONED]
    return finished[MOST_KEPT - 1 :] + abandoned

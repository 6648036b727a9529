"""Cache of a project's derived dataset. Any changed source file invalidates it.

Deriving reads and parses every authored file; a fast answer cannot pay for that each time. The file is the
user's own, may be deleted at any time, and is used only if its first line names the digest of its sources.
"""

import hashlib
import os
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path

from azkz_graph.dataset.project import Project
from azkz_graph.dataset.source_file import source_paths
from azkz_graph.disk.home_folder import home_folder

MOST = 200
"""The longest that a first line may be."""

PACKAGE = Path(__file__).parents[1]

ROOMS = ("", "sparql", "dataset", "store")
"""The folders of modules on which the derived dataset depends."""


Lines = tuple[bytes, bytes]
"""A derived dataset: the union of its graphs as N-Triples, and its named graphs as N-Quads."""


def digest(project: Project) -> str:
    """Return the SHA-256 of the names and bytes of every file that the derived dataset depends on, and the program."""
    sources = hashlib.sha256()
    for path in sources_of(project):
        content = path.read_bytes()
        sources.update(f"{path.name}\0{len(content)}\0".encode(errors="surrogateescape"))
        sources.update(content)
    return sources.hexdigest()


def sources_of(project: Project) -> Iterator[Path]:
    """Yield the files that the derived dataset depends on, in a fixed order."""
    folders: Iterable[tuple[Path, tuple[str, ...]]] = (
        (project.data, (".ttl", ".trig")),
        (project.data / "entities", (".ttl",)),
        (project.ontology, (".ttl",)),
        (project.ontology / "rules", (".rq",)),
        *((PACKAGE / room, (".py",)) for room in ROOMS),
    )
    for folder, suffixes in folders:
        yield from (path for path in source_paths(folder, "*") if path.suffix in suffixes and path.is_file())


def cache_file(project: Project) -> Path | None:
    """Return where a project's derived dataset is kept: one file per project, in the user's cache folder.

    None if there is no such folder, because the user has no home.
    Source: https://specifications.freedesktop.org/basedir-spec/latest/ ($XDG_CACHE_HOME, else ~/.cache).
    """
    base = os.environ.get("XDG_CACHE_HOME", "")
    home = home_folder()
    folder = Path(base) if Path(base).is_absolute() else home and home / ".cache"
    root = hashlib.sha256(os.fsencode(project.root.resolve())).hexdigest()[:16]
    return folder and folder / "azkz-graph" / f"{root}.nq"


def read_kept(project: Project, key: str, *, graphs: bool) -> Lines | None:
    """Read what was kept under `key`, without the named graphs unless `graphs`.

    None if it is missing or incomplete.
    """
    path = cache_file(project)
    if path is None:
        return None
    try:
        with path.open("rb") as file:
            if not is_users_own(os.fstat(file.fileno())):
                return None
            words = file.readline(MOST).decode("ascii", "replace").split()
            if words[:2] != ["#", key]:
                return None
            union, named = (int(word) for word in words[2:])
            if os.fstat(file.fileno()).st_size != file.tell() + union + named:
                return None
            return file.read(union), file.read(named) if graphs else b""
    except (OSError, ValueError):
        return None


def is_users_own(found: os.stat_result) -> bool:
    """Return whether a file or folder is the user's, and not writable by everybody."""
    return found.st_uid == os.geteuid() and not found.st_mode & stat.S_IWOTH


def keep(project: Project, key: str, lines: Lines) -> None:
    """Keep `lines` under `key`; if the folder cannot be written, keep nothing."""
    from azkz_graph.disk.atomic_file import write_whole

    union, graphs = lines
    path = cache_file(project)
    if path is None:
        return
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        # Where anybody may write, what is kept could be somebody's forgery, or its place a link that they have laid.
        if path.is_symlink() or not is_users_own(path.parent.stat()):
            return
        write_whole(path, f"# {key} {len(union)} {len(graphs)}\n".encode() + union + graphs)
    except OSError:
        return

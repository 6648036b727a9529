"""Files in; a folder that holds exactly these, replaced as a whole or not at all, out."""

import fcntl
import json
import os
import re
import shutil
import stat
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path, PurePosixPath

from azkz_graph.disk.path_exchange import swapped
from azkz_graph.disk.safe_path import beside, fault, followed, made_inside
from azkz_graph.problem import UsageError

MANIFEST = "manifest.json"
"""The file of a published folder that lists the others, under `files`, each with its `path`."""

MARKS = frozenset({"quads", "patterns"})
"""What the manifests of builds say beside the files: those of releases and stores the one, those of sites the other."""

SITE = "site"
"""The folder of a release that may hold its site, which is built apart."""

PARTIAL, FORMER = "partial", "former"
"""What a folder beside the target is: being filled, or what the target was."""


def publish(files: Mapping[PurePosixPath, bytes], target: Path, mtime: int | None = None) -> None:
    """Make `target` a folder of these files, whatever release it held before.

    `mtime` is the time of the files, in seconds since 1970.

    Raises:
        UsageError: as `replaced` does.
    """
    with replaced(target) as partial:
        write(files, partial)
        settle(partial, mtime)


@contextmanager
def replaced(target: Path) -> Iterator[Path]:
    """Gives an empty folder, which takes the place of `target` once it is filled, or not at all.

    It is `.NAME.DIGITS.partial` beside the target, and the two folders are exchanged in one step, so that at any moment
    `target` is the whole of the one or of the other. A site in the target stays there. Nobody can lay a link where
    the folder will be, for the digits are random, and a link that looks like what a killed build left is let lie.

    Raises:
        UsageError: another build is at work there, the target holds a file that no build has made, or the
            system refused (a full disk, no permission). The target is then as it was.
    """
    target = followed(target)
    partial = beside(target, PARTIAL)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with only_build(target.parent):
            restore(target)
            refuse_foreign_files(target)
            clear(target, PARTIAL)
            partial.mkdir()
            try:
                yield partial
                replace(target, partial)
                carry_over(partial, target)
            finally:
                shutil.rmtree(partial, ignore_errors=True)
    except OSError as error:
        reason = error.strerror or error
        raise UsageError(f"{target} cannot be written ({reason}); what was there is as it was") from error


@contextmanager
def only_build(parent: Path) -> Iterator[None]:
    """Holds the folder for one build; the system lets go of it when the process ends, in whatever way."""
    descriptor = os.open(parent, os.O_RDONLY | os.O_DIRECTORY)
    try:
        lock(descriptor, parent)
        yield
    finally:
        os.close(descriptor)


def lock(descriptor: int, parent: Path) -> None:
    """Lock the opened folder, or raise UsageError if another process has."""
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        raise UsageError(f"another build is writing into {parent}; wait until it has ended") from None


def restore(target: Path) -> None:
    """Undo what a build left that was killed while it moved the former release aside."""
    for former in leftovers(target, FORMER):
        if not target.exists():
            former.rename(target)
    clear(target, FORMER)


def clear(target: Path, state: str) -> None:
    """Remove the folders of a state that killed builds have left; a site in them goes back to the target."""
    for folder in leftovers(target, state):
        carry_over(folder, target)
        shutil.rmtree(folder)


def leftovers(target: Path, state: str) -> list[Path]:
    """The folders of a state that killed builds have left; what is a link, or belongs to somebody else, is none."""
    name = re.compile(rf"\.{re.escape(target.name)}(\.[0-9a-f]{{16}})?\.{state}")
    return [
        path
        for path in sorted(target.parent.iterdir())
        if name.fullmatch(path.name) and is_own_folder(path.lstat())
    ]


def is_own_folder(found: os.stat_result) -> bool:
    """Whether it is a folder, and that of the user who runs the program."""
    return stat.S_ISDIR(found.st_mode) and found.st_uid == os.geteuid()


def refuse_foreign_files(target: Path) -> None:
    """Raise UsageError if the target is no folder, or holds a file that its manifest does not list."""
    if not target.exists():
        return
    if not target.is_dir():
        raise UsageError(f"{target} is a file; name a folder to build into")
    listed = listed_files(target)
    if has_own_site(target):
        refuse_foreign_files(target / SITE)
        listed |= {f"{SITE}/{name}" for name in listed_files(target / SITE)}
    for path in files_below(target):
        if path.relative_to(target).as_posix() not in listed:
            raise UsageError(f"{path} is no file of a release; move it away, or name another folder")


def files_below(folder: Path) -> Iterator[Path]:
    """Everything in the folder, at any depth, that is no folder, links to folders among it."""
    for parent, folders, files in os.walk(folder):
        links = [name for name in folders if (Path(parent) / name).is_symlink()]
        yield from (Path(parent) / name for name in sorted((*files, *links)))


def listed_files(folder: Path) -> set[str]:
    """The files that the folder's manifest lists, and the manifest itself; empty where there is none.

    A manifest that has none of the `MARKS`, or lists what cannot be a file of the folder, was made by no build.
    """
    try:
        manifest = json.loads((folder / MANIFEST).read_bytes())
        listed = {entry["path"] for entry in manifest["files"]}
        return {MANIFEST, *listed} if MARKS & manifest.keys() and not any(map(fault, listed)) else set()
    except (FileNotFoundError, NotADirectoryError, ValueError, KeyError, TypeError, RecursionError):
        return set()


def write(files: Mapping[PurePosixPath, bytes], folder: Path) -> None:
    """Write the files into a folder.

    Raises:
        UsageError: a name leads out of it.
    """
    for name, data in files.items():
        made_inside(folder, name).write_bytes(data)


def settle(folder: Path, mtime: int | None) -> None:
    """Give everything in the folder its time, and wait until the disk has it."""
    for path in [*sorted(folder.rglob("*"), reverse=True), folder]:
        if mtime is not None:
            os.utime(path, (mtime, mtime))
        sync(path)


def sync(path: Path) -> None:
    """Wait until the disk has what was written to the file or folder."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def replace(target: Path, partial: Path) -> None:
    """Put `partial` in the place of `target`; what was there is then `partial`, or gone."""
    refuse_foreign_files(target)
    if not target.exists():
        partial.rename(target)
    elif not swapped(partial, target):
        move_aside(target, partial, beside(target, FORMER))
    sync(target.parent)


def carry_over(former: Path, target: Path) -> None:
    """Move the site that lay in the former release into the one that took its place, unless it has one."""
    if has_own_site(former) and not (target / SITE).exists():
        (former / SITE).rename(target / SITE)


def has_own_site(folder: Path) -> bool:
    """Whether there is a site in the folder that belongs to the user who runs the program.

    Somebody else could change the pages of theirs after the build.
    """
    site = folder / SITE
    return (site / MANIFEST).is_file() and is_own_folder(site.lstat())


def move_aside(target: Path, partial: Path, former: Path) -> None:
    """Replace in two steps, where folders cannot be exchanged; `restore` mends what is killed between."""
    target.rename(former)
    try:
        partial.rename(target)
    except OSError:
        former.rename(target)
        raise
    former.rename(partial)

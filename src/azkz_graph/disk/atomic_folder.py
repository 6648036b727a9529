"""Folders that are replaced whole or not at all."""

import errno
import fcntl
import json
import os
import re
import shutil
import stat
import time
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, ExitStack, contextmanager
from pathlib import Path, PurePosixPath

from azkz_graph.disk.foreign_traces import is_desktop_trace
from azkz_graph.disk.path_exchange import exchange_paths
from azkz_graph.disk.safe_path import beside, fault, follow_links, make_inside, refuse_doubles
from azkz_graph.problem import UsageError

MANIFEST = "manifest.json"
"""The file of a published folder that lists the others, under `files`, each with its `path`."""

SUMS = "SHA256SUMS"
"""The file of a release that lists the SHA-256 of the others and of the manifest, for `sha256sum -c`."""

MARKS = frozenset({"quads", "sources", "patterns"})
"""What the manifests of builds have beside the files: of releases and stores, of sites, of sites of 1.0.0."""

SITE = "site"
"""The folder of a release that may hold its site, which is built apart."""

PARTIAL, FORMER = "partial", "former"
"""What a folder beside the target is: being filled, or what the target was."""


PATIENCE = 60
"""The seconds that a build waits for others that begin or end beside it."""


def publish(files: Mapping[PurePosixPath, bytes], target: Path, mtime: int | None = None) -> None:
    """Make `target` a folder of exactly these files, whatever release it held before.

    `mtime` is the time of the files, in seconds since 1970.

    Raises:
        UsageError: as `replace_folder` does, or some disk would keep only one of two files.
    """
    refuse_doubles(map(str, files))
    with replace_folder(target) as partial:
        write(files, partial)
        settle(partial, mtime)


@contextmanager
def replace_folder(target: Path) -> Iterator[Path]:
    """Yield an empty folder that takes the place of `target` once it is filled, or not at all.

    It is `.NAME.DIGITS.partial` beside the target, and the two folders are exchanged in one step, so that at any moment
    `target` is the whole of the one or of the other. A site in the target stays there. Nobody can lay a link where
    the folder will be, for the digits are random, and a link that looks like what a killed build left is let lie.

    Raises:
        UsageError: another build is at work there, the target holds a file that no build has made, or the
            system refused (a full disk, no permission). The target is then as it was.
    """
    target = follow_links(target)
    partial = beside(target, PARTIAL)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with ExitStack() as held:
            with only_one(target.parent):
                refuse_other_build(target)
                tidy(target)
                refuse_foreign_files(target)
                partial.mkdir()
                held.callback(shutil.rmtree, partial, ignore_errors=True)
                held.enter_context(only_build(partial))
            yield partial
            with only_one(target.parent):
                refuse_foreign_files(target)
                replace(target, partial)
                carry_over(partial, target)
                shutil.rmtree(partial, ignore_errors=True)
    except OSError as error:
        if error.errno == errno.EBUSY:
            raise UsageError(
                f"{target} is where a file system is mounted, so nothing can take its place; "
                f"name a folder in it, such as {target / 'release'}"
            ) from error
        reason = error.strerror or error
        raise UsageError(f"{target} cannot be written ({reason}); what was there is unchanged") from error


def add_files(files: Mapping[PurePosixPath, bytes], target: Path) -> None:
    """Put files into the folder `target`, beside or in the place of what it holds: all of them in one step, or none.

    A copy of the folder takes its place. The caller must hold the folder around it, by `only_one`, and have tidied.

    Raises:
        OSError: the system refused; the folder is as it was.
    """
    target = follow_links(target)
    partial = beside(target, PARTIAL)
    try:
        if target.exists():
            shutil.copytree(target, partial)
        else:
            partial.mkdir()
        write(files, partial)
        settle(partial, None)
        replace(target, partial)
    finally:
        shutil.rmtree(partial, ignore_errors=True)


@contextmanager
def only_build(folder: Path, target: Path | None = None, patience: float = 0) -> Iterator[None]:
    """Hold the folder for one build; the system releases it however the process ends.

    Raises:
        UsageError: another build, into `target`, has held it for more than `patience` seconds.
    """
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        lock(descriptor, target or folder, time.monotonic() + patience)
        yield
    finally:
        os.close(descriptor)


def only_one(parent: Path) -> AbstractContextManager[None]:
    """Hold the parent of targets for the moment in which a build begins or ends; builds into other targets wait."""
    return only_build(parent, patience=PATIENCE)


def lock(descriptor: int, target: Path, end: float) -> None:
    """Lock the opened folder, or raise UsageError if another process has it locked until `end`."""
    while True:
        try:
            return fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() > end:
                what = f"another build is writing into {target}"
                raise UsageError(f"{what}; wait until it has ended") from None
        time.sleep(0.02)


def refuse_other_build(target: Path) -> None:
    """Raise UsageError if another build is filling a folder that is to take the place of the target."""
    for partial in leftovers(target, PARTIAL):
        with only_build(partial, target):
            pass


def restore(target: Path) -> None:
    """Undo what a build left if it was killed while it moved the former release aside."""
    for former in leftovers(target, FORMER):
        if not target.exists():
            former.rename(target)
    clear(target, FORMER)


def tidy(target: Path) -> None:
    """Undo and remove what killed processes have left of a replacement of the target."""
    restore(target)
    clear(target, PARTIAL)


def clear(target: Path, state: str) -> None:
    """Remove the folders of a state that killed builds have left; a site in them goes back to the target."""
    for folder in leftovers(target, state):
        carry_over(folder, target)
        shutil.rmtree(folder)


def leftovers(target: Path, state: str) -> list[Path]:
    """Yield the folders of a state that killed builds have left, except links and what belongs to other users."""
    name = re.compile(rf"\.{re.escape(target.name)}(\.[0-9a-f]{{16}})?\.{state}")
    return [
        path
        for path in sorted(target.parent.iterdir())
        if name.fullmatch(path.name) and is_own_folder(path.lstat())
    ]


def is_own_folder(found: os.stat_result) -> bool:
    """Return whether it is a folder that belongs to the user who runs the program."""
    return stat.S_ISDIR(found.st_mode) and found.st_uid == os.geteuid()


def refuse_foreign_files(target: Path) -> None:
    """Raise UsageError if the target is no folder, or holds a file that its manifest does not list.

    What desktops leave in every folder that they show does not count.
    """
    if not target.exists():
        return
    if not target.is_dir():
        raise UsageError(f"{target} is a file; name a folder to build into")
    listed = read_listed_files(target)
    if has_own_site(target):
        refuse_foreign_files(target / SITE)
        listed |= {f"{SITE}/{name}" for name in read_listed_files(target / SITE)}
    for path in files_below(target):
        if path.relative_to(target).as_posix() not in listed and not is_desktop_trace(path.name):
            raise UsageError(
                f"{path} is not a file that azkz has written; move it away, or name another folder"
            )


def files_below(folder: Path) -> Iterator[Path]:
    """Yield everything in the folder, at any depth, that is no folder, including links to folders."""
    for parent, folders, files in os.walk(folder):
        links = [name for name in folders if (Path(parent) / name).is_symlink()]
        yield from (Path(parent) / name for name in sorted((*files, *links)))


def read_listed_files(folder: Path) -> set[str]:
    """Return the files that the folder's manifest lists, the manifest itself, and the list of checksums.

    None if there is no manifest.

    A manifest that has none of the `MARKS`, or lists what cannot be a file of the folder, was made by no build.
    """
    try:
        manifest = json.loads((folder / MANIFEST).read_bytes())
        listed = {entry["path"] for entry in manifest["files"]}
        return {MANIFEST, SUMS, *listed} if MARKS & manifest.keys() and not any(map(fault, listed)) else set()
    except (FileNotFoundError, NotADirectoryError, ValueError, KeyError, TypeError, RecursionError):
        return set()


def write(files: Mapping[PurePosixPath, bytes], folder: Path) -> None:
    """Write the files into a folder.

    Raises:
        UsageError: a name leads out of it.
    """
    for name, data in files.items():
        make_inside(folder, name).write_bytes(data)


def settle(folder: Path, mtime: int | None) -> None:
    """Give everything in the folder its time, and wait until it is on the disk."""
    for path in [*sorted(folder.rglob("*"), reverse=True), folder]:
        if mtime is not None:
            os.utime(path, (mtime, mtime))
        sync(path)


def sync(path: Path) -> None:
    """Wait until what was written to the file or folder is on the disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def replace(target: Path, partial: Path) -> None:
    """Put `partial` in the place of `target`; what was there is then `partial`, or gone."""
    if not target.exists():
        partial.rename(target)
    elif not exchange_paths(partial, target):
        move_aside(target, partial, beside(target, FORMER))
    sync(target.parent)


def carry_over(former: Path, target: Path) -> None:
    """Move the site of the former release into the new one, unless that has one."""
    if has_own_site(former) and not (target / SITE).exists():
        (former / SITE).rename(target / SITE)


def has_own_site(folder: Path) -> bool:
    """Return whether the folder holds a site that belongs to the user who runs the program.

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

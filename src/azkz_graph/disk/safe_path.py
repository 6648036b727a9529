"""Where names from data (IRIs, keys, lists of files) lie below a folder, and never outside it."""

import os
import re
import secrets
import stat
import unicodedata
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path, PurePosixPath
from typing import Final

from azkz_graph.problem import UsageError

LONGEST: Final = 255
"""The most bytes of a file's name that file systems take."""

FORBIDDEN: Final = re.compile(r"[\0-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\\]")
"""Control characters, line ends and halves of characters; and what separates folders on other systems."""

DRIVE: Final = re.compile(r"[A-Za-z]:")


def fault(name: str, longest: int = LONGEST) -> str | None:
    r"""Say what is wrong with a file name, in which slashes separate folders; None if nothing.

    No part of it may have more than `longest` bytes.

    >>> fault("doc/baku.html") is None
    True
    >>> [fault(name) for name in ("a/../b", "/etc", "a//b", "a\\b", "c:/b")]
    ["has the part '..'", 'has an empty part', 'has an empty part', "holds '\\\\'", 'names a drive']
    """
    if found := FORBIDDEN.search(name):
        return f"holds {found[0]!a}"
    if DRIVE.match(name):
        return "names a drive"
    for part in name.split("/"):
        if part == "":
            return "has an empty part"
        if part in (".", ".."):
            return f"has the part {part!r}"
        if len(part.encode()) > longest:
            return f"has a part of more than {longest} bytes"
    return None


def fold(name: str) -> str:
    """Return what is alike for all names that some disk takes for one: in other case or another Unicode form.

    Source: the Unicode standard, section 3.13, canonical caseless matching.

    >>> fold("Unit") == fold("unit"), fold("caf\u00e9") == fold("CAFE\u0301"), fold("\u0130") == fold("i")
    (True, True, False)
    """
    return unicodedata.normalize("NFD", unicodedata.normalize("NFD", name).casefold())


def refuse_doubles(names: Iterable[str]) -> None:
    """Refuse file names of which some disk would keep only one.

    Raises:
        UsageError: two of them are alike but for case or Unicode form.
    """
    known: dict[str, str] = {}
    for name in names:
        if (other := known.setdefault(fold(name), name)) != name:
            raise UsageError(
                f"{other!a} and {name!a} would be one file on a disk that knows no case; rename what one is about"
            )


def inside(folder: Path, name: str | PurePosixPath) -> Path:
    """Return where the file of that name lies in the folder.

    Raises:
        UsageError: it would lie elsewhere, by its name or because a link leads out of the folder.
    """
    found = fault(str(name))
    path = folder / name
    # Unlike `resolve`, this does not fail where links lead in a circle.
    if found is None and not Path(os.path.realpath(path)).is_relative_to(os.path.realpath(folder)):
        found = "leads out of the folder through a link"
    if found is not None:
        raise UsageError(f"{str(name)!a} {found}, and no file is read or written there; rename it")
    return path


def make_inside(folder: Path, name: str | PurePosixPath) -> Path:
    """Return the same as `inside`, and make the folders that the file lies in."""
    path = inside(folder, name)
    path.parent.mkdir(parents=True, exist_ok=True)
    return path


def follow_links(path: Path) -> Path:
    """Return the path that links lead to.

    Raises:
        UsageError: the last part is a link of another user, in a folder where everybody may lay one, or a link leads
            back to itself.
    """
    # What cannot be looked at cannot be written either, which is told then.
    with suppress(OSError):
        found, around = path.lstat(), path.parent.stat()
        is_planted = stat.S_ISLNK(found.st_mode) and found.st_uid not in (0, os.geteuid())
        if is_planted and around.st_mode & stat.S_IWOTH:
            raise UsageError(f"{path} is a link of another user, which may lead anywhere; name another place")
    try:
        return path.resolve()
    except RuntimeError:
        raise UsageError(f"{path} is a link that leads back to itself; name another place") from None


def beside(path: Path, state: str) -> Path:
    """Return a hidden, unpredictable name next to the path, made of the path's name and a state.

    Nobody can plant a link there in advance.
    """
    return path.parent / f".{path.name}.{secrets.token_hex(8)}.{state}"

"""Paths that name open files of a process, as /dev/stdout and /dev/fd/63 do."""

import os
import re
from pathlib import Path
from typing import Final

LINKS: Final = 40
"""The most links that systems follow one after the other."""

FOLDER: Final = re.compile(r"/proc/(?P<process>\d+)(/task/\d+)?/fd|/dev/fd")
"""The folders of open files, once links are followed. Sources: proc_pid_fd(5) of Linux, fd(4) of macOS."""


def descriptor(path: Path) -> int | None:
    """Return the number of this process's open file that the path names; None if it names another file."""
    found = find_open_file(path)
    return found[1] if found and found[0] in (None, os.getpid()) else None


def find_open_file(path: Path) -> tuple[int | None, int] | None:
    """Return the process and the number of the open file that the path leads to; None if it leads to none.

    The process is None where the folder is always that of the process that looks.
    """
    for _ in range(LINKS):
        folder = os.path.realpath(path.parent)
        place = FOLDER.fullmatch(folder)
        if place and re.fullmatch("[0-9]+", path.name):
            return int(place["process"]) if place["process"] else None, int(path.name)
        if not path.is_symlink():
            return None
        path = folder / path.readlink()
    return None

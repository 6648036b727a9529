"""File of a log, which goes on under its name when another program renames or removes it."""

import os
import stat
import sys
from pathlib import Path

from azkz_graph.disk.open_file import descriptor
from azkz_graph.problem import UsageError


class LogFile:
    """The file of that path; of the path `-`, standard output."""

    def __init__(self, path: Path) -> None:
        # It is looked at for every few lines, for which a path as text is faster.
        self._path = str(path)
        self._identity: tuple[int, int] | None = None
        if self._path == "-":
            self._open = sys.stdout.fileno()
            return
        if (open_already := descriptor(path)) is not None:
            self._open = open_already
            return
        try:
            self._make()
        except OSError as error:
            raise UsageError(
                f"the log {path} cannot be written: {error.strerror}; name another file"
            ) from None

    def descriptor(self) -> int:
        """Return the open file that has the name now; it is made if there is none."""
        if self._identity is not None and not self._has_name():
            former = self._open
            try:
                self._make()
            except OSError:
                # What cannot be written there is better written to the former file than nowhere.
                return former
            os.close(former)
        return self._open

    def _make(self) -> None:
        self._open = os.open(self._path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o666)
        found = os.fstat(self._open)
        # A pipe or a terminal is written as long as there is somebody to read it.
        self._identity = (found.st_dev, found.st_ino) if stat.S_ISREG(found.st_mode) else None

    def _has_name(self) -> bool:
        try:
            found = os.stat(self._path)  # noqa: PTH116
        except OSError:
            return False
        return (found.st_dev, found.st_ino) == self._identity

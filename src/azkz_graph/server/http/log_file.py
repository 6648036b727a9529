"""File of a log, which goes on under its name when another program renames or removes it."""

import os
import stat
import sys
from pathlib import Path

from azkz_graph.problem import UsageError


class LogFile:
    """The file of that path; of the path `-`, standard output."""

    def __init__(self, path: Path) -> None:
        self._path = path
        if str(path) == "-":
            self._open, self._is_named = sys.stdout.fileno(), False
            return
        try:
            self._open = self._make()
        except OSError as error:
            raise UsageError(
                f"the log {path} cannot be written: {error.strerror}; name another file"
            ) from None
        # A pipe or a terminal is written as long as there is somebody to read it.
        self._is_named = stat.S_ISREG(os.fstat(self._open).st_mode)

    def descriptor(self) -> int:
        """Return the open file that has the name now; it is made if there is none."""
        if self._is_named and not self._has_name():
            try:
                made = self._make()
            except OSError:
                # What cannot be written there is better written to the former file than nowhere.
                return self._open
            os.close(self._open)
            self._open = made
        return self._open

    def _make(self) -> int:
        return os.open(self._path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o666)

    def _has_name(self) -> bool:
        try:
            return os.path.samestat(self._path.stat(), os.fstat(self._open))
        except OSError:
            return False

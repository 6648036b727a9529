"""Binding of a process's life to that of its parent."""

import ctypes
import os
import signal
import sys
from typing import Final

PR_SET_PDEATHSIG: Final = 1
LIBRARY: Final = ctypes.CDLL(None, use_errno=True)


def end_with_parent(parent: int) -> None:
    """Let the system end this process when `parent`, which forked it, ends.

    Nobody then waits for what this one is doing, in the engine too. Only Linux can do this. Source: prctl(2).
    """
    if sys.platform != "linux":
        return
    LIBRARY.prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    # It may have ended before this was asked.
    if os.getppid() != parent:
        os._exit(1)


def outlive_parent() -> None:
    """Let this process go on when the one that forked it ends."""
    if sys.platform == "linux":
        LIBRARY.prctl(PR_SET_PDEATHSIG, 0)

"""The process that forked this one; what binds this one's life to it."""

import ctypes
import os
import signal
import sys
from typing import Final

PR_SET_PDEATHSIG: Final = 1
LIBRARY: Final = ctypes.CDLL(None, use_errno=True)


def end_with_parent(parent: int) -> None:
    """Let the system end this process once the process of the number `parent`, which forked it, ends.

    What this one is doing then, in the engine too, nobody waits for any more. Only Linux knows how. Source: prctl(2).
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

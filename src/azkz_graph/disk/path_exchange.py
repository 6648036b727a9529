"""Exchange of two paths in one step, where the system can."""

import ctypes
import errno
import os
import sys
from pathlib import Path

AT_FDCWD = -100
RENAME_EXCHANGE = 2
RENAME_SWAP = 2
UNABLE = {errno.EINVAL, errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP}
"""What a system or filesystem answers that does not know the exchange."""


def exchange_paths(one: Path, other: Path) -> bool:
    """Exchange what two paths of one filesystem name; return False, with nothing done, if the system cannot.

    Source: renameat2(2) of Linux, renamex_np(2) of macOS.

    Raises:
        OSError: the system can, and refused.
    """
    library = ctypes.CDLL(None, use_errno=True)
    if sys.platform == "darwin":
        call, arguments = "renamex_np", (os.fsencode(one), os.fsencode(other), RENAME_SWAP)
    else:
        paths = (AT_FDCWD, os.fsencode(one), AT_FDCWD, os.fsencode(other))
        call, arguments = "renameat2", (*paths, RENAME_EXCHANGE)
    if not hasattr(library, call):
        return False
    if getattr(library, call)(*arguments) == 0:
        return True
    number = ctypes.get_errno()
    if number in UNABLE:
        return False
    raise OSError(number, os.strerror(number), str(other))

"""Standard streams that were closed before the program began."""

import os
import sys


def occupy_closed_streams() -> None:
    """Open what is closed of the three standard streams, so that no other file takes its number.

    Reading standard input then fails, and so does writing standard output, which would be lost; what is written to
    standard error is passed over, since there is nobody to tell.
    """
    streams = (sys.stdin, os.O_WRONLY), (sys.stdout, os.O_RDONLY), (sys.stderr, os.O_WRONLY)
    for stream, mode in streams:
        if stream is None:
            # The system gives the lowest number that is free, and those before have been taken.
            os.set_inheritable(os.open(os.devnull, mode), True)
    sys.stdout = sys.stdout or open(1, "w", closefd=False)  # noqa: SIM115
    sys.stderr = sys.stderr or open(2, "w", closefd=False)  # noqa: SIM115

"""What a connection that breaks does to the program: an error of it, not its quiet end."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def speaking() -> Iterator[None]:
    """A server that closes its end is then a failure to be told of, and not the quiet end of the program."""
    before = signal.signal(signal.SIGPIPE, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGPIPE, before)

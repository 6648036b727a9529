"""Nurseries: processes that hold the data, and fork workers in milliseconds.

The process that holds the data has one thread, for a forked process inherits the locks of all other threads. It answers
nothing itself. What takes longer to prepare than the first questions may wait is prepared by a further nursery, begun
beside it on another processor.
"""

import contextlib
import gc
import os
import resource
import signal
import socket
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final, NoReturn

from azkz_graph.problem import UsageError
from azkz_graph.server.workers.limits import Limits
from azkz_graph.server.workers.parent_process import end_with_parent, outlive_parent
from azkz_graph.server.workers.worker import Jobs, work

WORKER: Final = b"w"
"""Asks for a worker that serves the stream that comes along, for what strangers ask."""

READER: Final = b"r"
"""Asks for a worker that does what no stranger chooses."""

NURSERY: Final = b"n"
"""Asks for the further nursery, which forks workers for what comes through the stream."""

PAUSE: Final = 0.1
"""The seconds between two looks at whether the further nursery is ready, once nothing else is to be done."""


@dataclass(frozen=True)
class Nursery:
    """What workers are forked for: `jobs` makes their jobs, in each worker, for not all of it can be shared.

    What strangers ask is answered within the `limits`, what no stranger chooses within those of `readers`. Only
    what `reads` can open files. `further` prepares another nursery on request; one that is prepared already waits at
    the socket `ahead`.
    """

    jobs: Callable[[], Jobs]
    limits: Limits
    reads: bool
    readers: Limits | None = None
    further: "Callable[[], Nursery] | None" = None
    ahead: socket.socket | None = None


def serve_forks(control: socket.socket, nursery: Nursery) -> None:
    """Fork a worker, or the further nursery, for each stream that comes through `control`, until it ends."""
    # The system itself buries workers that have ended.
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    # Objects that live for good are looked at by no collection any more, which would copy their pages.
    gc.collect()
    gc.freeze()
    own, parent = os.getpid(), os.getppid()
    waiting: socket.socket | None = None
    while True:
        message, descriptors, _, _ = socket.recv_fds(control, 1, 1)
        if not message:
            break
        (descriptor,) = descriptors
        if message == NURSERY and nursery.ahead is not None:
            with contextlib.suppress(BrokenPipeError):
                socket.send_fds(nursery.ahead, [NURSERY], [descriptor])
            waiting, nursery = nursery.ahead, replace(nursery, ahead=None)
        elif os.fork() == 0:
            control.close()
            become(message, descriptor, nursery, own)
        os.close(descriptor)
    # What is being prepared ends with this process, and there may be questions that wait for it.
    if waiting is not None:
        while not has_ended(waiting) and os.getppid() == parent:
            time.sleep(PAUSE)


def has_ended(other: socket.socket) -> bool:
    """Return whether the other end, which never sends anything, is closed."""
    try:
        return not other.recv(1, socket.MSG_PEEK | socket.MSG_DONTWAIT)
    except BlockingIOError:
        return False
    except ConnectionError:
        return True


def fork_prepared(further: Callable[[], Nursery]) -> socket.socket:
    """Fork a process that prepares a nursery, and return its socket; it then serves the stream sent to it."""
    ours, theirs = socket.socketpair()
    own = os.getpid()
    if os.fork() == 0:
        end_with_parent(own)
        ours.close()
        prepare(theirs.detach(), further)
    theirs.close()
    return ours


def prepare(descriptor: int, further: Callable[[], Nursery]) -> NoReturn:
    """Prepare the nursery in this process, and run it for the stream that comes, if one comes."""
    status = 1
    try:
        keep_only(descriptor)
        with socket.socket(fileno=KEPT) as waiting:
            nursery = further()
            _, streams, _, _ = socket.recv_fds(waiting, 1, 1)
            outlive_parent()
        if streams:
            keep_only(streams[0])
            serve_forks(socket.socket(fileno=KEPT), nursery)
        status = 0
    except UsageError:
        # Whoever reads the same data for questions tells what is wrong with them.
        status = 2
    except BaseException:
        sys.excepthook(*sys.exc_info())
    finally:
        os._exit(status)


def become(message: bytes, descriptor: int, nursery: Nursery, parent: int) -> NoReturn:
    """Do what was asked for in this process, which `parent` forked, and end it."""
    status = 1
    try:
        # The further nursery may have something to answer still when this one has not.
        if message != NURSERY:
            end_with_parent(parent)
        keep_only(descriptor)
        with socket.socket(fileno=KEPT) as stream:
            if message != NURSERY:
                limits = nursery.readers if message == READER and nursery.readers else nursery.limits
                stream.sendall(os.getpid().to_bytes(4, "big"))
                work(stream, nursery.jobs(), limits, reads=nursery.reads)
            elif nursery.further is not None:
                serve_forks(stream, nursery.further())
        status = 0
    except ConnectionError:
        # Whoever asked has left, such as for a client that did.
        status = 0
    except BaseException:
        sys.excepthook(*sys.exc_info())
    finally:
        # Neither the caller's handlers nor its buffers are this process's to run or to write.
        os._exit(status)


KEPT: Final = 3
"""The descriptor of a worker's stream, behind those of input, output and errors."""


def keep_only(descriptor: int) -> None:
    """Close all files except the standard ones and this, which becomes `KEPT`."""
    if descriptor != KEPT:
        os.dup2(descriptor, KEPT)
    os.closerange(KEPT + 1, resource.getrlimit(resource.RLIMIT_NOFILE)[0])

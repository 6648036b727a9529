"""Supervisor of a server's processes.

The first process has neither data nor clients. It forks one that speaks with clients, the front, and one that
holds the data, a nursery, whose workers answer; the two meet through sockets that it hands over. New data are
a new nursery, and the old one ends when its last question is answered.
"""

import contextlib
import json
import os
import select
import signal
import socket
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from types import FrameType
from typing import Any, Final

from azkz_graph.problem import UsageError
from azkz_graph.server.workers.message_framing import frame, receive
from azkz_graph.server.workers.parent_process import end_with_parent, outlive_parent

Start = Callable[[socket.socket, Callable[[dict[str, Any]], None]], None]
"""Loads data, tells about them, and forks workers for the streams that come through the socket, until it ends."""

DATA: Final = b"d"
NO_DATA: Final = b"n"
"""What the front is told: that a nursery is ready, whose socket comes along; or why one is not."""

PATIENCE: Final = 0.2
"""The seconds after which, while data are loaded, it is looked whether the server is to end."""

ENDING: Final = 40
"""The seconds in which the front answers what is under way, and writes its log."""

SENTENCE: Final = 2000
"""The characters of a fault of the data that are told; the data choose how long it is."""

PAUSE: Final = 0.02
"""The seconds between two looks at whether a process has ended."""


@dataclass
class Children:
    """The processes of a server; `status` is its exit status, once it is to end, and at once if hurried."""

    front: int
    link: socket.socket
    nursery: int = 0
    status: int | None = None
    is_hurried: bool = False
    reload: bool = False
    began: float = 0


def supervise(start: Start, serve: Callable[[socket.socket], None], announce: Callable[[], None]) -> int:
    """Run the server: `start` in the process of data, `serve` in that of clients; return the exit status.

    `announce` is called once signals are handled.
    SIGTERM and SIGINT end it, a second one at once; SIGHUP reads the data again. A nursery that ends by
    itself is replaced.
    """
    # A client that leaves in the middle of an answer is an error of that answer, and ends no process.
    signal.signal(signal.SIGPIPE, signal.SIG_IGN)
    ours, theirs = socket.socketpair()
    children = Children(fork(lambda: serve(theirs), ours), ours)
    theirs.close()
    with open_wakeup_stream() as waker:
        signals(children)
        announce()
        try:
            begin_nursery(children, start, first=True)
            while children.status is None:
                select.select([waker], [], [])
                waker.recv(4096)
                look_after(children, start)
        except UsageError:
            end(children)
            raise
    end(children)
    return children.status or 0


def fork(run: Callable[[], None], *unneeded: socket.socket) -> int:
    """Fork a process that does what `run` does and ends, and return its number."""
    child = os.fork()
    if child:
        return child
    status = 1
    try:
        signal.set_wakeup_fd(-1)
        for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGCHLD):
            signal.signal(number, signal.SIG_DFL)
        # Ctrl-C reaches every process of a terminal; the first one ends the others.
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        for each in unneeded:
            each.close()
        run()
        status = 0
    except BaseException:
        sys.excepthook(*sys.exc_info())
    finally:
        os._exit(status)


@contextlib.contextmanager
def open_wakeup_stream() -> Iterator[socket.socket]:
    """Return a stream on which something arrives with every signal."""
    reading, writing = socket.socketpair()
    for end in (reading, writing):
        end.setblocking(False)
    before = signal.set_wakeup_fd(writing.fileno(), warn_on_full_buffer=False)
    try:
        with reading, writing:
            yield reading
    finally:
        signal.set_wakeup_fd(before)


def signals(children: Children) -> None:
    """Take note of what the signals ask for."""

    def stop(number: int, frame: FrameType | None) -> None:
        # Whoever asks twice does not wait for what is under way.
        children.is_hurried = children.status is not None
        children.status = 0

    def reload(number: int, frame: FrameType | None) -> None:
        children.reload = True

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    signal.signal(signal.SIGHUP, reload)
    signal.signal(signal.SIGCHLD, lambda number, frame: None)


def look_after(children: Children, start: Start) -> None:
    """Do what was asked for, and replace what has ended."""
    for child in reap_children():
        if child == children.front and children.status is None:
            say("the process that talks to clients has ended, so the server ends too")
            children.status = 1
        elif child == children.nursery:
            say("the process that holds the data has ended; it is started again")
            children.nursery = 0
    if children.status is not None:
        return
    if children.reload or not children.nursery:
        children.reload = False
        begin_nursery(children, start, first=False)


def reap_children() -> Iterator[int]:
    """Return the children that have ended."""
    with contextlib.suppress(ChildProcessError):
        while True:
            child, _ = os.waitpid(-1, os.WNOHANG)
            if child == 0:
                return
            yield child


def begin_nursery(children: Children, start: Start, *, first: bool) -> None:
    """Load the data in a new process, and give it to the front once it is ready.

    Raises:
        UsageError: the data cannot be loaded, and there are none yet.
    """
    # What ends again and again at once must not take the whole machine.
    time.sleep(max(0.0, min(1.0, children.began + 1 - time.monotonic())) if children.began else 0)
    children.began = time.monotonic()
    control, controlled = socket.socketpair()
    told, telling = socket.socketpair()
    own = os.getpid()

    def tell(said: dict[str, Any]) -> None:
        telling.sendall(frame(said))
        # The front may have something to answer still when this process has ended.
        outlive_parent()

    def run() -> None:
        end_with_parent(own)
        with controlled:
            start(controlled, tell)

    child = fork(run, control, told, children.link)
    controlled.close()
    telling.close()
    with told, control:
        while not select.select([told], [], [], PATIENCE)[0]:
            if children.status is not None:
                os.kill(child, signal.SIGKILL)
        said = outcome(told)
        if "error" not in said:
            children.nursery = child
            # A front that has ended is noticed where all that end are.
            with contextlib.suppress(ConnectionError):
                socket.send_fds(children.link, [DATA + frame(said)], [control.fileno()])
            return
    os.waitpid(child, 0)
    if children.status is not None:
        return
    if first:
        raise UsageError(said["error"])
    error = str(said["error"])
    error = error if len(error) <= SENTENCE else f"{error[:SENTENCE]} …"
    say(f"the data are not replaced: {error}")
    with contextlib.suppress(ConnectionError):
        children.link.sendall(NO_DATA + frame({"error": error}))


def outcome(told: socket.socket) -> dict[str, Any]:
    """Return what the nursery says about its data; an error if it ends without a word."""
    message = receive(told)
    if message is None:
        return {"error": "the process that reads the data ended unexpectedly; check the data, and the memory"}
    return message[0]


def end(children: Children, patience: float = ENDING) -> None:
    """End the processes: the front in order, with what it has begun; kill what takes more than `patience` s.

    Kill what takes more than `patience` s.
    """
    with contextlib.suppress(ProcessLookupError):
        os.kill(children.front, signal.SIGTERM)
    bury(children, children.front, patience)
    # With the front ended nobody waits for anything that the nursery does.
    children.link.close()
    if children.nursery:
        bury(children, children.nursery, patience=0)


def bury(children: Children, child: int, patience: float) -> None:
    """Wait until the child has ended; kill it if it does not end in time, or at a second signal."""
    until = time.monotonic() + patience
    with contextlib.suppress(ChildProcessError, ProcessLookupError):
        while not os.waitpid(child, os.WNOHANG)[0]:
            if children.is_hurried or time.monotonic() > until:
                os.kill(child, signal.SIGKILL)
                os.waitpid(child, 0)
                return
            time.sleep(PAUSE)


def say(sentence: str) -> None:
    """Print a sentence for the operator of the server, as a line of JSON among those of the log."""
    line = json.dumps({"time": time.time(), "event": "server", "message": sentence}, ensure_ascii=False)
    write_error(line)


def write_error(line: str) -> None:
    """Print a line on standard error, if somebody reads it; a server goes on without."""
    with contextlib.suppress(OSError):
        sys.stderr.write(f"{line}\n")
        sys.stderr.flush()

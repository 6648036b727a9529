"""Jobs that try what a worker must not do, and a nursery of workers that have them, as a program.

Its arguments are the descriptor of the nursery's socket, and `reads` if its workers open files.
"""

import fcntl
import os
import resource
import signal
import socket
import sys
import threading
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

from azkz_graph.server.workers.confinement import seccomp
from azkz_graph.server.workers.fork_server import Nursery, serve_forks
from azkz_graph.server.workers.limits import Limits
from azkz_graph.server.workers.reply import Reply, json_reply
from azkz_graph.server.workers.worker import Job

OWN: Final = Path(__file__)
STREAM: Final = 3
F_SETSIG: Final = 10


def start_thread() -> None:
    thread = threading.Thread(target=int)
    thread.start()
    thread.join()


def fork() -> None:
    if os.fork() == 0:
        os._exit(0)


def pair() -> None:
    for end in socket.socketpair():
        end.close()


def execute() -> None:
    os.execv("/bin/true", ["true"])


ATTEMPTS: Final[Mapping[str, Callable[[Path], object]]] = {
    "nothing": lambda folder: None,
    "read": lambda folder: OWN.read_bytes(),
    "write": lambda folder: (folder / "new").write_text("new", encoding="ascii"),
    "append": lambda folder: os.open(folder / "kept", os.O_WRONLY | os.O_APPEND),
    "remove": lambda folder: (folder / "kept").unlink(),
    "rename": lambda folder: (folder / "kept").rename(folder / "other"),
    "make a folder": lambda folder: (folder / "folder").mkdir(),
    "link": lambda folder: (folder / "link").symlink_to("kept"),
    "change rights": lambda folder: (folder / "kept").chmod(0o777),
    "connect": lambda folder: socket.socket().connect(("127.0.0.1", 9)),
    "listen": lambda folder: socket.socket().bind(("127.0.0.1", 0)),
    "pair": lambda folder: pair(),
    "execute": lambda folder: execute(),
    "fork": lambda folder: fork(),
    "signal another": lambda folder: os.kill(os.getppid(), 0),
    "have another signalled": lambda folder: fcntl.fcntl(STREAM, fcntl.F_SETOWN, os.getppid()),
    "choose a signal": lambda folder: fcntl.fcntl(STREAM, F_SETSIG, signal.SIGKILL),
    "signal what comes": lambda folder: fcntl.fcntl(STREAM, fcntl.F_SETFL, os.O_ASYNC),
    "wait no more": lambda folder: os.set_blocking(sys.stderr.fileno(), False),
    "set a limit": lambda folder: resource.setrlimit(resource.RLIMIT_CORE, (0, 0)),
    "thread": lambda folder: start_thread(),
}
"""What a job tries, in a folder in which there is the file `kept`."""


def attempt(name: str) -> Job:
    """A job that replies with what the attempt comes to."""

    def job(folder: str) -> Reply:
        try:
            ATTEMPTS[name](Path(folder))
        except (OSError, RuntimeError, ValueError) as error:
            return json_reply(type(error).__name__)
        return json_reply("done")

    return job


def jobs() -> Mapping[str, Job]:
    # What is opened before the worker is confined can be read after.
    status = os.open("/proc/self/status", os.O_RDONLY)
    return {
        **{name: attempt(name) for name in ATTEMPTS},
        "rights": lambda folder: json_reply("NoNewPrivs:\t1\n" in os.read(status, 8192).decode()),
        "open": lambda folder: json_reply([each for each in range(64) if is_open(each)]),
        "long": lambda folder: Reply(200, "text/plain", b"x" * 2000),
        "fault": lambda folder: json_reply({}[folder]),
    }


def is_open(descriptor: int) -> bool:
    """Whether the descriptor is one of something open."""
    try:
        os.fstat(descriptor)
    except OSError:
        return False
    return True


if __name__ == "__main__":
    CONTROL, READS = sys.argv[1:]
    with socket.socket(fileno=int(CONTROL)) as controlled:
        own = Nursery(jobs, Limits(content=1000), reads=bool(READS), readers=Limits())
        seccomp()
        serve_forks(controlled, own)

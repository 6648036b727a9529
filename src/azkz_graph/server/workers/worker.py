"""Workers: processes that answer jobs within limits, which end the process if need be.

The engine can neither be interrupted nor given a memory limit. So a question is evaluated by its own process,
which the system ends once its time or its memory is used up; another takes its place.
"""

import contextlib
import os
import resource
import signal
import socket
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Final

from azkz_graph.problem import UsageError
from azkz_graph.server.workers.confinement import confine
from azkz_graph.server.workers.limits import Limits
from azkz_graph.server.workers.message_framing import receive, reply_frame
from azkz_graph.server.workers.reply import Reply, problem

Job = Callable[..., Reply]
Jobs = Mapping[str, Job]

LONG: Final = 0.1
"""The seconds after which a question yields the processor to those that are answered faster."""

COURTESY: Final = 15
"""How far a long question steps back, on the scale of nice(1)."""


def work(stream: socket.socket, jobs: Jobs, limits: Limits, *, reads: bool) -> None:
    """Answer the jobs that come through `stream`, until it ends; only a worker that `reads` can open files.

    Only a worker that `reads` can open files.
    """
    bound_memory(limits.memory)
    make_way()
    confine(stream.fileno() + 1, reads=reads)
    while (message := receive(stream)) is not None:
        head, body = message
        if body:
            head["arguments"]["body"] = bytes(body)
        # The default action of this signal ends the process wherever it is, in the engine too.
        signal.setitimer(signal.ITIMER_REAL, head["seconds"])
        reply = bound_reply(answer_job(jobs, head["job"], head["arguments"]), limits.content)
        try:
            stream.sendall(reply_frame(reply))
        except ConnectionError:
            # Who asked has ended, and so does this.
            return
        signal.setitimer(signal.ITIMER_REAL, 0)


def answer_job(jobs: Jobs, name: str, arguments: Mapping[str, Any]) -> Reply:
    """Run a job; faults of the request are answered, faults of the program logged."""
    try:
        return jobs[name](**arguments)
    except UsageError as error:
        return problem(400, str(error))
    except MemoryError:
        return problem(503, "the answer takes more memory than a question may use; ask for less", RETRY)
    except Exception as error:
        # A client learns nothing of the program; the operator must.
        place = error.__traceback__
        while place is not None and place.tb_next is not None:
            place = place.tb_next
        where = f"{Path(place.tb_frame.f_code.co_filename).name}:{place.tb_lineno}" if place else "?"
        with contextlib.suppress(OSError):
            os.write(sys.stderr.fileno(), f"azkz: bug in job {name}: {error!r} at {where}\n".encode())
        return problem(500, "the server failed at this; its log says where")


def bound_reply(reply: Reply, most: int) -> Reply:
    """Return the reply, or that its content has more than `most` bytes, which the front could not hold."""
    if len(reply.content) <= most:
        return reply
    return problem(413, f"the answer has more than {most:,} bytes; ask for less")


RETRY: Final = {"Retry-After": "5"}


def make_way() -> None:
    """Write no core dump when the process is ended, and be the first to end if memory is short."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    with contextlib.suppress(OSError):
        Path("/proc/self/oom_score_adj").write_text("900", encoding="ascii")


def bound_memory(more: int) -> None:
    """Let the process use no more than `more` bytes beyond what it has; macOS has no such limit."""
    if sys.platform == "linux":
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
        most = pages * resource.getpagesize() + more
        resource.setrlimit(resource.RLIMIT_AS, (most, most))

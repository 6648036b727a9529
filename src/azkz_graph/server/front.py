"""A listening socket and the supervisor's in; clients answered over HTTP, until the process is told to end, out."""

import asyncio
import contextlib
import functools
import gc
import json
import resource
import signal
import socket
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Final

import uvicorn
import uvloop

from azkz_graph.server.access_log import AccessLog
from azkz_graph.server.application import Application
from azkz_graph.server.connection import BoundedConnection
from azkz_graph.server.frame import unframed
from azkz_graph.server.generation import Generation
from azkz_graph.server.limits import Limits
from azkz_graph.server.supervisor import DATA

PATIENCE = 30
"""The seconds that requests under way have to be answered once the server is told to end."""

SPARE: Final = 512
"""The files that may be open beside connections: workers' streams, connections that are refused."""

COLLECTED = 20_000, 50, 100
"""The objects after which the youngest are looked at, and how often until the older ones are."""


def serve(
    listening: socket.socket,
    link: socket.socket,
    limits: Limits,
    log: Path | None,
    *,
    behind_proxy: bool,
) -> None:
    """Answer the clients of `listening` with the data that come through `link`.

    `log` is the file of the access log, standard output if it is `-`, and None for no log. Who is `behind_proxy`
    believes what the proxy on this machine says of its clients.
    """
    started = time.time()
    with contextlib.ExitStack() as stack:
        if log is None:
            stream = None
        elif str(log) == "-":
            stream = sys.stdout
        else:
            stream = stack.enter_context(log.open("a", encoding="utf-8"))
        access = AccessLog(stream)
        stack.callback(access.close)
        uvloop.run(answer(listening, link, limits, access, started, behind_proxy=behind_proxy))


async def answer(
    listening: socket.socket,
    link: socket.socket,
    limits: Limits,
    access: AccessLog,
    started: float,
    *,
    behind_proxy: bool,
) -> None:
    """Serve until a signal ends it."""
    application = Application(limits, access, started)
    server = uvicorn.Server(
        uvicorn.Config(
            application,
            http=functools.partial(BoundedConnection, limits),  # type: ignore[arg-type]
            ws="none",
            lifespan="off",
            loop="none",
            access_log=False,
            log_level="error",
            server_header=False,
            proxy_headers=behind_proxy,
            limit_concurrency=limits.connections,
            timeout_keep_alive=int(limits.reading),
            timeout_graceful_shutdown=PATIENCE,
        )
    )
    loop = asyncio.get_running_loop()
    link.setblocking(False)
    loop.add_reader(
        link, lambda: heard(link, limits, application, lambda: setattr(server, "should_exit", True))
    )
    # uvicorn sends itself again, at its end, the signal that ended it; there is more to be done then.
    signal.signal(signal.SIGTERM, lambda number, frame: None)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    allow_files(limits.connections + SPARE)
    seldom_collect()
    await server.serve(sockets=[listening])
    if application.generation is not None:
        application.generation.close()


def seldom_collect() -> None:
    """Look less often for objects that hold each other: it takes longer than an answer, and finds next to none."""
    gc.freeze()
    gc.set_threshold(*COLLECTED)


def allow_files(number: int) -> None:
    """Let the process open that many files, or as many as the system allows."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft != resource.RLIM_INFINITY and soft < number:
        most = number if hard == resource.RLIM_INFINITY else min(number, hard)
        resource.setrlimit(resource.RLIMIT_NOFILE, (max(soft, most), hard))


def heard(link: socket.socket, limits: Limits, application: Application, stop: Callable[[], None]) -> None:
    """Take in what the supervisor tells; without a supervisor there is nothing to go on for."""
    message, descriptors, _, _ = socket.recv_fds(link, 65536, 1)
    if not message:
        asyncio.get_running_loop().remove_reader(link)
        stop()
        return
    said = unframed(bytearray(message[1:]))
    assert said is not None, "the supervisor tells each thing in one piece"
    if message[:1] == DATA:
        application.renew(Generation(socket.socket(fileno=descriptors[0]), limits, said[0]))
    else:
        application.fault = json.dumps(said[0]["error"])[1:-1]

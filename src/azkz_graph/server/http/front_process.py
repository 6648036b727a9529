"""Front process, which speaks with clients over HTTP until it is told to end."""

import asyncio
import functools
import gc
import json
import os
import resource
import signal
import socket
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Final

import uvicorn
import uvloop

from azkz_graph.server.http.access_log import AccessLog
from azkz_graph.server.http.application import Application
from azkz_graph.server.http.callers import Callers
from azkz_graph.server.http.connection import BoundedConnection
from azkz_graph.server.http.log_file import LogFile
from azkz_graph.server.http.open_connections import OpenConnections
from azkz_graph.server.workers.limits import Limits
from azkz_graph.server.workers.message_framing import unframe
from azkz_graph.server.workers.pool_generation import Generation
from azkz_graph.server.workers.supervisor import DATA

PATIENCE = 30
"""The seconds that requests under way have to be answered once the server is told to end."""

THIS_MACHINE: Final = "127.0.0.0/8,::1"
"""Where a proxy is believed; uvicorn lets a variable of the environment name others."""

ACCEPTED: Final = 64
"""The connections that are accepted at a time, so that nobody waits behind all those of another client."""

SPARE: Final = 512
"""The files that may be open beside connections: workers' streams, connections that are refused."""

COLLECTED = 20_000, 50, 100
"""The objects after which the youngest are looked at, and how often until the older ones are."""


def serve(
    listening: Sequence[socket.socket],
    link: socket.socket,
    limits: Limits,
    log: LogFile | None,
    callers: Callers,
) -> None:
    """Answer the clients of `listening` with the data that come through `link`; without a `log` none is kept."""
    started = time.time()
    access = AccessLog(log)
    try:
        uvloop.run(answer(listening, link, limits, access, started, callers))
    finally:
        access.close()


async def answer(
    listening: Sequence[socket.socket],
    link: socket.socket,
    limits: Limits,
    access: AccessLog,
    started: float,
    callers: Callers,
) -> None:
    """Serve until a signal ends it."""
    limits = replace(limits, connections=affordable(limits.connections))
    # All clients behind a proxy come through its connections.
    connections = OpenConnections(limits.connections, 0 if callers.base.behind_proxy else limits.per_client)
    application = Application(limits, access, started, callers, connections)
    server = uvicorn.Server(
        uvicorn.Config(
            application,
            http=functools.partial(  # type: ignore[arg-type]
                BoundedConnection, limits, connections, callers.origins, application.refused
            ),
            ws="none",
            lifespan="off",
            loop="none",
            access_log=False,
            log_level="error",
            server_header=False,
            proxy_headers=callers.base.behind_proxy,
            forwarded_allow_ips=os.environ.get("FORWARDED_ALLOW_IPS", THIS_MACHINE),
            timeout_keep_alive=int(limits.reading),
            timeout_graceful_shutdown=PATIENCE,
        )
    )
    loop = asyncio.get_running_loop()
    link.setblocking(False)
    loop.add_reader(
        link, lambda: obey_supervisor(link, limits, application, lambda: setattr(server, "should_exit", True))
    )
    # uvicorn sends itself again, at its end, the signal that ended it; there is more to be done then.
    signal.signal(signal.SIGTERM, lambda number, frame: None)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    seldom_collect()
    # A socket gives one connection each time the loop looks at it, however many wait.
    several = min(ACCEPTED, 1 + limits.connections // 16)
    await server.serve(sockets=[*listening, *(each.dup() for each in listening for _ in range(several - 1))])
    if application.generation is not None:
        application.generation.close()


def seldom_collect() -> None:
    """Look less often for garbage cycles: a search takes longer than an answer, and finds almost none."""
    gc.freeze()
    gc.set_threshold(*COLLECTED)


def affordable(connections: int) -> int:
    """Raise the limit of open files for that many connections, and return how many the system allows."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    number = connections + SPARE
    if soft != resource.RLIM_INFINITY and soft < number:
        soft = number if hard == resource.RLIM_INFINITY else min(number, hard)
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
    if soft == resource.RLIM_INFINITY or soft >= number:
        return connections
    # Files are needed beside the connections, however few there are.
    return max(soft - SPARE, soft // 2)


def obey_supervisor(
    link: socket.socket, limits: Limits, application: Application, stop: Callable[[], None]
) -> None:
    """Obey the supervisor; without it, end."""
    message, descriptors, _, _ = socket.recv_fds(link, 65536, 1)
    if not message:
        asyncio.get_running_loop().remove_reader(link)
        stop()
        return
    said = unframe(bytearray(message[1:]))
    assert said is not None, "the supervisor tells each thing in one piece"
    if message[:1] == DATA:
        application.renew(Generation(socket.socket(fileno=descriptors[0]), limits, said[0]))
    else:
        application.fault = json.dumps(said[0]["error"])[1:-1]

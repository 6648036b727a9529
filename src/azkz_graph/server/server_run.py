"""The server of a project, until it is told to end."""

import socket
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from azkz_graph.dataset.project import Project
from azkz_graph.problem import UsageError
from azkz_graph.server.http.callers import Callers
from azkz_graph.server.http.host_names import hosts
from azkz_graph.server.http.web_origins import origins
from azkz_graph.server.workers.limits import Limits
from azkz_graph.server.workers.supervisor import supervise
from azkz_graph.store.rdf_file import RdfFile, hold_pipe

BACKLOG = 512
"""The connections that the system holds until they are taken."""


@dataclass(frozen=True)
class Settings:
    """Where a server listens, what URL clients know it by, and where it logs each answer.

    `hosts` are further names that it answers to, and `origins` those of web pages that may read its answers.
    """

    host: str
    port: int
    base: str | None = None
    log: Path | None = None
    behind_proxy: bool = False
    hosts: Sequence[str] = ()
    origins: Sequence[str] = ()


def run_server(project: Project, data: Sequence[RdfFile], settings: Settings, limits: Limits) -> int:
    """Serve the project, or the `data` in its place; the exit status.

    Raises:
        UsageError: the address cannot be listened at, the data cannot be read, or a setting is none.
    """
    if "@" in urlsplit(settings.base or "").netloc:
        raise UsageError("--base holds a name or a password, which every page would show; leave it out")
    # The data are read by several processes, and again when one of them has ended.
    held = [hold_pipe(file) for file in data]
    listening = listener(settings.host, settings.port)
    base = settings.base or own_url(listening)
    base = base if base.endswith("/") else f"{base}/"
    # The project is made to be published; of other data nobody knows.
    pages = origins(settings.origins, is_public=not data)
    callers = Callers(hosts(listening.getsockname()[0], base, settings.hosts), pages, settings.behind_proxy)

    def start(control: socket.socket, tell: Callable[[dict[str, Any]], None]) -> None:
        from azkz_graph.server.answering.served_data import load, source
        from azkz_graph.server.workers.fork_server import serve_forks

        listening.close()
        nursery = load(source(project, held), limits, base, tell)
        if nursery is not None:
            serve_forks(control, nursery)

    def serve(link: socket.socket) -> None:
        from azkz_graph.server.http.front_process import serve

        serve(listening, link, limits, settings.log, callers)

    def announce() -> None:
        sys.stderr.write(f"serving at {base} (Ctrl-C ends it)\n")
        sys.stderr.flush()

    return supervise(start, serve, announce)


def listener(host: str, port: int) -> socket.socket:
    """Return a socket that listens at the address; the system chooses a port if it is 0."""
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        return socket.create_server((host, port), family=family, backlog=BACKLOG)
    except (OSError, OverflowError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise UsageError(f"nothing can listen at {host}, port {port}: {reason}; choose another") from None


def own_url(listening: socket.socket) -> str:
    """Return the URL of the address that the socket listens at."""
    host, port = listening.getsockname()[:2]
    return f"http://[{host}]:{port}/" if ":" in host else f"http://{host}:{port}/"

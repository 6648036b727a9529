"""The server of a project, until it is told to end."""

import socket
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from azkz_graph.dataset.project import Project
from azkz_graph.server.http.base_url import BaseUrl, given_url
from azkz_graph.server.http.callers import Callers
from azkz_graph.server.http.host_names import hosts
from azkz_graph.server.http.listening import announced_url, listen, own_url
from azkz_graph.server.http.log_file import LogFile
from azkz_graph.server.http.web_origins import origins
from azkz_graph.server.workers.limits import Limits
from azkz_graph.server.workers.supervisor import supervise, write_error
from azkz_graph.store.rdf_file import RdfFile, hold_pipe


@dataclass(frozen=True)
class Settings:
    """Where a server listens, what URL clients know it by if not the one they call, and where it logs each answer.

    `hosts` are further names that it answers to, and `origins` those of web pages that may read its answers. Archives
    of releases are in the folder `releases`, by default the project's own; pages show the words of the `article`.
    """

    host: str
    port: int
    base: str | None = None
    log: Path | None = None
    behind_proxy: bool = False
    hosts: Sequence[str] = ()
    origins: Sequence[str] = ()
    releases: Path | None = None
    article: Path | None = None


def run_server(project: Project, data: Sequence[RdfFile], settings: Settings, limits: Limits) -> int:
    """Serve the project, or the `data` in its place; the exit status.

    Raises:
        UsageError: the address cannot be listened at, the data cannot be read, or a setting is none.
    """
    given = given_url(settings.base) if settings.base else None
    # The data are read by several processes, and again when one of them has ended.
    held = [hold_pipe(file) for file in data]
    listening = listen(settings.host, settings.port)
    # The project is made to be published; of other data nobody knows.
    pages = origins(settings.origins, is_public=not data)
    own = filter(None, (settings.host.lower(), urlsplit(given or "").hostname))
    names = hosts([each.getsockname()[0] for each in listening], own, settings.hosts)
    callers = Callers(names, pages, BaseUrl(given, own_url(listening), settings.behind_proxy))
    log = None if settings.log is None else LogFile(settings.log)

    def start(control: socket.socket, tell: Callable[[dict[str, Any]], None]) -> None:
        from azkz_graph.server.answering.served_data import load, source
        from azkz_graph.server.workers.fork_server import serve_forks

        for each in listening:
            each.close()
        nursery = load(source(project, held, settings.releases, settings.article), limits, tell)
        if nursery is not None:
            serve_forks(control, nursery)

    def serve(link: socket.socket) -> None:
        from azkz_graph.server.http.front_process import serve

        serve(listening, link, limits, log, callers)

    def announce() -> None:
        write_error(f"serving at {given or announced_url(listening)} (Ctrl-C ends it)")

    return supervise(start, serve, announce)

"""Rules on who may call the server, and how."""

from dataclasses import dataclass

from azkz_graph.server.http.host_names import Hosts
from azkz_graph.server.http.web_origins import Origins


@dataclass(frozen=True)
class Callers:
    """How the server may be called, by which web pages, and whether a proxy on this machine speaks for its clients."""

    hosts: Hosts
    origins: Origins
    behind_proxy: bool

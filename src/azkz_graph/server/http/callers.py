"""Rules on who may call the server, and how."""

from dataclasses import dataclass

from azkz_graph.server.http.base_url import BaseUrl
from azkz_graph.server.http.host_names import Hosts
from azkz_graph.server.http.web_origins import Origins


@dataclass(frozen=True)
class Callers:
    """How the server may be called, by which web pages, and by which URL its clients know it."""

    hosts: Hosts
    origins: Origins
    base: BaseUrl

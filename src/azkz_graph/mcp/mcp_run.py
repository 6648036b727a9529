"""Run of `azkz mcp`."""

from collections.abc import Callable, Sequence
from importlib.util import find_spec
from pathlib import Path

from azkz_graph.dataset.project import Project
from azkz_graph.problem import UsageError


def serve(
    project: Project,
    files: Sequence[Path] = (),
    *,
    http: bool = False,
    host: str = "127.0.0.1",
    port: int = 8808,
    tell: Callable[[str], None] = lambda line: None,
) -> None:
    """Serve the files, or the project's dataset, on standard input and output.

    With `http`, at the host and port.
    `tell` receives what is wrong with the data, and the URL once the server listens.

    Raises:
        UsageError: the package `mcp` is missing, the data have faults, or the port cannot be used.
    """
    if find_spec("mcp") is None:
        raise UsageError(
            "this command needs the package mcp, which is not installed; pip install 'azkz-graph[mcp]'"
        )
    from azkz_graph.mcp.library import library
    from azkz_graph.mcp.mcp_server import server
    from azkz_graph.mcp.transport import address, listen, serve_http, serve_stdio

    offered = server(library(project, files, tell))
    if not http:
        return serve_stdio(offered)
    listening = listen(host, port)
    tell(f"Listening at {address(listening, host)}")
    return serve_http(offered, listening, host)

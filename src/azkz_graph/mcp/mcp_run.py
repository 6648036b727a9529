"""Run of `azkz mcp`."""

from collections.abc import Callable, Sequence

from azkz_graph.dataset.project import Project
from azkz_graph.store.rdf_file import RdfFile


def serve(
    project: Project,
    files: Sequence[RdfFile] = (),
    *,
    http: bool = False,
    host: str = "127.0.0.1",
    port: int = 8808,
    allowed_hosts: Sequence[str] = (),
    allowed_origins: Sequence[str] = (),
    tell: Callable[[str], None] = lambda line: None,
) -> None:
    """Serve the files, or the project's dataset, on standard input and output.

    With `http`, at the host and port, for clients that call it by the names of this machine or the allowed ones, and
    for pages of this machine or the allowed origins. `tell` receives what is wrong with the data, and the URL once the
    server listens.

    Raises:
        UsageError: the data have faults, the port cannot be used, or what is allowed is
            no host or origin.
    """
    from azkz_graph.mcp.library import library
    from azkz_graph.mcp.mcp_server import server
    from azkz_graph.mcp.transport import PATH, serve_http, serve_stdio
    from azkz_graph.server.http.host_names import hosts
    from azkz_graph.server.http.listening import announced_url, listen
    from azkz_graph.server.http.web_origins import origins

    offered = server(library(project, files, tell))
    if not http:
        return serve_stdio(offered)
    pages = origins(allowed_origins, is_public=False, own=True)
    listening = listen(host, port)
    names = hosts([each.getsockname()[0] for each in listening], [host.lower()], allowed_hosts)
    tell(f"Listening at {announced_url(listening, PATH.removeprefix('/'))}")
    return serve_http(offered, listening, names, pages)

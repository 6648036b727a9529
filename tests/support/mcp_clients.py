"""The official client, connected to the server in this process or to one of its own."""

import json
import sys
from collections.abc import Awaitable, Callable
from functools import cache
from typing import Any

from event_loops import Answered, in_thread
from mcp.client.client import Client
from mcp.client.stdio import StdioServerParameters, stdio_client
from mcp.server.lowlevel.server import Server
from mcp_types import CallToolResult, TextContent

from azkz_graph.dataset.project import open_project
from azkz_graph.mcp.library import Library, library
from azkz_graph.mcp.mcp_server import server

SERVE = """
import sys
from pathlib import Path
from azkz_graph.mcp.mcp_run import serve
from azkz_graph.dataset.project import open_project
from azkz_graph.store.rdf_file import RdfFile
serve(open_project(), [RdfFile(Path(word)) for word in sys.argv[1:]])
"""


NAMES = ["find_queries", "ask", "find", "show", "why", "cite"]

CALLS: list[tuple[str, dict[str, object]]] = [
    ("find_queries", {}),
    ("find_queries", {"words": "views"}),
    ("find_queries", {"words": "xyzzy"}),
    ("ask", {"query": "views"}),
    ("ask", {"query": "network-edges"}),
    ("ask", {"query": "timeline", "parameters": {"year": 1812}}),
    ("find", {"name": "Баку"}),
    ("find", {"name": "Mars"}),
    ("show", {"name": "kazakhstan", "language": "he"}),
    ("show", {"name": "Mars"}),
    ("why", {"subject": "kazakhstan", "predicate": "represented in", "object": "azerbaijan"}),
    ("why", {"subject": "armenia", "predicate": "characterized as", "object": "occupier"}),
    ("cite", {}),
    ("cite", {"name": "Mars"}),
]
"""Calls of every tool, some of them for what is not stated."""


@cache
def own_library() -> Library:
    """The package's own data."""
    return library(open_project())


@cache
def own_server() -> Server[Any]:
    """A server of the package's own data."""
    return server(own_library())


def in_process(asked: Callable[[Client], Awaitable[Answered]], data: Library | None = None) -> Answered:
    """What the function gets of a client of a server in this process."""

    async def run() -> Answered:
        async with Client(server(data) if data else own_server()) as client:
            return await asked(client)

    return in_thread(run)


def over_stdio(asked: Callable[[Client], Awaitable[Answered]], *files: str) -> Answered:
    """What the function gets of a client that started the server as a program."""
    program = StdioServerParameters(command=sys.executable, args=["-c", SERVE, *files])

    async def run() -> Answered:
        async with Client(stdio_client(program)) as client:
            return await asked(client)

    return in_thread(run)


def at(url: str, asked: Callable[[Client], Awaitable[Answered]]) -> Answered:
    """What the function gets of a client of the server at the URL."""

    async def run() -> Answered:
        async with Client(url) as client:
            return await asked(client)

    return in_thread(run)


def called(tool: str, **given: object) -> CallToolResult:
    """What the tool answers in this process."""

    async def asked(client: Client) -> CallToolResult:
        return await client.call_tool(tool, given)

    return in_process(asked)


def answered(tool: str, **given: object) -> dict[str, Any]:
    """The structured content that the tool answers with."""
    result = called(tool, **given)
    assert not result.is_error, text(result)
    content = result.structured_content
    assert isinstance(content, dict)
    assert json.dumps(content)
    return content


def refused(tool: str, **given: object) -> str:
    """The sentence by which the tool says that it cannot be asked so."""
    result = called(tool, **given)
    assert result.is_error
    assert result.structured_content is None
    return text(result)


def text(result: CallToolResult) -> str:
    """The one text of a result."""
    (block,) = result.content
    assert isinstance(block, TextContent)
    return block.text

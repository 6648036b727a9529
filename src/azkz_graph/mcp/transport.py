"""Transports of the server: standard input and output, or HTTP."""

import signal
import socket
import sys
from collections.abc import Sequence
from functools import partial
from typing import Any, Final

import anyio
import uvicorn
from mcp.server.lowlevel.server import Server
from mcp.server.stdio import stdio_server
from mcp.server.transport_security import TransportSecuritySettings
from mcp.shared.message import SessionMessage
from mcp_types import PARSE_ERROR, ErrorData, JSONRPCError
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from azkz_graph.mcp.unanswered_requests import Unanswered
from azkz_graph.problem import UsageError
from azkz_graph.server.http.connection import BoundedConnection
from azkz_graph.server.http.host_names import Hosts
from azkz_graph.server.http.open_connections import OpenConnections
from azkz_graph.server.http.request import RefusedError, header_map
from azkz_graph.server.http.request_body import GoneError, read_body
from azkz_graph.server.http.web_origins import ALLOWED, Origins, allow_methods
from azkz_graph.server.workers.limits import Limits

PATH: Final = "/mcp"
LIMITS: Final = Limits(body=256 * 1024, connections=256)
"""What a request over HTTP may have, and how many connections may be open; what is held of them is 64 MiB at most."""

UNREADABLE: Final = SessionMessage(
    JSONRPCError(
        jsonrpc="2.0",
        id=None,
        error=ErrorData(
            code=PARSE_ERROR, message="this is not a JSON-RPC message; send one as a line of UTF-8"
        ),
    )
)
"""The answer to what cannot be read. Source: https://www.jsonrpc.org/specification#error_object."""

METHODS: Final = ("POST", "OPTIONS")
READABLE: Final = [(ALLOWED, b"*"), (b"access-control-expose-headers", b"Mcp-Session-Id, Retry-After")]
"""The headers that let the scripts of any page read an answer."""


def serve_stdio(server: Server[Any]) -> None:
    """Answer the one client that started this process, until it closes standard input.

    Raises:
        UsageError: standard input is closed from the beginning.
    """
    if sys.stdin is None:
        raise UsageError("standard input is closed; a client must be able to write to it")

    async def run() -> None:
        send, receive = anyio.create_memory_object_stream[SessionMessage | Exception]()
        answer, answered = anyio.create_memory_object_stream[SessionMessage]()
        async with stdio_server() as (incoming, outgoing), anyio.create_task_group() as tasks:
            unanswered = Unanswered()

            async def relay() -> None:
                async with send:
                    async for message in incoming:
                        # The server would say nothing to what it cannot read, and the client wait for ever.
                        if isinstance(message, Exception):
                            await outgoing.send(UNREADABLE)
                        else:
                            unanswered.read(message.message)
                            await send.send(message)
                    # The server gives up what is under way once nothing more can come.
                    await unanswered.none()

            async def write() -> None:
                async with outgoing, answered:
                    async for message in answered:
                        await outgoing.send(message)
                        unanswered.written(message.message)

            tasks.start_soon(relay)
            tasks.start_soon(write)
            await server.run(receive, answer, server.create_initialization_options())

    anyio.run(run)


def serve_http(
    server: Server[Any],
    listening: Sequence[socket.socket],
    hosts: Hosts,
    origins: Origins,
    limits: Limits = LIMITS,
) -> None:
    """Answer over streamable HTTP at the sockets, until a signal ends it, if called by these hosts."""
    # A command ends when nobody reads on; a server must outlive clients that hang up while it answers.
    signal.signal(signal.SIGPIPE, signal.SIG_IGN)
    connections = OpenConnections(limits.connections, limits.per_client)
    config = uvicorn.Config(
        application(server, hosts, origins, limits),
        http=partial(BoundedConnection, limits, connections, origins, lambda *refused: None),  # type: ignore[arg-type]
        ws="none",
        log_level="warning",
        access_log=False,
        server_header=False,
        timeout_keep_alive=int(limits.reading),
        timeout_graceful_shutdown=5,
    )
    uvicorn.Server(config).run(sockets=list(listening))


def application(server: Server[Any], hosts: Hosts, origins: Origins, limits: Limits) -> ASGIApp:
    """Return the server as an ASGI application without sessions: each request is answered by itself.

    A page whose host name leads here (DNS rebinding) is refused: requests must name these hosts, and come
    from pages of these origins, which may read the answers.
    """
    whole = server.streamable_http_app(
        streamable_http_path=PATH,
        json_response=True,
        stateless_http=True,
        max_request_body_size=limits.body,
        transport_security=TransportSecuritySettings(enable_dns_rebinding_protection=False),
    )

    async def bounded(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return await whole(scope, receive, send)
        asked, given = scope["headers"], header_map(scope["headers"])

        async def send_to_page(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = origins.headers([*message["headers"], *READABLE], asked)
            await send(message)

        async def refuse(status: int, sentence: str, **headers: str) -> None:
            refusal = PlainTextResponse(f"{sentence}.\n", status, headers)
            await refusal(scope, receive, send_to_page)

        if host := hosts.refused(asked):
            return await refuse(421, f"The server is not known as {host}; --allow-host permits a name")
        if "origin" in given and not origins.allow(given["origin"].encode("latin-1")):
            return await refuse(403, "Pages of this origin may not ask; --allow-origin permits one")
        if scope["method"] == "OPTIONS":
            return await Response(None, 204, allow_methods(METHODS, given))(scope, receive, send_to_page)
        # A GET would hold a stream open, on which a server without sessions has nothing to send.
        if scope["method"] != "POST":
            return await refuse(405, "Ask by POST", Allow=", ".join(METHODS))
        try:
            body = await read_body("POST", given, receive, lambda size: True, limits)
        except GoneError:
            return None
        except RefusedError as refused:
            said = refused.reply
            refusal = Response(said.content, said.status, dict(said.headers), said.media_type)
            return await refusal(scope, receive, send_to_page)
        return await whole(scope, after(body, receive), send_to_page)

    return bounded


def after(body: bytes, receive: Receive) -> Receive:
    """Return what an application receives of a request whose body has been read."""
    told: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]

    async def next_message() -> Message:
        return told.pop() if told else await receive()

    return next_message

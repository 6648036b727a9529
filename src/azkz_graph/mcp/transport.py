"""Transports of the server: standard input and output, or HTTP."""

import signal
import socket
import sys
from functools import partial
from ipaddress import ip_address
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

from azkz_graph.problem import UsageError
from azkz_graph.server.http.connection import BoundedConnection
from azkz_graph.server.http.open_connections import OpenConnections
from azkz_graph.server.http.request import RefusedError, header_map
from azkz_graph.server.http.request_body import GoneError, read_body
from azkz_graph.server.http.web_origins import Origins
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

LOOPBACK: Final = ("127.0.0.1", "localhost", "[::1]")


def serve_stdio(server: Server[Any]) -> None:
    """Answer the one client that started this process, until it closes standard input.

    Raises:
        UsageError: standard input is closed from the beginning.
    """
    if sys.stdin is None:
        raise UsageError("standard input is closed; a client must be able to write to it")

    async def run() -> None:
        send, receive = anyio.create_memory_object_stream[SessionMessage | Exception]()
        async with stdio_server() as (incoming, outgoing), anyio.create_task_group() as tasks:

            async def relay() -> None:
                async with send:
                    async for message in incoming:
                        # The server would say nothing to what it cannot read, and the client wait for ever.
                        if isinstance(message, Exception):
                            await outgoing.send(UNREADABLE)
                        else:
                            await send.send(message)

            tasks.start_soon(relay)
            await server.run(receive, outgoing, server.create_initialization_options())

    anyio.run(run)


def serve_http(server: Server[Any], listening: socket.socket, host: str, limits: Limits = LIMITS) -> None:
    """Answer over streamable HTTP at the socket, until a signal ends it; `host` is what clients may call it."""
    # A command ends when nobody reads on; a server must outlive clients that hang up while it answers.
    signal.signal(signal.SIGPIPE, signal.SIG_IGN)
    connections = OpenConnections(limits.connections, limits.per_client)
    # What it refuses is read by no page; the protocol's own answers name the origins that may read them.
    unread = Origins(frozenset())
    config = uvicorn.Config(
        application(server, host, limits),
        http=partial(BoundedConnection, limits, connections, unread, lambda *refused: None),  # type: ignore[arg-type]
        ws="none",
        log_level="warning",
        access_log=False,
        server_header=False,
        timeout_keep_alive=int(limits.reading),
        timeout_graceful_shutdown=5,
    )
    uvicorn.Server(config).run(sockets=[listening])


def application(server: Server[Any], host: str, limits: Limits) -> ASGIApp:
    """Return the server as an ASGI application without sessions: each request is answered by itself.

    A page whose host name leads here (DNS rebinding) is refused: requests must name these hosts, and come
    from their pages.
    """
    names = dict.fromkeys([*LOOPBACK, bracket_host(host)])
    security = TransportSecuritySettings(
        enable_dns_rebinding_protection=True,
        allowed_hosts=[each for name in names for each in (name, f"{name}:*")],
        allowed_origins=[each for name in names for each in (f"http://{name}", f"http://{name}:*")],
    )
    whole = server.streamable_http_app(
        streamable_http_path=PATH,
        json_response=True,
        stateless_http=True,
        max_request_body_size=limits.body,
        transport_security=security,
    )

    async def bounded(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return await whole(scope, receive, send)
        # A GET would hold a stream open, on which a server without sessions has nothing to send.
        if scope["method"] != "POST":
            return await PlainTextResponse("Ask by POST.\n", 405, {"Allow": "POST"})(scope, receive, send)
        try:
            body = await read_body("POST", header_map(scope["headers"]), receive, lambda size: True, limits)
        except GoneError:
            return None
        except RefusedError as refused:
            said = refused.reply
            refusal = Response(said.content, said.status, dict(said.headers), said.media_type)
            return await refusal(scope, receive, send)
        return await whole(scope, after(body, receive), send)

    return bounded


def after(body: bytes, receive: Receive) -> Receive:
    """Return what an application receives of a request whose body has been read."""
    told: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]

    async def next_message() -> Message:
        return told.pop() if told else await receive()

    return next_message


def bracket_host(host: str) -> str:
    """Return the host as it stands in a URL.

    >>> bracket_host("::1"), bracket_host("example.org")
    ('[::1]', 'example.org')
    """
    return f"[{host}]" if ":" in host else host.lower()


def listen(host: str, port: int) -> socket.socket:
    """Return a socket that listens there; port 0 takes a free one.

    Raises:
        UsageError: the host is none that a client can name, or the port is taken.
    """
    if is_wildcard(host):
        raise UsageError(
            f"--host {host} cannot be reached by clients; name the address or name that they use"
        )
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host, port))
        # Who is told the URL may ask at once, before the application is ready.
        listening.listen(128)
    except (OSError, OverflowError, UnicodeError) as error:
        listening.close()
        reason = getattr(error, "strerror", None) or error
        raise UsageError(
            f"{host}:{port} cannot be used for listening: {reason}; choose another --host or --port"
        ) from None
    return listening


def is_wildcard(host: str) -> bool:
    """Return whether the host stands for all addresses of the machine.

    >>> is_wildcard("0.0.0.0"), is_wildcard("::"), is_wildcard("localhost")
    (True, True, False)
    """
    try:
        return ip_address(host).is_unspecified
    except ValueError:
        return not host


def address(listening: socket.socket, host: str) -> str:
    """Return the URL at which clients ask."""
    return f"http://{bracket_host(host)}:{listening.getsockname()[1]}{PATH}"

"""ASGI application: answers from the cache or a worker, each logged and counted."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Mapping, MutableMapping
from dataclasses import replace
from typing import Any, Final, Protocol, TypeVar

from azkz_graph.server.http.access_log import AccessLog
from azkz_graph.server.http.answer_cache import Recent
from azkz_graph.server.http.callers import Callers
from azkz_graph.server.http.client_identity import party
from azkz_graph.server.http.held_memory import Room
from azkz_graph.server.http.metrics import Metrics
from azkz_graph.server.http.open_connections import OpenConnections
from azkz_graph.server.http.request import RefusedError, Request, decode_path, header_map
from azkz_graph.server.http.request_body import CLOSE, GoneError, Receive, read_body
from azkz_graph.server.http.request_rate import Rate
from azkz_graph.server.http.response_delivery import (
    Content,
    Delivery,
    Headers,
    add_length,
    choose_coding,
    delivery,
    head,
    may_be_kept,
    vary,
)
from azkz_graph.server.http.routing import route, route_posted
from azkz_graph.server.http.web_origins import allow_methods
from azkz_graph.server.workers.limits import MEBIBYTE, Limits
from azkz_graph.server.workers.pool_generation import Generation
from azkz_graph.server.workers.reply import Reply, json_reply, problem
from azkz_graph.server.workers.worker import RETRY
from azkz_graph.server.workers.worker_pool import Job

Message = MutableMapping[str, Any]
Send = Callable[[Message], Awaitable[None]]
Value = TypeVar("Value")

CHUNK: Final = 256 * 1024
"""The bytes that are handed to a connection at a time."""

LARGE: Final = 64 * 1024
"""The bytes from which compressing and digesting are left to another thread."""

SHORT: Final = 8 * 1024
"""The bytes of a body up to which it is read here, in a millisecond or two; a worker reads more."""

FRESH: Final = {"Cache-Control": "no-store"}


class Connection(Protocol):
    """Where a client's request came from.

    `leave` is called if the client leaves, unless it `is_lost` already.
    """

    is_lost: bool
    leave: Callable[[], object] | None


class Application:
    """The application; `generation` holds the workers that answer, once there are data."""

    def __init__(
        self, limits: Limits, log: AccessLog, started: float, callers: Callers, connections: OpenConnections
    ) -> None:
        self.limits, self.log, self.started, self.connections = limits, log, started, connections
        self.hosts, self.origins, self.base = callers.hosts, callers.origins, callers.base
        self.telling = CHOICES if self.base.given else CHOICES | {b"host"}
        self.metrics = Metrics()
        self.deliveries: Recent[Delivery] = Recent(DELIVERIES)
        self.contents: Recent[Content] = Recent(CONTENTS)
        self.rate = Rate(limits.rate)
        self.ready = asyncio.Event()
        self.generation: Generation | None = None
        self.fault = ""
        # Of one client a large request, and a large answer, have room in any case.
        part = PART if limits.per_client else 1
        self.incoming = Room(max(INCOMING, PART * limits.body), max(INCOMING // part, limits.body))
        self.outgoing = Room(max(OUTGOING, PART * limits.content), max(OUTGOING // part, limits.content))

    def renew(self, generation: Generation) -> None:
        """Answer questions from other data from now on."""
        former, self.generation, self.fault = self.generation, generation, ""
        self.deliveries, self.contents = Recent(DELIVERIES), Recent(CONTENTS)
        if former is not None:
            former.close()
        self.ready.set()

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            return
        began = time.perf_counter()
        self.metrics.open += 1
        answer, cached = LEFT, False
        try:
            client = party(scope["client"][0]) if scope["client"] else ""
            answer, cached = await self.answer(scope, receive, client)
            answer = await self.deliver(answer, send, client, scope["headers"])
        except GoneError:
            answer = LEFT
        finally:
            self.metrics.open -= 1
            self.record(scope, answer, time.perf_counter() - began, cached=cached)

    def refused(self, scope: Message, status: int, content: bytes, seconds: float) -> None:
        """Count and log what a connection refused by itself."""
        self.record(scope, Delivery(status, [], content), seconds, cached=False)

    def record(self, scope: Message, answer: Delivery, seconds: float, *, cached: bool) -> None:
        """Count and log an answer."""
        path = self.base.own_path(scope["raw_path"])
        self.metrics.answered(scope["method"], path, answer.status, seconds, cached=cached)
        self.log.add(scope, answer, seconds, cached=cached)

    async def answer(self, scope: Message, receive: Receive, client: str) -> tuple[Delivery, bool]:
        """Return the answer to a request, and whether it was cached."""
        if host := self.hosts.refused(scope["headers"]):
            return keep_out_of_caches(problem(421, MISDIRECTED.format(host), CLOSE)), False
        key, deliveries = self.delivery_key(scope), self.deliveries
        if key is not None and (known := deliveries.get(key)):
            return known, True
        method, headers = scope["method"], header_map(scope["headers"])
        try:
            check_choices(headers)
            with self.incoming.growing(client) as add:
                body = await read_body(method, headers, receive, add, self.limits)
                query = scope["query_string"].decode("ascii", "replace")
                base = self.base.of(scope)
                if self.base.is_bare(scope["raw_path"]):
                    return keep_out_of_caches(moved(base, query)), False
                path = decode_path(self.base.own_path(scope["raw_path"]))
                request = Request(method, path, query, headers, client, body, base)
                content, cached = await self.content(request, scope["connection"])
        except RefusedError as refused:
            return keep_out_of_caches(refused.reply), False
        answer = await self.coded(content, method, headers)
        if key is not None and content.is_lasting:
            deliveries.keep(key, answer, len(answer.content) + sum(map(len, key)) + OVERHEAD)
        return answer, cached

    def delivery_key(self, scope: Message) -> tuple[bytes, ...] | None:
        """Return the cache key of a GET; None for other methods, and for conditional requests."""
        if scope["method"] != "GET":
            return None
        found = [scope["raw_path"], scope["query_string"]]
        for name, value in scope["headers"]:
            if name in self.telling:
                found += (name, value)
            elif name in CONDITIONS or name in BODIES:
                return None
        if self.base.is_forwarded:
            found.append(self.base.of(scope).encode())
        return tuple(found)

    async def content(self, request: Request, connection: Connection) -> tuple[Content, bool]:
        """Return the content of the answer, and whether it was cached."""
        found = route(request)
        if request.method == "OPTIONS":
            allowed = allow_methods(found.methods, request.headers)
            return Content(Reply(204, "text/plain", b"", allowed)), False
        if request.method not in found.methods:
            return Content(not_allowed(found.methods)), False
        job = route_posted(request) if len(request.body) > SHORT else found.job(request)
        if isinstance(job, Job):
            return await self.done(job, connection, request.client)
        return Content(job if isinstance(job, Reply) else self.of_server(job)), False

    def of_server(self, what: str) -> Reply:
        """Return what the server says of itself."""
        if what == "metrics":
            return self.metrics.reply(self.generation, self.connections)
        return self.health()

    def health(self) -> Reply:
        """Return whether questions are answered, and of which data."""
        generation = self.generation
        seconds = round(time.time() - self.started, 1)
        if generation is None:
            return replace(json_reply({"status": "starting", "seconds": seconds}, 503), headers=FRESH)
        fault = {"reloadError": self.fault} if self.fault else {}
        told = {"status": "ok", "seconds": seconds, **generation.about, **fault}
        return replace(json_reply(told), headers=FRESH)

    async def done(self, job: Job, connection: Connection, client: str) -> tuple[Content, bool]:
        """Return what the job answers; a client that goes away ends it."""
        key, contents = job.key(), self.contents
        if content := contents.get(key):
            return content, True
        if connection.is_lost:
            raise GoneError
        if job.pool in QUESTIONS and not self.rate.allows(client):
            raise RefusedError(problem(429, "you ask too often; ask again in a second", {"Retry-After": "1"}))
        reply = await run_until_left(self.run(job, client), connection)
        if "base" in job.arguments and may_be_kept(reply.status):
            reply = replace(reply, headers=vary(reply.headers, self.base.telling))
        # What tells much content from other content takes long to be made.
        content = await apart(Content, reply) if len(reply.content) > LARGE else Content(reply)
        if content.is_lasting:
            contents.keep(key, content, sum(map(len, key)) + len(content.reply.content) + OVERHEAD)
        return content, False

    async def run(self, job: Job, client: str) -> Reply:
        """Return what the job answers."""
        if self.generation is None:
            try:
                async with asyncio.timeout(self.limits.patience):
                    await self.ready.wait()
            except TimeoutError:
                return problem(
                    503, "the data are still being read; ask again in a few seconds", {"Retry-After": "5"}
                )
        assert self.generation is not None
        return await self.generation.run(job, client)

    async def coded(self, content: Content, method: str, headers: dict[str, str]) -> Delivery:
        """Return the content for one client; another thread compresses what is large."""
        wanted = choose_coding(content, headers) if content.reply.status == 200 else "identity"
        if wanted != "identity" and wanted not in content.coded and len(content.reply.content) > LARGE:
            await apart(content.bytes_in, wanted)
        return delivery(content, method, headers, wanted)

    async def deliver(self, answer: Delivery, send: Send, client: str, asked: Headers) -> Delivery:
        """Send the answer, or that there is no room for it, and return what was sent.

        Raises:
            GoneError: the client reads none of it for a while, so that its connection is ended.
        """
        if len(answer.content) <= CHUNK:
            await send(self.start(answer, asked))
            await send({"type": "http.response.body", "body": bytes(answer.content)})
            return answer
        with self.outgoing.shared(client, answer.content) as has_room:
            if has_room:
                await self.pieces(answer, send, asked)
                return answer
        busy = problem(503, "too many large answers are being sent; ask again in a few seconds", RETRY)
        return await self.deliver(keep_out_of_caches(busy), send, client, asked)

    def start(self, answer: Delivery, asked: Headers) -> Message:
        """Return the beginning of an answer to a request with the headers that are `asked`."""
        headers = self.origins.headers(answer.headers, asked)
        return {"type": "http.response.start", "status": answer.status, "headers": headers}

    async def pieces(self, answer: Delivery, send: Send, asked: Headers) -> None:
        """Send the answer piece by piece, each once the one before is nearly read."""
        await send(self.start(answer, asked))
        view = memoryview(answer.content)
        for place in range(0, len(view), CHUNK):
            part = bytes(view[place : place + CHUNK])
            began = time.monotonic()
            await send(
                {"type": "http.response.body", "body": part, "more_body": place + CHUNK < len(view)},
            )
            if time.monotonic() - began >= self.limits.reading:
                raise GoneError


INCOMING: Final = 32 * MEBIBYTE
OUTGOING: Final = 192 * MEBIBYTE
"""The least memory for the bodies of requests that are under way, and for large answers that are being sent."""

PART: Final = 4
"""One client has the fourth part of this memory at most."""

QUESTIONS: Final = frozenset({"queries", "forms", "versions"})
"""The pools whose jobs a client can make long, and may ask for at a rate."""

CHOICE: Final = 1024
"""The most characters of what a client accepts, which take some milliseconds to be read."""

DELIVERIES: Final = 8 * MEBIBYTE
CONTENTS: Final = 12 * MEBIBYTE
"""The memory for what was sent, and for what was answered, before."""

OVERHEAD: Final = 2048
"""About the memory that a kept answer takes beside its content."""

LEFT: Final = Delivery(499, [], b"")
"""What is logged where the client left before its answer."""

MISDIRECTED: Final = "the server is not known as {}; its operator can permit this with --allow-host"

CONDITIONS: Final = frozenset({b"if-match", b"if-none-match", b"if-range", b"range", b"authorization"})
BODIES: Final = frozenset({b"content-length", b"transfer-encoding"})
CHOICES: Final = frozenset({b"accept", b"accept-language", b"accept-encoding"})


def check_choices(headers: Mapping[str, str]) -> None:
    """Refuse lists that are longer than any client needs."""
    for name in ("accept", "accept-language", "accept-encoding"):
        if len(headers.get(name, "")) > CHOICE:
            raise RefusedError(
                problem(431, f"{name} has more than {CHOICE:,} characters; name fewer choices")
            )


def moved(base: str, query: str) -> Reply:
    """Lead to the root of the server, whose pages have links relative to it."""
    return Reply(308, "text/plain", b"", {"Location": f"{base}?{query}" if query else base})


def keep_out_of_caches(reply: Reply) -> Delivery:
    """Return a reply that caches must not keep."""
    return add_length(reply.status, head(Content(reply), "identity"), reply.content)


async def apart(work: Callable[..., Value], *arguments: object) -> Value:
    """Run the work in another thread, and return its result."""
    return await asyncio.get_running_loop().run_in_executor(None, work, *arguments)


async def run_until_left(work: Awaitable[Reply], connection: Connection) -> Reply:
    """Return the result of the work; end it and raise GoneError if the client leaves before."""
    task = asyncio.current_task()
    assert task is not None, "it is awaited by the task of a request"
    connection.leave = task.cancel
    try:
        return await work
    except asyncio.CancelledError:
        if connection.is_lost:
            raise GoneError from None
        raise
    finally:
        connection.leave = None


def not_allowed(methods: tuple[str, ...]) -> Reply:
    """Say that there is no such method here."""
    allowed = ", ".join(methods)
    return problem(405, f"this is asked for with {allowed}", {"Allow": allowed})

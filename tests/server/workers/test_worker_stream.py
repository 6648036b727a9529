"""What comes through the stream to a worker, which a stranger may have taken over."""

import asyncio
import socket
import subprocess
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from own_loop import run_apart

from azkz_graph.server.workers.message_framing import LENGTHS, frame
from azkz_graph.server.workers.worker_stream import HEAD, LostError, Worker

pytestmark = pytest.mark.process

CONTENT = 1000
ANSWER = frame({"status": 200}, b"x" * CONTENT)


@asynccontextmanager
async def worker() -> AsyncIterator[tuple[Worker, socket.socket, "subprocess.Popen[bytes]"]]:
    """The stream to a worker, its other end, and a process that the worker says it is."""
    ours, theirs = socket.socketpair()
    with theirs, subprocess.Popen(["sleep", "60"]) as process:
        try:
            theirs.sendall(process.pid.to_bytes(4, "big"))
            ours.setblocking(False)
            made = Worker(CONTENT)
            await asyncio.get_running_loop().create_connection(lambda: made, sock=ours)
            assert await made.pid == process.pid
            yield made, theirs, process
        finally:
            made.end()
            process.kill()


async def ended(process: "subprocess.Popen[bytes]") -> bool:
    """Whether the process ends soon."""
    for _ in range(500):
        if process.poll() is not None:
            return True
        await asyncio.sleep(0.02)
    return False


def test_an_answer_as_long_as_it_may_be_arrives() -> None:
    async def run() -> None:
        async with worker() as (asked, theirs, process):
            for _ in range(2):
                answer = asyncio.create_task(asked.ask(b"?"))
                await asyncio.to_thread(theirs.recv, 1)
                theirs.sendall(ANSWER)
                head, body = await answer
                assert (head, len(body)) == ({"status": 200}, CONTENT)
            assert asked.is_open
            assert process.poll() is None

    run_apart(run())


@pytest.mark.parametrize(
    "sent",
    [
        LENGTHS.pack(10, CONTENT + 1),
        LENGTHS.pack(HEAD + 1, 0),
        LENGTHS.pack(2**32 - 1, 2**32 - 1),
        ANSWER + b"x",
        LENGTHS.pack(2, 0) + b"x:",
        LENGTHS.pack(HEAD, 0) + b"[" * HEAD,
    ],
    ids=["body", "head", "all", "more than it says", "no JSON", "deep JSON"],
)
def test_a_worker_that_answers_what_it_must_not_is_ended(sent: bytes) -> None:
    async def run() -> None:
        async with worker() as (asked, theirs, process):
            answer = asyncio.create_task(asked.ask(b"?"))
            await asyncio.to_thread(theirs.recv, 1)
            await asyncio.to_thread(theirs.sendall, sent)
            with pytest.raises(LostError):
                await asyncio.wait_for(answer, 20)
            assert not asked.is_open
            assert await ended(process)

    run_apart(run())


@pytest.mark.parametrize("first", [False, True])
def test_a_worker_that_sends_what_nobody_asked_for_is_ended(first: bool) -> None:
    async def run() -> None:
        async with worker() as (asked, theirs, process):
            if not first:
                answer = asyncio.create_task(asked.ask(b"?"))
                await asyncio.to_thread(theirs.recv, 1)
                theirs.sendall(ANSWER)
                await answer
            theirs.sendall(ANSWER)
            assert await ended(process)
            assert not asked.is_open

    run_apart(run())

"""The end of a server whose parts do not end by themselves."""

import os
import signal
import socket
import sys
import time

import pytest
from patience import PATIENCE
from process_trees import is_running, tree
from serving import served

from azkz_graph.server.workers.supervisor import Children, end, say

pytestmark = pytest.mark.process


def test_a_front_that_does_not_end_is_ended() -> None:
    ours, theirs = socket.socketpair()
    child = os.fork()
    if not child:
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        theirs.sendall(b".")
        time.sleep(PATIENCE)
        os._exit(0)
    with theirs:
        assert ours.recv(1) == b"."
        end(Children(child, ours), patience=0.1)
    assert not is_running(child)


def test_a_second_signal_ends_the_server_at_once() -> None:
    with served("--quiet") as server:
        front = min(tree(server.process.pid)[1:])
        os.kill(front, signal.SIGSTOP)
        server.process.send_signal(signal.SIGTERM)
        time.sleep(0.5)
        assert server.process.poll() is None
        server.process.send_signal(signal.SIGTERM)
        assert server.process.wait(PATIENCE) == 0
        assert not is_running(front)


def test_what_nobody_reads_ends_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "w", buffering=1, encoding="utf-8") as stream:
        monkeypatch.setattr(sys, "stderr", stream)
        for _ in range(2):
            say("the data are not replaced")
        os.dup2(os.open(os.devnull, os.O_WRONLY), writing)

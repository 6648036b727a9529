"""What a pool answers while its nursery is prepared still, or is gone."""

import json
import socket

import pytest
from own_loop import run_apart

from azkz_graph.server.workers.limits import Limits
from azkz_graph.server.workers.reply import Reply
from azkz_graph.server.workers.worker_pool import Job, Pool


def replied(control: socket.socket) -> Reply:
    """What a question is answered by a pool whose nursery hears of it through `control`."""

    async def run() -> Reply:
        return await Pool(control, Limits(), 1).run(Job("queries", "ask", {}), "127.0.0.1")

    return run_apart(run())


def test_a_nursery_that_is_prepared_still_may_be_asked_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Limits, "patience", 0.1)
    ours, theirs = socket.socketpair()
    with ours, theirs:
        reply = replied(ours)
    assert (reply.status, dict(reply.headers)["Retry-After"]) == (503, "5")
    assert json.loads(reply.content)["detail"] == "what answers this is still being prepared; ask again"


def test_a_nursery_that_is_gone_is_a_case_for_the_log() -> None:
    ours, theirs = socket.socketpair()
    theirs.close()
    with ours:
        reply = replied(ours)
    assert reply.status == 503
    assert "has not started; the server's log says why" in json.loads(reply.content)["detail"]


@pytest.mark.parametrize(("seconds", "patience"), [(1, 10), (60, 60)])
def test_who_may_run_long_may_wait_long(seconds: float, patience: float) -> None:
    assert Limits(seconds).patience == patience

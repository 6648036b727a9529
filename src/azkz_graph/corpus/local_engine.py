"""Engine of processes on this machine."""

import os
import signal
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from functools import partial
from multiprocessing import get_context, parent_process
from multiprocessing.process import BaseProcess
from threading import Thread
from typing import Any, Final

from azkz_graph.corpus.checkpoints import Made
from azkz_graph.corpus.engine import Run, Tell
from azkz_graph.problem import UsageError

AHEAD: Final = 2
"""How many things are handed out for each process: one to work on, one to begin with at once."""


@contextmanager
def processes(number: int, tell: Tell) -> Iterator[Run]:
    """Yield an engine of that many processes.

    Raises:
        UsageError: the system has ended a process.
    """
    # A forked process would hold the locks that threads of libraries hold at that moment.
    pool = ProcessPoolExecutor(number, get_context("spawn"), initializer=begin)
    try:
        yield partial(run_steps, pool, AHEAD * number, tell)
    except BrokenProcessPool:
        raise UsageError(
            "another program ended a process, perhaps for lack of memory; "
            "run the same command again, and it goes on where it was"
        ) from None
    finally:
        pool.shutdown(cancel_futures=True)


def begin() -> None:
    """Start a process of the pool: it ends when the one that started it does, however that ends, and not before.

    Without this it would end at once on Ctrl-C, and wait for work for ever when the other is killed.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if (parent := parent_process()) is not None:
        Thread(target=end_after, args=(parent,), daemon=True).start()


def end_after(parent: BaseProcess) -> None:
    """End this process when its parent has ended."""
    parent.join()
    os._exit(1)


def run_steps(
    pool: ProcessPoolExecutor,
    ahead: int,
    tell: Tell,
    step: str,
    work: Callable[[Any], Made],
    things: Iterable[Any],
) -> Iterator[Made]:
    """Yield what `work` makes of each thing, as it is made, with at most `ahead` in progress."""
    under_way: set[Future[Made]] = set()
    for thing in things:
        under_way.add(pool.submit(work, thing))
        if len(under_way) == ahead:
            yield from wait_for_steps(under_way, tell, step)
    while under_way:
        yield from wait_for_steps(under_way, tell, step)


def wait_for_steps(under_way: set[Future[Made]], tell: Tell, step: str) -> Iterator[Made]:
    """Wait until anything is done, and yield it; it is no longer in progress."""
    ended, _ = wait(under_way, return_when=FIRST_COMPLETED)
    under_way -= ended
    for each in ended:
        tell(step, 1)
        yield each.result()

"""Engine on a Spark cluster.

Every machine of the cluster must have this package, and must reach the storages under the same names.
"""

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from azkz_graph.corpus.checkpoints import Made
from azkz_graph.corpus.engine import Run, Tell
from azkz_graph.problem import lack

if TYPE_CHECKING:
    from pyspark import SparkContext

SECONDS: Final = 0.5
"""How often the cluster is asked how far it is."""


@contextmanager
def cluster(master: str, tell: Tell) -> Iterator[Run]:
    """Yield an engine of the cluster at `master`, a URL as Spark has them.

    Source: https://spark.apache.org/docs/latest/submitting-applications.html#master-urls.

    Raises:
        UsageError: PySpark is not installed, or the cluster cannot be reached.
    """
    try:
        from pyspark import SparkConf, SparkContext
    except ImportError:
        raise lack("--engine spark", "pyspark", "spark") from None
    # Executors on this machine would otherwise run whatever `python3` is.
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    settings = SparkConf().setMaster(master).setAppName("azkz corpus build")
    settings.setIfMissing("spark.ui.showConsoleProgress", "false")
    settings.setIfMissing("spark.ui.enabled", "false")
    context = SparkContext(conf=settings)
    context.setLogLevel("ERROR")
    try:
        yield partial(run_steps, context, tell)
    finally:
        context.stop()


def run_steps(
    context: "SparkContext", tell: Tell, step: str, work: Callable[[Any], Made], things: Sequence[Any]
) -> Sequence[Made]:
    """Yield what `work` makes of each thing, in order; what is lost with an executor is made by another one.

    What is lost with an executor is made by another one.
    """
    tasks = context.parallelize(things, len(things)).map(work)
    group = f"azkz {step}"

    def collected() -> list[Made]:
        context.setJobGroup(group, step)
        return tasks.collect()

    with ThreadPoolExecutor(1) as thread:
        made = thread.submit(collected)
        known = 0
        while not made.done():
            wait([made], SECONDS)
            now = count_completed(context, group)
            tell(step, max(0, now - known))
            known = max(now, known)
        tell(step, len(things) - known)
        return made.result()


def count_completed(context: "SparkContext", group: str) -> int:
    """Count the tasks of a group of jobs that are done."""
    tracker = context.statusTracker()
    jobs = (tracker.getJobInfo(job) for job in tracker.getJobIdsForGroup(group))
    stages = (tracker.getStageInfo(stage) for job in jobs if job for stage in job.stageIds)
    return sum(stage.numCompletedTasks for stage in stages if stage)

"""Run of `azkz corpus build`, and its report."""

import os
from contextlib import AbstractContextManager
from dataclasses import dataclass

from azkz_graph.check.report import line
from azkz_graph.corpus.build_job import Job
from azkz_graph.corpus.build_progress import bars
from azkz_graph.corpus.build_summary import errors, summary
from azkz_graph.corpus.corpus_build import BrokenCorpusError, build_corpus
from azkz_graph.corpus.corpus_source import Source
from azkz_graph.corpus.engine import Run, Tell
from azkz_graph.corpus.local_engine import processes as local_processes
from azkz_graph.corpus.spark_engine import cluster
from azkz_graph.corpus.storage import Storage


@dataclass(frozen=True)
class Told:
    """What a user reads: a line a problem, and one on the whole."""

    summary: str
    problems: tuple[str, ...]
    is_broken: bool


def engine(tell: Tell, processes: int | None, master: str | None) -> AbstractContextManager[Run]:
    """Return the engine that the user chose."""
    return (
        local_processes(processes or os.cpu_count() or 1, tell) if master is None else cluster(master, tell)
    )


def build(
    source: str, target: str, compression: str, part: int, *, processes: int | None, master: str | None
) -> Told:
    """Build the corpus on a cluster of Spark if there is a `master`, else in processes of this machine.

    Raises:
        UsageError: as `build_corpus` does, or the cluster cannot be used.
    """
    job = Job(Source(Storage(source)), Storage(target), compression)
    articles = len(job.source.articles())
    try:
        with bars(articles, part) as tell, engine(tell, processes, master) as run:
            built = build_corpus(job, run, part)
    except BrokenCorpusError as fault:
        problems = tuple(line(problem) for problem in fault.problems)
        return Told(f"{source}: nothing is built, because what all articles share has errors", problems, True)
    return Told(summary(built, job.target), tuple(errors(built, job.target)), bool(built.left_out))

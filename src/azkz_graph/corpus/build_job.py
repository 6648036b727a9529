"""Build jobs: source, target and compression of a corpus, its parts, and what every process needs."""

from contextlib import ExitStack
from dataclasses import dataclass
from functools import cache
from typing import Final

from azkz_graph.corpus.corpus_source import Source
from azkz_graph.corpus.shared_project import Shared, check_shared, read_shared
from azkz_graph.corpus.storage import Storage
from azkz_graph.problem import Problem
from azkz_graph.store.derivation_cache import digest

SUFFIXES: Final = {"zstd": ".nq.zst", "gzip": ".nq.gz"}
"""The suffix of N-Quads by their compression."""


@dataclass(frozen=True)
class Job:
    """A build of a corpus: `source` is read, `target` written, N-Quads with a compression of `SUFFIXES`."""

    source: Source
    target: Storage
    compression: str


@dataclass(frozen=True)
class Part:
    """Articles, in their order, that are built one after the other into files of their own."""

    number: int
    articles: tuple[str, ...]

    @property
    def name(self) -> str:
        """Return the names of the part's files."""
        return f"{self.number:06}"


def parts(articles: tuple[str, ...], size: int) -> tuple[Part, ...]:
    """Yield the articles in runs of `size`."""
    starts = range(0, len(articles), size)
    return tuple(Part(number, articles[start : start + size]) for number, start in enumerate(starts))


@dataclass(frozen=True)
class Common:
    """What articles share, its problems, and the digest of its files and of the program."""

    shared: Shared
    problems: frozenset[Problem]
    digest: str


COPIES: Final = ExitStack()
"""Where what is shared lies on disk until the process ends."""


@cache
def common(source: Source) -> Common:
    """Return what the articles of a corpus share, read once in a process."""
    project = COPIES.enter_context(source.shared())
    shared = read_shared(project)
    return Common(shared, check_shared(shared), digest(project))

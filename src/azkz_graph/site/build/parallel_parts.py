"""Parts of a site, made by as many processes as there are processors."""

import gc
import hashlib
import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Self

from azkz_graph.disk.safe_path import fault, make_inside
from azkz_graph.site.data.documents import Documents
from azkz_graph.site.data.publication import Publication
from azkz_graph.site.pages.query_pages import Questions
from azkz_graph.site.pages.rendering import Renderer
from azkz_graph.site.pages.thing_pages import Leaves
from azkz_graph.site.pages.withdrawn_pages import WithdrawnPages
from azkz_graph.vocabulary import QUERY

Files = Iterator[tuple[PurePosixPath, bytes]]
SHARE = 64
"""The parts that a process takes at a time."""


@dataclass(frozen=True)
class Maker:
    """What makes the parts of a publication, named by the IRI that each is about."""

    publication: Publication
    leaves: Leaves
    questions: Questions
    withdrawn: WithdrawnPages

    def names(self) -> list[str]:
        """Return the names of all parts."""
        queries = (QUERY + name for name in self.publication.queries)
        return [*self.leaves.iris(), *queries, *self.withdrawn.iris()]

    def files(self, name: str) -> Files:
        """Yield the files of a part."""
        if name in self.publication.withdrawn_pages:
            return self.withdrawn.files(name)
        if name.startswith(QUERY):
            return self.questions.files(name.removeprefix(QUERY))
        return self.leaves.files(name)

    def make(self, name: str, folder: Path) -> dict[str, str]:
        """Write the files of a part into the folder, and return their SHA-256 by path."""
        return write(self.files(name), folder)


def maker(publication: Publication, renderer: Renderer, documents: Documents) -> Maker:
    """Return what makes the parts of a publication."""
    return Maker(
        publication,
        Leaves(publication, renderer, documents),
        Questions(publication, renderer),
        WithdrawnPages(publication, renderer, documents),
    )


def write(files: Iterable[tuple[PurePosixPath, bytes]], folder: Path) -> dict[str, str]:
    """Write files into the folder, where they must not be yet, and return their SHA-256 by path.

    Raises:
        UsageError: a path leads out of the folder.
    """
    digests = {}
    places: dict[PurePosixPath, Path] = {}
    for path, data in files:
        # Only a folder on the way can be a link that leads out, so each is looked at once.
        if path.parent not in places or fault(str(path)):
            places[path.parent] = make_new(places, path) or make_inside(folder, path).parent
        # What is there may be the former site's file, or the place another one's on a disk that knows no case.
        with (places[path.parent] / path.name).open("xb") as file:
            file.write(data)
        digests[str(path)] = hashlib.sha256(data).hexdigest()
    return digests


def make_new(places: Mapping[PurePosixPath, Path], path: PurePosixPath) -> Path | None:
    """Return the folder of a file, made in a known one, so that it is no link; None if it has to be looked at."""
    around = places.get(path.parent.parent)
    if around is None or fault(str(path)):
        return None
    try:
        (around / path.parent.name).mkdir()
    except FileExistsError:
        return None
    return around / path.parent.name


class Making:
    """Parts being made by other processes, while this one goes on; at the end of the block none is at work."""

    def __init__(self, maker: Maker, names: Sequence[str], folder: Path) -> None:
        shares = [names[start : start + SHARE] for start in range(0, len(names), SHARE)]
        # A forked process has the whole graph already: what a pool sends it is the names alone.
        self.pool = ProcessPoolExecutor(
            processors(), multiprocessing.get_context("fork"), start, (maker, folder)
        )
        self.shares = self.pool.map(make_here, shares)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.pool.shutdown(cancel_futures=True)

    def digests(self) -> dict[str, str]:
        """Wait for all parts, and return the SHA-256 of each file by its path."""
        return {path: digest for share in self.shares for path, digest in share.items()}


def processors() -> int:
    """Count the processors that this process may use."""
    return len(os.sched_getaffinity(0)) if sys.platform == "linux" else os.cpu_count() or 1


HERE: list[tuple[Maker, Path]] = []
"""What a process of the pool makes parts with, and where."""


def start(maker: Maker, folder: Path) -> None:
    """Begin as a process of the pool, which ends when its parent does, however that ends."""
    # Ctrl-C reaches every process of a terminal; the one that was started by hand ends the others.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=end_with_parent, daemon=True).start()
    # Looking for garbage, of which pages leave little, takes a tenth of the time.
    gc.disable()
    HERE[:] = [(maker, folder)]


def end_with_parent() -> None:
    """End this process once its parent has ended; it would otherwise wait for ever, and keep the folder locked."""
    parent = multiprocessing.parent_process()
    assert parent is not None, "it is called in a process of the pool"
    parent.join()
    os._exit(1)


def make_here(names: Sequence[str]) -> dict[str, str]:
    """Make some parts in a process of the pool."""
    ((maker, folder),) = HERE
    return {path: digest for name in names for path, digest in maker.make(name, folder).items()}

"""Data that a server answers from: a project, files of RDF, or a store's folder."""

import os
import pickle
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from pyoxigraph import Store

from azkz_graph.dataset.article_file import read_article
from azkz_graph.dataset.project import Project
from azkz_graph.graph.passages import check_words
from azkz_graph.problem import UsageError
from azkz_graph.reconcile.name_index import NameIndex, read_names
from azkz_graph.server.answering.question_jobs import Answering
from azkz_graph.server.workers.confinement import confinement
from azkz_graph.server.workers.fork_server import Nursery, fork_prepared
from azkz_graph.server.workers.limits import Limits, limit_reading
from azkz_graph.server.workers.parent_process import end_with_parent
from azkz_graph.server.workers.supervisor import say
from azkz_graph.server.workers.worker import Jobs
from azkz_graph.store.disk_store import open_store
from azkz_graph.store.memory_store import files_store, project_memory
from azkz_graph.store.rdf_file import RdfFile

Value = TypeVar("Value")


@dataclass(frozen=True)
class Source:
    """Where the data are: in `files`, in the `folder` of a store, or else in the project.

    `releases` is the folder of archives, by default the project's own, which other data have none of. Pages show the
    words of the `article`, if its file is given.
    """

    project: Project
    files: tuple[RdfFile, ...] = ()
    folder: Path | None = None
    releases: Path | None = None
    article: Path | None = None

    def check_releases(self) -> None:
        """Refuse archives that cannot be used.

        Raises:
            UsageError: one of them is so, or the data are not those whose releases they are.
        """
        # It is imported where there may be archives, for every start would wait for it.
        from azkz_graph.versions.registered_archives import find_archives

        if not self.files and self.folder is None:
            find_archives(self.project, self.releases)
        elif self.releases is not None:
            raise UsageError(
                "--releases are those of the project, and --data are others; leave one of them out"
            )


def source(
    project: Project, data: Sequence[RdfFile], releases: Path | None = None, article: Path | None = None
) -> Source:
    """Return the source of data that a user named.

    Raises:
        UsageError: a store's folder is named beside others.
    """
    folders = [file.path for file in data if file.path.is_dir()]
    if not folders:
        return Source(project, tuple(data), releases=releases, article=article)
    if len(data) > 1:
        raise UsageError(f"{folders[0]} is the folder of a store, which is served alone; name no other data")
    if article is not None:
        raise UsageError(
            f"{folders[0]} is the folder of a store, whose pages show no words; leave out --article"
        )
    return Source(project, folder=folders[0], releases=releases)


def load(source: Source, limits: Limits, tell: Callable[[dict[str, Any]], None]) -> Nursery | None:
    """Read the data, and report on them; None, with the reason reported, if they cannot be read."""
    began = time.perf_counter()
    # What confines workers is loaded once, before any is forked.
    workers = confinement()
    try:
        source.check_releases()
        quads, nursery = (
            from_memory(source, limits) if source.folder is None else from_disk(source, source.folder, limits)
        )
    except UsageError as error:
        tell({"error": str(error)})
        return None
    tell({"quads": quads, "loadSeconds": round(time.perf_counter() - began, 3), "workers": workers})
    return nursery


def from_memory(source: Source, limits: Limits) -> tuple[int, Nursery]:
    """Return the number of quads of a project or of files, and their nursery.

    Raises:
        UsageError: the data or the article cannot be read, or the text is not the article's.
    """
    article = read_article(source.article) if source.article else None

    def further() -> Nursery:
        from azkz_graph.server.answering.iri_replies import prepare, publish
        from azkz_graph.server.answering.version_replies import Versions

        prepare()
        publishing = publish(source.project, source.files, source.releases, article)
        jobs = {**publishing.jobs(), **Versions(publishing).jobs()}
        return Nursery(lambda: jobs, limits, reads=True, readers=limit_reading(limits))

    ahead = fork_prepared(further)
    store = files_store(source.files, say) if source.files else project_memory(source.project)
    if article is not None:
        check_words(store, article)
    answering = Answering(source.project, store, limits, read_names(store))
    answering.prepare()
    return len(store), Nursery(lambda: answering.jobs, limits, reads=False, further=further, ahead=ahead)


def from_disk(source: Source, folder: Path, limits: Limits) -> tuple[int, Nursery]:
    """Return the number of quads of a store on disk, and its nursery.

    Each worker opens it, as it has threads.
    """
    quads, names = in_other_process(lambda: summary(open_store(folder)))
    Answering(source.project, Store(), limits, names).prepare()

    def answering() -> Jobs:
        return Answering(source.project, open_store(folder), limits, names).jobs

    def further() -> Nursery:
        from azkz_graph.server.answering.iri_replies import prepare, publish_stored
        from azkz_graph.server.answering.version_replies import Versions

        def jobs() -> Jobs:
            publishing = publish_stored(source.project, folder)
            return {**publishing.jobs(), **Versions(publishing).jobs()}

        prepare()
        return Nursery(jobs, limits, reads=True, readers=limit_reading(limits))

    return quads, Nursery(answering, limits, reads=True, further=further)


def summary(store: Store) -> tuple[int, NameIndex]:
    """Return what is needed of a store in advance: its size, and the names of all things."""
    return len(store), read_names(store)


def in_other_process(make: Callable[[], Value]) -> Value:
    """Run `make` in a forked process, and return its result, which can be pickled.

    Raises:
        UsageError: `make` raised it, or the process ended before its time.
    """
    reading, writing = os.pipe()
    own = os.getpid()
    if (child := os.fork()) == 0:
        end_with_parent(own)
        made: Value | UsageError
        try:
            made = make()
        except UsageError as error:
            made = error
        with os.fdopen(writing, "wb") as stream:
            pickle.dump(made, stream)
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading, "rb") as stream:
        content = stream.read()
    os.waitpid(child, 0)
    if not content:
        raise UsageError("the process that reads the store ended unexpectedly; build the store again")
    found = pickle.loads(content)
    if isinstance(found, UsageError):
        raise found
    return found  # type: ignore[no-any-return]

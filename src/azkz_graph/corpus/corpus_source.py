"""Source of a corpus: its articles, each as a project, and what they share."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from pyarrow.fs import FileType

from azkz_graph.corpus.storage import Storage
from azkz_graph.dataset.project import Project, own_root
from azkz_graph.problem import UsageError

SHARED: Final = ("entities", "ontology", "queries")
"""The folders that all articles share; where a corpus has no ontology or queries, the package's own are shared."""


@dataclass(frozen=True)
class Source:
    """A corpus as its authors wrote it: a folder of articles' folders, each like data/."""

    storage: Storage

    def articles(self) -> tuple[str, ...]:
        """Return the names of the articles' folders, sorted.

        Raises:
            UsageError: there are none.
        """
        found = tuple(
            entry.base_name
            for entry in self.storage.entries()
            if entry.type == FileType.Directory
            if entry.base_name not in SHARED and not entry.base_name.startswith(".")
        )
        if not found:
            raise UsageError(
                f"{self.storage.uri} holds no article; name a folder of articles, each a folder like data/"
            )
        return found

    @contextmanager
    def shared(self) -> Iterator[Project]:
        """Return a project without an article, on this machine's disk: what all articles share."""
        with self.storage.on_disk(*SHARED) as root:
            yield Project(root, root, of_corpus(root, "ontology"), of_corpus(root, "queries"))

    @contextmanager
    def article(self, name: str, shared: Project) -> Iterator[Project]:
        """Return the project of one article, on this machine's disk."""
        with self.storage.on_disk(name) as root:
            yield Project(root, root / name, shared.ontology, shared.queries)


def of_corpus(root: Path, name: str) -> Path:
    """Return the corpus's own folder of that name, or else the package's."""
    return root / name if (root / name).is_dir() else own_root() / name

"""A project's folders: data/, and ontology/ and queries/ unless it shares the package's own."""

from dataclasses import dataclass
from pathlib import Path

from azkz_graph.problem import UsageError

PACKAGED = Path(__file__).parents[1] / "project"
"""The ontology, data and queries that an installed package brings."""

CHECKOUT = Path(__file__).parents[3]
"""The same, where the package runs from a checkout."""


@dataclass(frozen=True)
class Project:
    """The folders of authored files; each exists."""

    root: Path
    data: Path
    ontology: Path
    queries: Path


def own_root() -> Path:
    """Return the folder that holds this package's own ontology, data and queries."""
    return PACKAGED if PACKAGED.is_dir() else CHECKOUT


def open_project(root: Path | None = None) -> Project:
    """Open the project below `root`, by default the package's own.

    Raises:
        UsageError: `root` is no folder, or has no data folder.
    """
    root = root or own_root()
    if not root.is_dir():
        raise UsageError(f"{root} is not a folder; name one that holds data/")
    if not (root / "data").is_dir():
        raise UsageError(f"{root} has no folder data/; name a folder that holds one")
    shared = own_root()
    ontology, queries = (
        root / name if (root / name).is_dir() else shared / name for name in ("ontology", "queries")
    )
    return Project(root, root / "data", ontology, queries)

"""Identifiers that rules make are as stable as those that people write."""

import shutil
from pathlib import Path

from pyoxigraph import NamedNode

from azkz_graph.dataset.dataset import Dataset, read
from azkz_graph.dataset.derivation import derive
from azkz_graph.dataset.project import Project, open_project
from azkz_graph.vocabulary import ID


def things(dataset: Dataset) -> set[str]:
    """The identifiers of all things that the dataset describes."""
    subjects = (quad.subject for quad in dataset.quads())
    return {node.value for node in subjects if isinstance(node, NamedNode) and node.value.startswith(ID)}


def test_a_mended_label_changes_no_identifier(project: Project, dataset: Dataset, tmp_path: Path) -> None:
    shutil.copytree(project.data, tmp_path / "data")
    for name in ("states", "concepts"):
        path = tmp_path / "data" / "entities" / f"{name}.ttl"
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace('"@en', ', mended"@en'), encoding="utf-8")
    mended = things(derive(read(open_project(tmp_path))))
    assert mended == things(dataset)
    assert ID + "trade-balance-of-kazakhstan-with-azerbaijan-2016" in mended

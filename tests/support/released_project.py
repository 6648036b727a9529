"""The little project with its first release, to edit and to release again."""

import re
import shutil
from collections.abc import Collection, Sequence
from datetime import date
from importlib import metadata
from pathlib import Path

import pytest
from little_project import edit, write_project

from azkz_graph.check.checkable_dataset import checkable
from azkz_graph.check.earlier_releases import earlier_releases
from azkz_graph.check.published_identifiers import published_problems
from azkz_graph.dataset.dataset import Dataset
from azkz_graph.dataset.project import open_project
from azkz_graph.problem import Problem
from azkz_graph.versions.release_plan import carry_out, plan_release
from azkz_graph.versions.release_refusals import release_refusals

TODAY = date(2026, 12, 1)

ONTOLOGIES = ("ontology/azkz.ttl", "ontology/alignments.ttl")
"""The files of the package's ontology, which state its version."""

PREFIXES = """
PREFIX azkz: <https://w3id.org/azkz/ontology#>
PREFIX id: <https://w3id.org/azkz/id/>
PREFIX query: <https://w3id.org/azkz/query/>
PREFIX owl: <http://www.w3.org/2002/07/owl#>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX dct: <http://purl.org/dc/terms/>
"""


@pytest.fixture(scope="session")
def first_release(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project as its first release left it; not to be edited."""
    root = write_project(tmp_path_factory.mktemp("released") / "project")
    edit(root, "data/dataset.ttl", "1.2.3", "1.0.0")
    for file in ONTOLOGIES:
        edit(root, file, f'"{metadata.version("azkz_graph")}"', '"1.0.0"')
    release(root)
    return root


@pytest.fixture
def released(first_release: Path, tmp_path: Path) -> Path:
    """A copy of the project with its first release."""
    return Path(shutil.copytree(first_release, tmp_path / "project"))


def dataset_at(root: Path) -> Dataset:
    """The derived dataset of a project."""
    return checkable(open_project(root))


def release(root: Path) -> Path:
    """Release what the project states, without asking whether anything speaks against it."""
    return carry_out(plan_release(earlier_releases(dataset_at(root))), root / "releases", root / "dist")


def version(root: Path, number: str, day: str = "2026-12-01") -> None:
    """Give the first release's data another version, and another date."""
    for file in ("data/dataset.ttl", *ONTOLOGIES):
        edit(root, file, '"1.0.0"', f'"{number}"')
    edit(root, "data/dataset.ttl", "2026-11-22", day)


def rename(root: Path, old: str, new: str) -> None:
    """Give a thing another identifier in all data."""
    for path in (root / "data").rglob("*.t*"):
        if path.suffix != ".tsv":
            text = path.read_text(encoding="utf-8")
            path.write_text(re.sub(rf"{old}(?![\w-])", new, text), encoding="utf-8")


def record(root: Path, *records: str) -> None:
    """Write data/withdrawn.ttl."""
    (root / "data" / "withdrawn.ttl").write_text(PREFIXES + "\n".join(records) + "\n", encoding="utf-8")


def withdrawal(name: str, number: str = "2.0.0", day: str = "2026-12-01", more: str = "") -> str:
    """The record of a withdrawal in Turtle."""
    said = f'owl:deprecated true ; azkz:withdrawnIn "{number}" ; dct:modified "{day}"^^xsd:date'
    return f'{name} {said} ; skos:changeNote "A test withdrew it."@en {more} .'


def refused(root: Path, confirmed: Collection[str] = (), today: date = TODAY) -> Sequence[Problem]:
    """What forbids a release."""
    dataset = dataset_at(root)
    return sorted(release_refusals(published_problems(dataset), earlier_releases(dataset), confirmed, today))


def told(problems: Sequence[Problem], root: Path) -> list[str]:
    """The problems as lines, with paths from the project's folder."""
    return [
        f"{problem.place.path.relative_to(root)}:{problem.place.line}: {problem.what}" for problem in problems
    ]

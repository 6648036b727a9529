"""Each description of a release is valid by the word of those who make its format."""

import subprocess
from pathlib import Path

import pytest
from patience import PATIENCE
from pypi_programs import pypi_programs

from azkz_graph.dataset.project import Project
from azkz_graph.export.release import release
from azkz_graph.export.release_files import Release
from azkz_graph.store.memory_store import derive_project

pytestmark = pytest.mark.process

VALIDATORS = Path(__file__).parent / "validators"


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return pypi_programs(VALIDATORS / "catalogue.txt", tmp_path_factory)


@pytest.fixture(scope="module")
def citation(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return pypi_programs(VALIDATORS / "citation.txt", tmp_path_factory)


@pytest.fixture(scope="module", params=["own", "small"])
def folder(
    request: pytest.FixtureRequest,
    published: Release,
    small: Project,
    tmp_path_factory: pytest.TempPathFactory,
) -> Path:
    """The release as it is written, and one whose record says the least."""
    made = published if request.param == "own" else release(derive_project(small))
    folder = tmp_path_factory.mktemp("release")
    for file in made.files:
        place = folder / file.path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(file.data)
    return folder


def run(*words: str | Path, folder: Path) -> str:
    """What the program says; it must end well."""
    done = subprocess.run(words, cwd=folder, capture_output=True, text=True, timeout=2 * PATIENCE)
    said = done.stdout + done.stderr
    assert done.returncode == 0, said
    return said


def test_ro_crate(catalogue: Path, folder: Path) -> None:
    assert run(catalogue / "python", VALIDATORS / "check_ro_crate.py", folder, folder=folder) == ""


def test_croissant(catalogue: Path, folder: Path) -> None:
    said = run(catalogue / "mlcroissant", "validate", "--jsonld", "croissant.json", folder=folder)
    assert "WARNING" not in said
    for table, key, start in (("facts", "fact", "fact/"), ("entities", "entity", "id/")):
        rows = run(
            *(catalogue / "mlcroissant", "load", "--jsonld", "croissant.json"),
            *("--record_set", table, "--num_records", "1"),
            folder=folder,
        )
        assert f"'{table}/{key}': b'https://w3id.org/azkz/{start}" in rows


def test_data_package(catalogue: Path, folder: Path) -> None:
    assert "VALID" in run(catalogue / "frictionless", "validate", "datapackage.json", folder=folder)


@pytest.mark.parametrize("table", ["facts", "entities"])
def test_csv_on_the_web(catalogue: Path, folder: Path, table: str) -> None:
    assert run(catalogue / "csvwvalidate", f"{table}.csv-metadata.json", folder=folder).strip() == "OK"


def test_a_damaged_table_is_found(catalogue: Path, folder: Path, tmp_path: Path) -> None:
    for name in ("facts.csv", "facts.csv-metadata.json"):
        (tmp_path / name).write_bytes((folder / name).read_bytes())
    with (tmp_path / "facts.csv").open("ab") as table:
        table.write(b",,\r\n")
    with pytest.raises(AssertionError):
        run(catalogue / "csvwvalidate", "facts.csv-metadata.json", folder=tmp_path)


def test_citation_file(citation: Path, folder: Path) -> None:
    said = run(citation / "cffconvert", "--validate", "-i", "CITATION.cff", folder=folder)
    assert "valid according to schema version 1.2.0" in said

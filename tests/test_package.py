"""What is installed outside of the checkout: the same command, with ontology, data and queries inside."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder into which the package's wheel was unpacked."""
    folder = tmp_path_factory.mktemp("installed")
    build = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = folder.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder / "site")
    return folder / "site"


def run(installed: Path, *words: str) -> str:
    environment = {**os.environ, "PYTHONPATH": str(installed)}
    command = [sys.executable, "-m", "azkz_graph", *words]
    return subprocess.run(
        command, cwd=installed.parent, env=environment, check=True, capture_output=True, encoding="utf-8"
    ).stdout


def test_the_wheel_has_every_authored_file(installed: Path) -> None:
    packaged = installed / "azkz_graph" / "project"
    for folder in ("ontology", "data", "queries"):
        authored = {path.relative_to(ROOT): path.read_bytes() for path in (ROOT / folder).rglob("*.*")}
        assert authored
        assert authored == {
            path.relative_to(packaged): path.read_bytes() for path in (packaged / folder).rglob("*.*")
        }


def test_the_installed_command_answers(installed: Path) -> None:
    where = "import azkz_graph; print(azkz_graph.__file__)"
    found = subprocess.run(
        [sys.executable, "-c", where],
        env={**os.environ, "PYTHONPATH": str(installed)},
        cwd=installed.parent,
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    assert Path(found.strip()).is_relative_to(installed)
    answer = run(installed, "query", "diplomatic-missions")
    assert answer == (ROOT / "tests" / "queries" / "diplomatic-missions.csv").read_text(encoding="utf-8")


def test_the_installed_command_builds_the_same_release(installed: Path, tmp_path: Path) -> None:
    run(installed, "build", "--out", str(tmp_path / "one"))
    subprocess.run(
        [sys.executable, "-m", "azkz_graph", "build", "--out", str(tmp_path / "other")],
        check=True,
        capture_output=True,
    )
    one, other = (
        {path.relative_to(folder): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
        for folder in (tmp_path / "one", tmp_path / "other")
    )
    assert one == other

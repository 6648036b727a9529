"""Programs that npm brings for tests, in the versions that a package-lock.json has locked."""

import shutil
import subprocess
from pathlib import Path

import pytest
from browsing import locked, run_folder


def npm_programs(source: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with what the package.json of `source` names, installed once for all processes of a test run.

    The test is skipped where npm is missing, or reaches no packages.
    """
    if shutil.which("npm") is None:
        pytest.skip("npm is missing; install the Debian package npm")
    folder = run_folder(tmp_path_factory) / f"npm-{source.name}"
    with locked(folder.with_suffix(".lock")):
        if not folder.exists():
            install(source, folder)
    return folder


def install(source: Path, folder: Path) -> None:
    """Install what the package.json of `source` names."""
    folder.mkdir()
    for name in ("package.json", "package-lock.json"):
        shutil.copy(source / name, folder)
    command = ["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--prefer-offline"]
    if subprocess.run(command, cwd=folder, capture_output=True).returncode:
        shutil.rmtree(folder)
        pytest.skip(f"npm cannot install {source / 'package.json'}; connect the machine to npm's registry")

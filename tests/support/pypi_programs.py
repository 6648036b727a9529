"""Programs from PyPI for tests, each set in an environment of its own, in the versions that a lock names."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from browsing import locked, run_folder


def pypi_programs(lock: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of programs of an environment with what the lock names, made once for all processes of a test run.

    They are apart from the tests' own packages, some of which they want in older versions. The test is skipped where
    the packages cannot be reached.
    """
    folder = run_folder(tmp_path_factory) / f"pypi-{lock.stem}"
    with locked(folder.with_suffix(".lock")):
        if not folder.exists():
            install(lock, folder)
    return folder / "bin"


def install(lock: Path, folder: Path) -> None:
    """Make the environment; a folder that is half made is taken away."""
    uv = [sys.executable, "-m", "uv"]
    subprocess.run([*uv, "venv", "--quiet", str(folder)], check=True)
    into = ["--python", str(folder / "bin" / "python"), "--require-hashes", "--requirement", str(lock)]
    if subprocess.run([*uv, "pip", "install", "--quiet", *into], capture_output=True).returncode:
        shutil.rmtree(folder)
        pytest.skip(f"uv cannot install the packages of {lock}; connect the machine to PyPI")

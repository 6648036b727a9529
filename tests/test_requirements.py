"""What is installed is locked to versions and hashes, and the locks are those of pyproject.toml."""

import os
import re
import shutil
import subprocess
import tomllib
from collections.abc import Iterable
from importlib.metadata import version
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
LOCKS = ("build", "node", "program", "tests")

Locked = dict[Requirement, frozenset[str]]

needs_make = pytest.mark.skipif(
    shutil.which("make") is None, reason="make is missing; Debian's make brings it"
)


def text(lock: str) -> str:
    return (ROOT / "requirements" / f"{lock}.txt").read_text(encoding="utf-8")


def locked(lock: str) -> Locked:
    """What a lock wants, with the hashes of it."""
    plain = re.sub(r"^#.*\n", "", text(lock), flags=re.MULTILINE).replace("\\\n", "")
    entries = (line.split(" --hash=") for line in plain.splitlines())
    return {Requirement(words[0].strip()): frozenset(word.strip() for word in words[1:]) for words in entries}


def pins(lock: str) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for requirement in locked(lock):
        (pin,) = requirement.specifier
        found.setdefault(canonicalize_name(requirement.name), set()).add(pin.version)
    return found


@pytest.mark.parametrize("lock", LOCKS)
def test_each_package_is_pinned_and_has_hashes(lock: str) -> None:
    assert locked(lock)
    for requirement, hashes in locked(lock).items():
        assert [pin.operator for pin in requirement.specifier] == ["=="], requirement
        assert hashes, requirement
        assert all(re.fullmatch("sha256:[0-9a-f]{64}", each) for each in hashes), requirement


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_names_no_host_and_no_option_of_pip(lock: str) -> None:
    assert "://" not in text(lock)
    assert not [line for line in text(lock).splitlines() if line.startswith("-")]


@pytest.mark.parametrize("lock", ["build", "program"])
def test_the_tests_run_with_the_same_packages(lock: str) -> None:
    assert locked(lock).items() <= locked("tests").items()


@pytest.mark.parametrize(
    ("lock", "wanted"),
    [
        ("program", PROJECT["project"]["dependencies"]),
        *(("tests", wanted) for wanted in PROJECT["project"]["optional-dependencies"].values()),
        ("build", [*PROJECT["dependency-groups"]["build"], *PROJECT["build-system"]["requires"]]),
        ("node", PROJECT["dependency-groups"]["node"]),
    ],
)
def test_a_lock_has_what_the_project_asks_for(lock: str, wanted: Iterable[str]) -> None:
    for requirement in map(Requirement, wanted):
        if requirement.name != PROJECT["project"]["name"]:
            versions = pins(lock)[canonicalize_name(requirement.name)]
            assert versions == set(requirement.specifier.filter(versions)), requirement


def test_what_builds_a_wheel_elsewhere_is_what_is_locked() -> None:
    assert {str(requirement) for requirement in locked("build")} >= set(PROJECT["build-system"]["requires"])
    (node,) = PROJECT["dependency-groups"]["node"]
    assert f'NODE: Final = "{node}"' in (ROOT / "hatch_build.py").read_text(encoding="utf-8")


def test_what_is_installed_is_what_is_locked() -> None:
    here = [each for each in locked("tests") if each.marker is None or each.marker.evaluate()]
    assert len(here) > 100
    assert [str(each) for each in here if version(each.name) not in each.specifier] == []


@pytest.mark.process
@needs_make
@pytest.mark.parametrize("path", [os.environ["PATH"], ""], ids=["npm", "no npm"])
def test_make_installs_only_what_is_locked(tmp_path: Path, path: str) -> None:
    make = shutil.which("make")
    assert make
    told = subprocess.run(
        [make, "--dry-run", "--always-make", f"VENV={tmp_path}", f"{tmp_path}/installed-tests"],
        cwd=ROOT,
        env={**os.environ, "PATH": path},
        check=True,
        capture_output=True,
        encoding="utf-8",
    ).stdout
    build, program, project, tests = re.findall(r"\bpip\b.* install --quiet (.*)", told)
    assert project == "--no-deps --no-build-isolation --editable ."
    for words in (build, program, tests):
        assert words.startswith("--require-hashes ")
    for words in (program, tests):
        assert " --no-build-isolation " in words
    assert ("requirements/node.txt" in build) == (not shutil.which("npm", path=path))

"""The versions of Python that the workflow tries, beside those that the package claims."""

import tomllib
from pathlib import Path

import yaml

ROOT = Path(__file__).parents[1]
ONLY_TRIED = ["3.12", "3.13", "3.14"]
"""Versions that the workflow tries and the package does not claim yet."""

project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
job = yaml.safe_load((ROOT / ".github/workflows/test.yml").read_text(encoding="utf-8"))["jobs"]["test"]
claimed = [
    classifier.rpartition(" ")[2]
    for classifier in project["classifiers"]
    if classifier.startswith("Programming Language :: Python :: 3.")
]


def test_it_tries_every_version_that_is_claimed() -> None:
    assert job["strategy"]["matrix"]["python-version"] == claimed + ONLY_TRIED
    assert job["container"] == "python:${{ matrix.python-version }}-bookworm"


def test_the_lowest_version_that_is_claimed_is_required() -> None:
    assert project["requires-python"] == f">={claimed[0]}"


def test_it_runs_what_ci_runs() -> None:
    assert [step.get("run") for step in job["steps"]] == [None, ".ci/run"]

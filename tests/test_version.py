"""The version and its day are the same wherever they stand."""

import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[1]


def found(pattern: str, name: str) -> str:
    """What the pattern's group matches in a file of the project."""
    match = re.search(pattern, (ROOT / name).read_text(encoding="utf-8"), re.MULTILINE)
    assert match, f"{name} lacks {pattern}"
    return match[1]


def test_one_version() -> None:
    version = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    assert found(r"^## (\S+) – ", "CHANGELOG.md") == version
    assert found(r"^version: (\S+)$", "CITATION.cff") == version
    for name in ("data/dataset.ttl", "ontology/azkz.ttl", "ontology/alignments.ttl"):
        assert found(r'owl:versionInfo "([^"]+)"', name) == version


def test_one_day() -> None:
    day = found(r'dct:issued "([^"]+)"', "data/dataset.ttl")
    assert found(r"^## \S+ – (\S+)$", "CHANGELOG.md") == day
    assert found(r"^date-released: (\S+)$", "CITATION.cff") == day

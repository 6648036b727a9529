"""What the Nu Html Checker, of the W3C and WHATWG, says of pages of every kind and of a sample of all: nothing."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest
from npm_programs import npm_programs
from page_kinds import KINDS

pytestmark = pytest.mark.large

HERE = Path(__file__).parent
SAMPLE = 23
"""Of all pages, one of so many is looked at; a number that is no multiple of the languages."""

HARMLESS = (
    # A page on the disk is of no origin, so that nothing would be from its own.
    "violates Content Security Policy",
    # Where most of a page is quoted from another language, it is marked as being in that one.
    "This document appears to be written in",
)
"""What the checker says of what is right."""


@pytest.fixture(scope="session")
def checker(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """The command that starts the checker, which npm brings."""
    if shutil.which("java") is None:
        pytest.skip("java is missing; install the Debian package default-jre-headless")
    (archive,) = npm_programs(HERE, tmp_path_factory).rglob("vnu.jar")
    return ["java", "-jar", str(archive)]


def said(checker: list[str], files: list[Path]) -> list[str]:
    """What the checker says of files."""
    names = [str(path) for path in files]
    run = subprocess.run([*checker, "--format", "json", *names], capture_output=True, encoding="utf-8")
    messages = json.loads(run.stderr)["messages"]
    return [
        f"{Path(each['url']).name}:{each.get('lastLine')}: {each['message']}"
        for each in messages
        if not any(said in each["message"] for said in HARMLESS)
    ]


def test_pages_are_html(site: Path, checker: list[str]) -> None:
    kinds = [site / f"{path}{mark}.html" for path in KINDS.values() for mark in ("", ".he")]
    sample = sorted(site.rglob("*.html"))[::SAMPLE]
    assert len(sample) > 100
    assert said(checker, [*kinds, *sample]) == []


def test_a_fault_is_found(checker: list[str], tmp_path: Path) -> None:
    path = tmp_path / "faulty.html"
    path.write_text("<!doctype html><html lang=en><title>A</title><ul><p>b</ul>", encoding="utf-8")
    assert any("not allowed as child" in each for each in said(checker, [path]))
